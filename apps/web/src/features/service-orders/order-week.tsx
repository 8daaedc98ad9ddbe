import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listAppointments } from '@lastmile/contracts';
import { calendarDay, formatDay, formatTime, isDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { addDays } from '../../lib/zoned-time.ts';
import { Button, ErrorState, IconButton, ListSkeleton } from '../../ui/index.ts';
import { OrderStatus } from './order-status.tsx';
import styles from './orders.module.css';

const weekday = (date: string) => new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
/** Monday of the week that a date is in. */
const mondayOf = (date: string) => addDays(date, -((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7));

/** The appointments of a week, a column a day; on a phone one below the other. */
export function OrderWeek({ technicianId }: { technicianId: string | null }) {
  const { timezone } = useLocale();
  const now = useNow();
  const [query, change] = useUrlState();
  const today = calendarDay(now, timezone);
  const asked = query.get('week');
  const monday = mondayOf(asked && isDate(asked) ? asked : today);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const week = useEndpoint(listAppointments, { query: { from: monday, to: days[6]!, ...(technicianId ? { technicianId } : {}) } }, { keepPrevious: true });
  const go = (date: string | null) => change({ week: date }, { replace: true });
  return (
    <>
      <div className={styles.bar}>
        <IconButton look="plain" label="The week before" onClick={() => go(addDays(monday, -7))}><IconChevronLeft size={18} stroke={1.75} aria-hidden /></IconButton>
        <strong>{formatDay(monday, timezone, now)} – {formatDay(days[6]!, timezone, now)}</strong>
        <IconButton look="plain" label="The week after" onClick={() => go(addDays(monday, 7))}><IconChevronRight size={18} stroke={1.75} aria-hidden /></IconButton>
        {monday !== mondayOf(today) && <Button size="xs" onClick={() => go(null)}>This week</Button>}
      </div>
      {week.error && !week.data && <ErrorState title="The appointments did not load." problem={week.error} again={() => void week.refetch()} />}
      {week.isPending && <ListSkeleton rows={5} />}
      {week.data && (
        <div className={styles.week}>
          {days.map((day) => {
            const orders = week.data.data.filter(({ appointmentFrom }) => appointmentFrom && calendarDay(appointmentFrom, timezone) === day);
            return (
              <section key={day} className={day === today ? `${styles.day} ${styles.today}` : styles.day} aria-label={`${weekday(day)} ${formatDay(day, timezone, now)}`}>
                <h2 className={styles.dayHead}>{weekday(day)} <span className={styles.count}>{formatDay(day, timezone, now)}</span></h2>
                {orders.length === 0 && <p className={styles.none}>Free</p>}
                <ul className={styles.cards}>
                  {orders.map(({ id, subscriberName, technicianName, appointmentFrom, appointmentTo, address, status }) => (
                    <li key={id} className={styles.card}>
                      <span className={styles.hour}>{formatTime(appointmentFrom!, timezone)}–{formatTime(appointmentTo!, timezone)}</span>
                      <Link to={`/service-orders/${id}`} className={styles.name}>{subscriberName}</Link>
                      <span className={styles.about}>{[technicianName ?? 'Nobody yet', address].filter(Boolean).join(' · ')}</span>
                      {status !== 'scheduled' && <span><OrderStatus status={status} /></span>}
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </>
  );
}
