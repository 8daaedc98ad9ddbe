import { useQuery } from '@tanstack/react-query';
import { previewMessageTemplate, type MessageChannel, type MessageKind, type Output } from '@lastmile/contracts';
import { api } from '../../lib/api.ts';
import type { Problem } from '../../lib/problem.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { Notice } from '../../ui/index.ts';
import styles from './message-templates.module.css';

interface Props { kind: MessageKind; channel: MessageChannel; subject: string; body: string }

/** How it would read, with examples; or what is wrong with it. Asked whenever the typing rests. */
export function TemplatePreview({ kind, channel, subject, body }: Props) {
  const words = useSettled(JSON.stringify({ body, ...(channel === 'email' ? { subject } : {}) }));
  const preview = useQuery<Output<typeof previewMessageTemplate>, Problem>({
    queryKey: ['message-previews', kind, channel, words],
    queryFn: () => api(previewMessageTemplate, { params: { kind, channel }, body: JSON.parse(words) as { body: string } }),
    enabled: body.trim() !== '', staleTime: Infinity, retry: false, placeholderData: (before) => before,
  });
  const { data, error } = preview;
  return (
    <section className={styles.preview} aria-label="Preview" aria-live="polite">
      <h3 className={styles.heading}>Preview</h3>
      {error && <Notice tone="warning">{error.detail}</Notice>}
      {data && !error && (
        <div className={channel === 'sms' ? styles.bubble : styles.mail}>
          {data.subject && <p className={styles.subject}>{data.subject}</p>}
          <p className={styles.text}>{data.text}</p>
        </div>
      )}
      {data?.segments && !error ? <p className={styles.note}>{data.segments === 1 ? 'Goes as one text.' : `Goes, and is paid, as ${data.segments} texts.`}</p> : null}
      <p className={styles.note}>With examples; the real message has the customer’s own.</p>
    </section>
  );
}
