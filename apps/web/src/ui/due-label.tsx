import { IconAlertCircle, IconCalendar, IconCalendarPlus, IconClock } from '@tabler/icons-react';
import type { Due } from '@lastmile/contracts';
import { formatExactly, formatLate, hasPassed, formatNear, formatNearDay } from '../lib/format.ts';
import { useLocale } from '../lib/locale.tsx';
import { useNow } from '../lib/now.ts';
import styles from './due-label.module.css';
import { When } from './values.tsx';

const icons = { late: IconAlertCircle, today: IconClock, later: IconCalendar, none: IconCalendarPlus };

interface Props {
  /** As the server judged it, in the owner's time zone. */
  due: Due;
  /** Says what is to be done too: “2 days late · Call back”. */
  withNote?: boolean;
  /** Leaves out the hour of days that are more than a week away, as on a card. */
  compact?: boolean;
}

/** When the next step is due; what is late stands out, and so does having no next step at all. */
export function DueLabel({ due, withNote = false, compact = false }: Props) {
  const { timezone } = useLocale();
  const now = useNow();
  const Icon = icons[due.state];
  const words = wordsFor(due, timezone, now, compact);
  return (
    <span className={`${styles.due} ${styles[due.state]}`} title={due.at ? formatExactly(due.at, timezone) : undefined}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className={styles.words}>{withNote && due.note ? `${words} · ${due.note}` : words}</span>
    </span>
  );
}

/** The day something is to be paid by; one that has passed stands out, in a list in its place. `inWords` says what day it is: “due 4 Dec”. */
export function DueDay({ on, withDate = false, inWords = false }: { on: string; withDate?: boolean; inWords?: boolean }) {
  const { timezone } = useLocale();
  const isLate = hasPassed(on, timezone, useNow());
  return (
    <>
      {(withDate || !isLate) && <>{inWords && 'due '}<When at={on} /></>}
      {withDate && isLate && ' · '}
      {isLate && <DueLabel due={{ state: 'late', at: on, note: null }} />}
    </>
  );
}

function wordsFor({ state, at }: Due, timezone: string, now: number, compact: boolean): string {
  if (state === 'none' || !at) return 'No next step';
  if (state === 'late') return formatLate(at, timezone, now);
  const near = formatNear(at, timezone, now);
  return compact && /^\d/.test(near) ? formatNearDay(at, timezone, now) : near;
}
