import { listPipelines } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { usePeople } from '../../../lib/use-people.ts';
import { FieldRow, SelectField, type FieldProps } from '../../../ui/index.ts';
import { FieldGroup } from './field-group.tsx';

interface Props {
  /** Whose stages are offered; the default one where null. */
  pipelineId: string | null;
  stage: FieldProps;
  owner: FieldProps;
}

/** Where a new lead is put, and who gets it; left alone, the pipeline decides both. */
export function PlacingFields({ pipelineId, stage, owner }: Props) {
  const { can } = useSession();
  const people = usePeople();
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  const pipeline = pipelines.find(({ id, isDefault }) => (pipelineId ? id === pipelineId : isDefault));
  const stages = pipeline?.stages.filter(({ type }) => type !== 'won' && type !== 'lost') ?? [];
  return (
    <FieldGroup title="Where it goes">
      <FieldRow>
        <SelectField
          label="Stage" {...stage} options={stages.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder="The first" clearable
        />
        {can('leads:assign') && (
          <SelectField
            label="Owner" {...owner} options={people.holders} placeholder="As the pipeline says" searchable clearable
          />
        )}
      </FieldRow>
    </FieldGroup>
  );
}
