import { createTag, deleteTag, updateTag, type Tag } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { pick } from '../../lib/pick.ts';
import { useAction } from '../../lib/use-action.ts';
import { useWrite } from '../../lib/use-write.ts';
import { ConfirmDialog, FormDialog, showToast, useContractForm, useRecordForm } from '../../ui/index.ts';
import { TagFields } from './tag-fields.tsx';

export function AddTagDialog({ onClose }: { onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(createTag.body, {
    initial: { color: 'petrol' },
    submit: (body, call) => write(createTag, { body }, call),
    done: onClose,
  });
  return (
    <FormDialog form={form} title="Add tag" submit="Add tag" onClose={onClose} width={440}>
      <TagFields field={form.field} />
    </FormDialog>
  );
}

export function EditTagDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(updateTag.body, {
    record: tag,
    values: (known) => pick(known, 'name', 'color'),
    submit: (body, call) => write(updateTag, { params: { id: tag.id }, body }, call, ['leads']),
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Edit ${tag.name}`} subtitle="It changes on every lead that has it." submit="Save tag"
      onClose={onClose} labels={{ name: 'Name', color: 'Colour' }} width={440}
    >
      <TagFields field={form.field} />
    </FormDialog>
  );
}

/** Says how many leads lose it before it is gone. */
export function DeleteTagDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const remove = useAction(deleteTag, {
    alsoChanges: ['leads'],
    done: ({ leadCount }) => {
      onClose();
      showToast({ title: `${tag.name} deleted.`, ...(leadCount > 0 ? { text: `Taken from ${count(leadCount, 'lead')}.` } : {}) });
    },
  });
  const leads = tag.leadCount ?? 0;
  return (
    <ConfirmDialog
      opened onClose={onClose} title={`Delete ${tag.name}?`} confirm="Delete tag" danger isRunning={remove.isRunning}
      onConfirm={() => void remove.run({ params: { id: tag.id } })}
    >
      {leads === 0 ? 'No lead has it.' : `${count(leads, 'lead has', 'leads have')} it and will be without. This cannot be undone.`}
    </ConfirmDialog>
  );
}
