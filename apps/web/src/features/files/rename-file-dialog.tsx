import { FileChanges, updateFile, type LeadFile } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, SelectField, TextField, useRecordForm } from '../../ui/index.ts';
import { categoryChoices } from './file-words.ts';

/** What a file is called, and what it is kept as. */
export function RenameFileDialog({ file, onClose }: { file: LeadFile; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(FileChanges, {
    record: file,
    values: ({ name, category }) => ({ name, category }),
    submit: (body, call) => write(updateFile, { params: { id: file.id }, body }, call, ['leads']),
    done: onClose,
  });
  return (
    <FormDialog form={form} title="Rename file" submit="Save file" onClose={onClose} labels={{ name: 'Name', category: 'Kept as' }} width={420}>
      <TextField label="Name" {...form.field('name')} />
      <SelectField label="Kept as" options={categoryChoices} {...form.field('category')} />
    </FormDialog>
  );
}
