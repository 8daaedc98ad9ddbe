import type { ReactNode } from 'react';
import type { Today } from '@lastmile/contracts';
import { count, formatLate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { Money } from '../../ui/index.ts';
import styles from './figures.module.css';

/** More than a thousand is counted no further. */
export const counted = (number: number): string => (number > 1000 ? '1,000+' : String(number));

/** The day in four figures, each leading to what it counts; on a phone the three that one acts on. */
export function Figures({ today }: { today: Today }) {
  const { timezone } = useLocale();
  const now = useNow();
  const { overdue, due, unclaimed, oldestOverdueAt, doneToday, openValue, openCount, quotesPending } = today;
  return (
    <ul className={styles.figures} aria-label="The day in figures">
      <Figure to="#overdue" name="Overdue" short="late" number={counted(overdue.count)} isLate={overdue.count > 0}>
        {oldestOverdueAt ? `oldest ${formatLate(oldestOverdueAt, timezone, now)}` : 'nothing is late'}
      </Figure>
      <Figure to="#due" name="Due today" short="today" number={counted(due.count)}>
        {doneToday} done so far
      </Figure>
      <Figure to="#unclaimed" name="To claim" short="to claim" number={counted(unclaimed.count)} onPhoneOnly>
        nobody’s yet
      </Figure>
      <Figure name="Quotes waiting" number={counted(quotesPending)}>
        {quotesPending === 0 ? 'none is with a customer' : 'for the customer’s answer'}
      </Figure>
      <Figure name="Open value" number={<Money amount={openValue} />}>
        a month, {count(openCount, 'lead')}
      </Figure>
    </ul>
  );
}

interface FigureProps {
  /** The section that it counts. */
  to?: string;
  name: string;
  /** Its name after the number, on a phone. */
  short?: string;
  number: ReactNode;
  isLate?: boolean;
  /** At a desk it is in sight anyway. */
  onPhoneOnly?: boolean;
  children: ReactNode;
}

function Figure({ to, name, short, number, isLate = false, onPhoneOnly = false, children }: FigureProps) {
  const content = (
    <>
      <span className={styles.name}>{name}</span>
      <span className={isLate ? `${styles.number} ${styles.late}` : styles.number}>
        {number}
        <span className={styles.short}> {short}</span>
      </span>
      <span className={styles.detail}>{children}</span>
    </>
  );
  return (
    <li className={onPhoneOnly ? styles.phoneOnly : short ? styles.place : `${styles.place} ${styles.deskOnly}`}>
      {to ? (
        <a href={to} className={styles.figure}>
          {content}
        </a>
      ) : (
        <div className={styles.figure}>{content}</div>
      )}
    </li>
  );
}
