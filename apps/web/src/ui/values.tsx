import { Anchor } from '@mantine/core';
import { formatAgo, formatExactly, formatMoment, formatMoney, formatNear } from '../lib/format.ts';
import { useLocale } from '../lib/locale.tsx';
import { useNow } from '../lib/now.ts';
import { formatPhone } from '../lib/phone-format.ts';
import styles from './values.module.css';

interface MoneyProps {
  /** A decimal string, as the API sends it. */
  amount: string;
  /** The organization's where left out. */
  currency?: string;
  /** Adds “a month”. */
  monthly?: boolean;
}

/** `KES 2,500`, `KES 2,500 a month`. */
export function Money({ amount, currency, monthly = false }: MoneyProps) {
  const locale = useLocale();
  const written = formatMoney(amount, currency ?? locale.currency, locale.locale);
  return <span className={styles.number}>{monthly ? `${written} a month` : written}</span>;
}

interface WhenProps {
  /** An instant, or a date where the hour does not matter. */
  at: string;
  /** `moment` 18 May, 18:44 · `near` Today, 14:00 · `ago` 3 days ago. */
  as?: 'moment' | 'near' | 'ago';
}

const written = { moment: formatMoment, near: formatNear, ago: formatAgo };

/** When something happened or will, in the person's own time zone; exactly when, on hover. */
export function When({ at, as = 'moment' }: WhenProps) {
  const { timezone } = useLocale();
  const now = useNow();
  return (
    <time className={styles.number} dateTime={at} title={formatExactly(at, timezone)}>
      {written[as](at, timezone, now)}
    </time>
  );
}

/** `+254 712 555 014`; as a link it calls. */
export function Phone({ number, link = false }: { number: string; link?: boolean }) {
  const words = formatPhone(number);
  return link
    ? <Anchor className={styles.number} href={`tel:${number}`}>{words}</Anchor>
    : <span className={styles.number}>{words}</span>;
}

/** A code, number or address that has to be read letter by letter. */
export function Code({ children }: { children: string }) {
  return <code className={styles.code}>{children}</code>;
}
