import { PipelineChanges, updatePipeline, type Pipeline } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, TextField, useRecordForm } from '../../ui/index.ts';

export function RenamePipelineDialog({ pipeline, onClose }: { pipeline: Pipeline; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(PipelineChanges, {
    record: pipeline,
    values: ({ name }) => ({ name }),
    submit: (body, call) => write(updatePipeline, { params: { id: pipeline.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Rename ${pipeline.name}`} submit="Rename pipeline" onClose={onClose} labels={{ name: 'Name' }}
      width={420}
    >
      <TextField label="Name" {...form.field('name')} />
    </FormDialog>
  );
}
