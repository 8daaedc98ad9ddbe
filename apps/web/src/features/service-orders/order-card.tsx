import { IconAlertTriangle, IconCalendar, IconListCheck, IconMapPin, IconUser } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ServiceOrderCard } from '@lastmile/contracts';
import { formatNear, formatTime } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import styles from './orders.module.css';

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true };

/** One order on the board: who, what, when and where. */
export function OrderCard({ order }: { order: ServiceOrderCard }) {
  const { id, number, subscriberName, offerName, address, technicianName, items, itemsDone, status, equipmentMissing } = order;
  const isOver = status === 'completed' || status === 'cancelled';
  const when = useAppointment(order);
  return (
    <li className={isOver ? `${styles.card} ${styles.over}` : styles.card}>
      <Link to={`/service-orders/${id}`} className={styles.name}>{subscriberName}</Link>
      <span className={styles.about}>{[number, offerName].filter(Boolean).join(' · ')}</span>
      {when && <span className={styles.fact}><IconCalendar {...icon} />{when}</span>}
      {equipmentMissing > 0 && <span className={`${styles.fact} ${styles.short}`}><IconAlertTriangle {...icon} />Equipment is short</span>}
      {address && <span className={styles.fact}><IconMapPin {...icon} />{address}</span>}
      <span className={styles.foot}>
        <span className={styles.fact}><IconUser {...icon} />{technicianName ?? 'Nobody yet'}</span>
        {items > 0 && !isOver && <span className={styles.fact} title="Checklist"><IconListCheck {...icon} />{itemsDone} of {items}</span>}
      </span>
    </li>
  );
}

/** `Tomorrow, 09:00–11:00`. */
export function useAppointment({ appointmentFrom, appointmentTo }: Pick<ServiceOrderCard, 'appointmentFrom' | 'appointmentTo'>): string | null {
  const { timezone } = useLocale();
  const now = useNow();
  if (!appointmentFrom || !appointmentTo) return null;
  return `${formatNear(appointmentFrom, timezone, now)}–${formatTime(appointmentTo, timezone)}`;
}
