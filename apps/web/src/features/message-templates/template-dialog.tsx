import { useRef, useState } from 'react';
import { resetMessageTemplate, setMessageTemplate, templateVariables, variablesOf, type MessageTemplate, type TemplateVariable } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useWrite } from '../../lib/use-write.ts';
import { Button, FilterChip, FormDialog, TextField, showToast, useRecordForm } from '../../ui/index.ts';
import { TemplatePreview } from './template-preview.tsx';
import { channelWords, kindWords } from './template-words.ts';
import styles from './message-templates.module.css';

/** A message's words beside how they will read, with everything that can stand in them one press away. */
export function TemplateDialog({ template, onClose }: { template: MessageTemplate; onClose: () => void }) {
  const { kind, channel } = template;
  const write = useWrite();
  const place = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<'subject' | 'body'>('body');
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

  /** Puts a variable where the cursor stands, and leaves the cursor behind it. */
  const insert = (name: TemplateVariable) => {
    const input = place.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${last}"]`);
    const text = String(form.values[last] ?? '');
    const [from, to] = input && input.selectionStart !== null ? [input.selectionStart, input.selectionEnd ?? input.selectionStart] : [text.length, text.length];
    const written = `{{ ${name} }}`;
    form.set(last, `${text.slice(0, from)}${written}${text.slice(to)}`);
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(from + written.length, from + written.length);
    });
  };

  return (
    <FormDialog
      form={form} title={`${kindWords[kind].name}, ${channelWords[channel].toLowerCase()}`} subtitle={kindWords[kind].when} submit="Save message" onClose={onClose}
      labels={{ subject: 'Subject', body: 'Text' }} width={880}
    >
      <div className={styles.editor}>
        <div ref={place} className={styles.words} onFocus={({ target }) => {
          const { name } = target as HTMLInputElement;
          if (name === 'subject' || name === 'body') setLast(name);
        }}
        >
          {channel === 'email' && <TextField label="Subject" {...form.field('subject')} />}
          <TextField label="Text" rows={channel === 'email' ? 10 : 5} {...form.field('body')} />
          <div role="group" aria-label="Put in" className={styles.variables}>
            {variablesOf[kind].known.map((name) => (
              <FilterChip key={name} label={`{{ ${name} }}`} title={templateVariables[name][0]} onClick={() => insert(name)} />
            ))}
          </div>
          {!template.isStandard && (
            <div>
              <Button size="sm" loading={reset.isRunning} onClick={() => void reset.run({ params: { kind, channel } })}>Back to the usual words</Button>
            </div>
          )}
        </div>
        <TemplatePreview kind={kind} channel={channel} subject={String(form.values.subject ?? '')} body={String(form.values.body ?? '')} />
      </div>
    </FormDialog>
  );
}

/** It is written as a whole: what was not changed goes along. */
const withBody = (body: string, changed: { subject?: string | null; body?: string }) => ({ ...changed, body: changed.body ?? body });
