import { createNamedTemplate, deleteNamedTemplate, NewNamedTemplate, updateNamedTemplate, type MessageTemplate, type NamedTemplate } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useWrite } from '../../lib/use-write.ts';
import { Button, Checkbox, FormDialog, showToast, TextField, useContractForm, useRecordForm } from '../../ui/index.ts';
import { TemplateWordsFields } from './template-words-fields.tsx';
import { channelWords, kindWords } from './template-words.ts';

const labels = { name: 'Name', subject: 'Subject', body: 'Text' };
const byDefault = 'Sent where nothing is chosen';

/** Further words under a name of their own; they begin as those that are there. */
export function AddTemplateDialog({ like, onClose }: { like: MessageTemplate; onClose: () => void }) {
  const { kind, channel } = like;
  const write = useWrite();
  const form = useContractForm(NewNamedTemplate, {
    initial: { kind, channel, name: '', body: like.body, ...(channel === 'email' ? { subject: like.subject } : {}), isDefault: false },
    submit: (body, call) => write(createNamedTemplate, { body }, call),
    done: ({ name }) => {
      showToast({ title: `“${name}” can be chosen from now on.` });
      onClose();
    },
  });
  return (
    <FormDialog
      form={form} title={`Further words: ${kindWords[kind].name.toLowerCase()}, ${channelWords[channel].toLowerCase()}`} subtitle="Chosen by name when it is sent."
      submit="Add template" onClose={onClose} labels={labels} width={880}
    >
      <TemplateWordsFields
        kind={kind} channel={channel} form={form} before={<TextField label="Name" placeholder="Business customers" {...form.field('name')} />}
        after={<Checkbox label={byDefault} checked={form.values.isDefault === true} onChange={({ currentTarget }) => form.set('isDefault', currentTarget.checked)} />}
      />
    </FormDialog>
  );
}

export function NamedTemplateDialog({ template, onClose }: { template: NamedTemplate; onClose: () => void }) {
  const { id, kind, channel, name } = template;
  const write = useWrite();
  const form = useRecordForm(updateNamedTemplate.body, {
    record: template,
    values: ({ name: called, subject, body, isDefault }) => ({ name: called, body, isDefault, ...(channel === 'email' ? { subject } : {}) }),
    submit: (body, call) => write(updateNamedTemplate, { params: { id }, body }, call),
    done: () => {
      showToast({ title: 'Template saved.' });
      onClose();
    },
  });
  const remove = useAction(deleteNamedTemplate, {
    done: () => {
      showToast({ title: `“${name}” is removed.` });
      onClose();
    },
  });
  return (
    <FormDialog form={form} title={name} subtitle={`${kindWords[kind].name}, ${channelWords[channel].toLowerCase()}`} submit="Save template" onClose={onClose} labels={labels} width={880}>
      <TemplateWordsFields
        kind={kind} channel={channel} form={form} before={<TextField label="Name" {...form.field('name')} />}
        after={(
          <>
            <Checkbox label={byDefault} checked={form.values.isDefault === true} onChange={({ currentTarget }) => form.set('isDefault', currentTarget.checked)} />
            <div><Button size="sm" look="danger" loading={remove.isRunning} onClick={() => void remove.run({ params: { id } })}>Remove template</Button></div>
          </>
        )}
      />
    </FormDialog>
  );
}
