import { resetMessageTemplate, setMessageTemplate, type MessageTemplate } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useWrite } from '../../lib/use-write.ts';
import { Button, FormDialog, showToast, useRecordForm } from '../../ui/index.ts';
import { TemplateWordsFields } from './template-words-fields.tsx';
import { channelWords, kindWords } from './template-words.ts';

/** The words that a kind of message has without a name. */
export function TemplateDialog({ template, onClose }: { template: MessageTemplate; onClose: () => void }) {
  const { kind, channel } = template;
  const write = useWrite();
  const form = useRecordForm(setMessageTemplate.body, {
    record: template,
    values: ({ subject, body }) => ({ body, ...(channel === 'email' ? { subject } : {}) }),
    submit: (changed, call) => write(setMessageTemplate, {
      params: { kind, channel }, body: { ...(channel === 'email' ? { subject: template.subject } : {}), ...withBody(template.body, changed) },
    }, call),
    done: () => {
      showToast({ title: 'Message saved.' });
      onClose();
    },
  });
  const reset = useAction(resetMessageTemplate, { done: () => onClose() });
  return (
    <FormDialog
      form={form} title={`${kindWords[kind].name}, ${channelWords[channel].toLowerCase()}`} subtitle={kindWords[kind].when} submit="Save message" onClose={onClose}
      labels={{ subject: 'Subject', body: 'Text' }} width={880}
    >
      <TemplateWordsFields
        kind={kind} channel={channel} form={form}
        after={!template.isStandard && (
          <div>
            <Button size="sm" loading={reset.isRunning} onClick={() => void reset.run({ params: { kind, channel } })}>Back to the usual words</Button>
          </div>
        )}
      />
    </FormDialog>
  );
}

/** It is written as a whole: what was not changed goes along. */
const withBody = (body: string, changed: { subject?: string | null; body?: string }) => ({ ...changed, body: changed.body ?? body });
