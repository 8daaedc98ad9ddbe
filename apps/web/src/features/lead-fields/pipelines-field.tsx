import { useId } from 'react';
import { listPipelines } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { FilterChip, type FieldProps } from '../../ui/index.ts';
import { PickMany } from '../../ui/pick-many.tsx';
import styles from './lead-fields.module.css';

/** For which pipelines’ leads a field is shown (D4); for all where none is picked. */
export function PipelinesField({ value, onChange, error }: FieldProps) {
  const id = useId();
  const { data } = useEndpoint(listPipelines, { query: { kind: 'lead' } });
  const pipelines = data?.data ?? [];
  const chosen = Array.isArray(value) ? value as string[] : [];
  const names = pipelines.filter((pipeline) => chosen.includes(pipeline.id)).map(({ name }) => name);
  const toggle = (pipelineId: string) =>
    onChange(chosen.includes(pipelineId) ? chosen.filter((one) => one !== pipelineId) : [...chosen, pipelineId]);
  return (
    <div role="group" aria-labelledby={id}>
      <span id={id} className={styles.label}>Shown for leads of</span>
      <PickMany
        title="Pipelines" placeholder="Find a pipeline" nothing="No pipeline of that name."
        choices={pipelines.map((pipeline) => ({ value: pipeline.id, label: pipeline.name }))} values={chosen} onToggle={toggle}
        target={<FilterChip label={names.length > 0 ? names.join(', ') : 'All pipelines'} active={names.length > 0} opens />}
      />
      {error && <p className={styles.error}>{error}</p>}
    </div>
  );
}
