import { Link } from 'react-router';
import type { SubscriberRow } from '@lastmile/contracts';
import { CallButton } from '../../ui/index.ts';
import { SubscriberStatus } from './subscriber-status.tsx';
import styles from './subscriber-list.module.css';

/** Subscribers on a phone: who, what they have, and a call. */
export function SubscriberList({ subscribers }: { subscribers: readonly SubscriberRow[] }) {
  return (
    <ul className={styles.list}>
      {subscribers.map(({ id, name, number, status, phone, place, offerName }) => (
        <li key={id} className={styles.row}>
          <Link to={`/subscribers/${id}`} className={styles.words}>
            <span className={styles.name} title={name}>{name}</span>
            <span className={styles.about}>{[number, offerName, place].filter(Boolean).join(' · ')}</span>
          </Link>
          <SubscriberStatus status={status} />
          {phone && <CallButton name={name} phone={phone} compact />}
        </li>
      ))}
    </ul>
  );
}
