import { Notice, NoticeAction } from '../notice.tsx';
import type { Overtaken } from './use-record-form.ts';

interface Props {
  overtaken: Overtaken | null;
  /** What people call the fields: `{ monthlyPrice: 'Price a month' }`. */
  labels: Readonly<Record<string, string>>;
  /** Words for values that are not words themselves, such as ids. */
  write?: (field: string, value: unknown) => string | undefined;
}

/** Says that somebody saved first and what they changed, and offers to load it. */
export function OvertakenNotice({ overtaken, labels, write }: Props) {
  if (!overtaken) return null;
  const { changes, load } = overtaken;
  return (
    <Notice
      tone="warning" announced title="Somebody changed this while you were writing."
      action={<NoticeAction onClick={load}>Load theirs</NoticeAction>}
    >
      {changes.length === 0 ? 'What they changed is not on this form.' : `Now: ${changes
        .map(({ field, value }) => `${labels[field] ?? field}: ${write?.(field, value) ?? plainly(value)}`)
        .join(' · ')}.`}{' '}
      Nothing of yours was saved yet; fields they did not touch keep what you wrote.
    </Notice>
  );
}

function plainly(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return value === null || value === undefined || value === '' ? 'empty' : String(value);
}
