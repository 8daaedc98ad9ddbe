import { Fragment, type ReactNode } from 'react';
import { calendarDay, formatDay, formatExactly, formatNearDay, formatTime } from '../lib/format.ts';
import { useLocale } from '../lib/locale.tsx';
import { useNow } from '../lib/now.ts';
import styles from './history.module.css';
import { Timeline, TimelineItem, type TimelineTone } from './timeline.tsx';

export interface HistoryEntry {
  id: string;
  /** An instant. */
  at: string;
  icon: ReactNode;
  tone?: TimelineTone;
  sentence: ReactNode;
  detail?: ReactNode;
  quote?: ReactNode;
  action?: ReactNode;
}

/** What happened to a record, newest first, under the days on which it did. */
export function History({ label, entries }: { label: string; entries: readonly HistoryEntry[] }) {
  const { timezone } = useLocale();
  const now = useNow();
  const days = Map.groupBy(entries, ({ at }) => calendarDay(at, timezone));
  return (
    <section aria-label={label}>
      {[...days].map(([date, ofDay]) => (
        <Fragment key={date}>
          <h3 className={styles.day}>{nameOfDay(date, timezone, now)}</h3>
          <Timeline label={nameOfDay(date, timezone, now)}>
            {ofDay.map(({ id, at, icon, tone = 'plain', sentence, detail, quote, action }) => (
              <TimelineItem
                key={id}
                icon={icon}
                tone={tone}
                detail={detail}
                quote={quote}
                action={action}
                aside={
                  <time dateTime={at} title={formatExactly(at, timezone)}>
                    {formatTime(at, timezone)}
                  </time>
                }
              >
                {sentence}
              </TimelineItem>
            ))}
          </Timeline>
        </Fragment>
      ))}
    </section>
  );
}

/** `Today, 18 May`, `Saturday, 16 May`, and with the year where it is not this one. */
function nameOfDay(date: string, timezone: string, now: number): string {
  const near = formatNearDay(date, timezone, now);
  const day = formatDay(date, timezone, now);
  return near === 'Today' || near === 'Yesterday'
    ? `${near}, ${day}`
    : `${formatExactly(date, timezone).split(',')[0]}, ${day}`;
}
