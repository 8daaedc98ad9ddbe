import { useRef, useState, type ReactNode } from 'react';
import { templateVariables, variablesOf, type MessageChannel, type MessageKind, type TemplateVariable } from '@lastmile/contracts';
import { FilterChip, TextField } from '../../ui/index.ts';
import { TemplatePreview } from './template-preview.tsx';
import styles from './message-templates.module.css';

type Field = 'subject' | 'body';

/** What a form of words has, whichever record they are of. */
export interface WordsForm {
  values: { readonly [field: string]: unknown };
  field: (name: Field) => Parameters<typeof TextField>[0] extends infer Props ? Omit<Props, 'label'> : never;
  set: (name: Field, value: string) => void;
}

/** A message's words beside how they will read, with everything that can stand in them one press away. */
export function TemplateWordsFields({ kind, channel, form, before, after }: {
  kind: MessageKind; channel: MessageChannel; form: WordsForm; before?: ReactNode; after?: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<Field>('body');

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
    <div className={styles.editor}>
      <div ref={place} className={styles.words} onFocus={({ target }) => {
        const { name } = target as HTMLInputElement;
        if (name === 'subject' || name === 'body') setLast(name);
      }}
      >
        {before}
        {channel === 'email' && <TextField label="Subject" {...form.field('subject')} />}
        <TextField label="Text" rows={channel === 'email' ? 10 : 5} {...form.field('body')} />
        <div role="group" aria-label="Put in" className={styles.variables}>
          {variablesOf[kind].known.map((name) => (
            <FilterChip key={name} label={`{{ ${name} }}`} title={templateVariables[name][0]} onClick={() => insert(name)} />
          ))}
        </div>
        {after}
      </div>
      <TemplatePreview kind={kind} channel={channel} subject={String(form.values.subject ?? '')} body={String(form.values.body ?? '')} />
    </div>
  );
}
