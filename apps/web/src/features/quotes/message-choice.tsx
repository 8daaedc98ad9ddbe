import { useQuery } from '@tanstack/react-query';
import { previewQuoteMessage, type NamedTemplate, type Output, type Quote } from '@lastmile/contracts';
import { api } from '../../lib/api.ts';
import type { Problem } from '../../lib/problem.ts';
import { Notice, SelectField } from '../../ui/index.ts';
import styles from './message-choice.module.css';

/** Stands for the words without a name. */
const usual = 'usual';

interface Props {
  quote: Quote;
  channel: 'email' | 'sms';
  /** Further words for this channel. */
  templates: readonly NamedTemplate[];
  /** An id, null for the plain words, undefined for the default. */
  chosen: string | null | undefined;
  choose: (templateId: string | null) => void;
}

/** With which words a quote goes out by one way, and what this customer will read. */
export function MessageChoice({ quote, channel, templates, chosen, choose }: Props) {
  const words = channel === 'email' ? 'email' : 'text';
  const byDefault = templates.find(({ isDefault }) => isDefault);
  const value = chosen === undefined ? byDefault?.id ?? usual : chosen ?? usual;
  const preview = useQuery<Output<typeof previewQuoteMessage>, Problem>({
    queryKey: ['quotes', 'message-preview', quote.id, quote.version, channel, chosen ?? (chosen === null ? usual : 'default')],
    queryFn: () => api(previewQuoteMessage, { params: { id: quote.id }, body: { channel, ...(chosen === undefined ? {} : { templateId: chosen }) } }),
    placeholderData: (before) => before,
  });
  const nameOf = (name: string, isDefault: boolean) => (isDefault ? `${name} (default)` : name);
  const { data, error } = preview;
  return (
    <div className={styles.choice}>
      {templates.length > 0 && (
        <SelectField
          label={`Words of the ${words}`} name={`template-${channel}`} required={false} maxLength={undefined} error={undefined} value={value}
          options={[{ value: usual, label: nameOf('Usual words', !byDefault) }, ...templates.map(({ id, name, isDefault }) => ({ value: id, label: nameOf(name, isDefault) }))]}
          onChange={(id) => choose(id === usual ? null : String(id))}
        />
      )}
      {error && !data && <Notice tone="warning" title={`How the ${words} reads could not be shown.`}>{error.detail}</Notice>}
      {data && (
        <details className={styles.preview}>
          <summary>What the {words} says{data.segments && data.segments > 1 ? `, paid as ${data.segments} texts` : ''}</summary>
          <div className={styles.words} role="group" aria-label={`Preview of the ${words}`}>
            {data.subject && <b className={styles.subject}>{data.subject}</b>}
            <p className={styles.text}>{data.text}</p>
          </div>
        </details>
      )}
    </div>
  );
}
