import { listPipelines, orderPipelines, updatePipeline, type Pipeline } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, Facts, Section, showToast } from '../../ui/index.ts';
import type { PipelineDialogName } from './pipeline-dialogs.tsx';
import styles from './pipelines.module.css';

interface Props {
  pipeline: Pipeline;
  all: readonly Pipeline[];
  mayWrite: boolean;
  open: (dialog: PipelineDialogName) => void;
}

/** The pipeline as a whole: its name, whether leads go here by themselves, whether it is in use. */
export function AboutPipeline({ pipeline, all, mayWrite, open }: Props) {
  const { id, name, kind, isDefault, isActive, stages, version } = pipeline;
  const change = useAction(updatePipeline, { done: (now) => showToast({ title: saidOf(now) }) });
  const save = (body: { isDefault: true } | { isActive: boolean }) => {
    void change.run({ params: { id }, body }, { ifMatch: version });
  };
  // The last one of its kind stays: leads that name no pipeline have to go somewhere.
  const hasOthers = all.some((other) => other.id !== id && other.kind === kind && other.isActive);
  const order = useAction(orderPipelines, {
    optimistic: (screen, { body }) => screen.rewrite(listPipelines, undefined, ({ data }) => ({
      data: data.toSorted((a, b) => placeIn(body.pipelineIds, a, b)),
    })),
  });
  // The default stands first whatever the order, so it is no neighbour.
  const ofKind = all.filter((other) => other.kind === kind);
  const ids = ofKind.map((other) => other.id);
  const at = ids.indexOf(id);
  const swapWith = (place: number) => {
    const pipelineIds = ids.with(at, ids[place]!).with(place, id);
    void order.run({ body: { kind, pipelineIds } });
  };
  const leads = stages.reduce((sum, stage) => sum + stage.leadCount, 0);
  return (
    <Section title="This pipeline">
      <Facts
        facts={[
          { label: 'Name', value: name },
          { label: 'For', value: kind === 'lead' ? 'Leads' : 'Opportunities' },
          { label: 'Default', value: isDefault ? 'Yes: leads that name no pipeline come here' : 'No' },
          { label: 'In use', value: isActive ? 'Yes' : 'No: it takes no new leads' },
          { label: 'Leads now', value: count(leads, 'lead') },
        ]}
      />
      {mayWrite && (
        <div className={styles.buttons}>
          <Button size="xs" onClick={() => open('rename-pipeline')}>Rename</Button>
          {!isDefault && isActive && <Button size="xs" onClick={() => save({ isDefault: true })}>Make default</Button>}
          {!isDefault && (
            <Button size="xs" onClick={() => save({ isActive: !isActive })}>
              {isActive ? 'Switch off' : 'Switch on'}
            </Button>
          )}
          {!isDefault && at > 0 && !ofKind[at - 1]!.isDefault && <Button size="xs" onClick={() => swapWith(at - 1)}>Move left</Button>}
          {!isDefault && at < ids.length - 1 && <Button size="xs" onClick={() => swapWith(at + 1)}>Move right</Button>}
          {hasOthers && (
            <Button size="xs" look="danger" onClick={() => open('delete-pipeline')}>Delete pipeline</Button>
          )}
        </div>
      )}
    </Section>
  );
}

/** Those the order does not name stay where they are among themselves. */
function placeIn(ids: readonly string[], a: Pipeline, b: Pipeline): number {
  return ids.includes(a.id) && ids.includes(b.id) ? ids.indexOf(a.id) - ids.indexOf(b.id) : 0;
}

function saidOf({ name, isDefault, isActive }: Pipeline): string {
  if (!isActive) return `${name} takes no new leads now.`;
  return isDefault ? `${name} is the default now.` : `${name} takes new leads again.`;
}
