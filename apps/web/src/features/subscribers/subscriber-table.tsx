import { Link } from 'react-router';
import type { SubscriberRow } from '@lastmile/contracts';
import { Money, Phone, When } from '../../ui/index.ts';
import { SubscriberStatus } from './subscriber-status.tsx';
import styles from './subscriber-table.module.css';

/** Subscribers at a desk, one a row. */
export function SubscriberTable({ subscribers }: { subscribers: readonly SubscriberRow[] }) {
  return (
    <div className={styles.card}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Number</th>
            <th scope="col">State</th>
            <th scope="col">Phone</th>
            <th scope="col">Place</th>
            <th scope="col">Package</th>
            <th scope="col" className={styles.end}>
              A month
            </th>
            <th scope="col" className={styles.end}>
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {subscribers.map(({ id, name, number, status, phone, place, offerName, monthlyPrice, createdAt }) => (
            <tr key={id}>
              <td className={styles.cut}>
                <Link to={`/subscribers/${id}`} className={styles.name} title={name}>
                  {name}
                </Link>
              </td>
              <td className={styles.dim}>{number}</td>
              <td>
                <SubscriberStatus status={status} />
              </td>
              <td>{phone && <Phone number={phone} link />}</td>
              <td className={styles.cut} title={place ?? undefined}>
                {place}
              </td>
              <td className={styles.cut} title={offerName ?? undefined}>
                {offerName}
              </td>
              <td className={styles.end}>{monthlyPrice && <Money amount={monthlyPrice} />}</td>
              <td className={`${styles.end} ${styles.dim}`}>
                <When at={createdAt} as="ago" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
