import { createStage, NewStage, StageChanges, updateStage, type Pipeline, type Stage } from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, stageTypeNames, useContractForm, useRecordForm } from '../../ui/index.ts';
import { StageFields, stageLabels } from './stage-fields.tsx';

/** Adds a stage; it stands after the last open one and can be moved from there. */
export function AddStageDialog({ pipeline, onClose }: { pipeline: Pipeline; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(NewStage, {
    initial: { type: 'in_progress', probability: 50, color: 'amber' },
    submit: (body, call) => write(createStage, { params: { id: pipeline.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog form={form} title="Add stage" subtitle={`To ${pipeline.name}`} submit="Add stage" onClose={onClose}>
      <StageFields form={form} />
    </FormDialog>
  );
}

function written(field: string, value: unknown): string | undefined {
  if (field === 'exitCriteria') return (value as string[]).join(' · ') || 'nothing';
  return field === 'type' ? stageTypeNames[value as Stage['type']] : undefined;
}

/** Changes a stage. */
export function EditStageDialog({ pipeline, stage, onClose }: {
  pipeline: Pipeline; stage: Stage; onClose: () => void;
}) {
  const write = useWrite();
  const form = useRecordForm(StageChanges, {
    record: stage,
    values: (known) => pick(known, 'name', 'type', 'probability', 'color', 'quietAfterDays', 'exitCriteria'),
    submit: (body, call) => (
      write(updateStage, { params: { id: pipeline.id, stageId: stage.id }, body }, call, ['leads'])
    ),
    // A refusal carries the pipeline as it is now.
    currentOf: (current) => (current as Pipeline).stages.find(({ id }) => id === stage.id),
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Edit ${stage.name}`} subtitle={`In ${pipeline.name}`} submit="Save stage" onClose={onClose}
      labels={stageLabels}
      write={written}
    >
      <StageFields form={form} />
    </FormDialog>
  );
}
