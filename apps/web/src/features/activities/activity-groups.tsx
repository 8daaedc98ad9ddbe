import type { Activity } from '@lastmile/contracts';
import { calendarDay, formatDay, formatExactly, formatNearDay } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import styles from './activity-groups.module.css';
import { ActivityRow, type ActivityActions } from './activity-row.tsx';

/** What was done, under the days on which it was. */
export function ActivityDays({ activities, ...actions }: ActivityActions & { activities: readonly Activity[] }) {
  const { timezone } = useLocale();
  const now = useNow();
  const days = Map.groupBy(activities, ({ doneAt, dueAt, createdAt }) => calendarDay(doneAt ?? dueAt ?? createdAt, timezone));
  return (
    <>
      {[...days].map(([date, ofDay]) => (
        <section key={date} aria-label={nameOfDay(date, timezone, now)}>
          <h2 className={styles.day}>{nameOfDay(date, timezone, now)}</h2>
          <ActivityRows activities={ofDay} {...actions} />
        </section>
      ))}
    </>
  );
}

/** Activities below each other, in a card. */
export function ActivityRows({ activities, withLead = true, bare = false, ...actions }: ActivityActions & {
  activities: readonly Activity[];
  withLead?: boolean;
  /** In a card already. */
  bare?: boolean;
}) {
  return (
    <ul className={bare ? styles.rows : `${styles.rows} ${styles.card}`}>
      {activities.map((activity) => <ActivityRow key={activity.id} activity={activity} withLead={withLead} {...actions} />)}
    </ul>
  );
}

/** `Today, 18 May`, `Saturday, 16 May`. */
function nameOfDay(date: string, timezone: string, now: number): string {
  const near = formatNearDay(date, timezone, now);
  const day = formatDay(date, timezone, now);
  return near === 'Today' || near === 'Yesterday' || near === 'Tomorrow'
    ? `${near}, ${day}` : `${formatExactly(date, timezone).split(',')[0]}, ${day}`;
}
