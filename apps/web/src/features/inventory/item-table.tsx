import { Link } from 'react-router';
import type { ItemRow } from '@lastmile/contracts';
import { usePhone } from '../../lib/viewport.ts';
import styles from './inventory.module.css';
import { ItemStatusBadge } from './stock-words.tsx';

/** Items: a row each at a desk, a block each on a phone (S0-10.12-a). */
export function ItemTable({ items }: { items: readonly ItemRow[] }) {
  return usePhone() ? <ItemBlocks items={items} /> : <ItemRows items={items} />;
}

function ItemRows({ items }: { items: readonly ItemRow[] }) {
  return (
    <div className={styles.card}>
      <table className={styles.table} aria-label="Items">
        <thead>
          <tr>
            <th scope="col">SKU</th>
            <th scope="col">Name</th>
            <th scope="col">Category</th>
            <th scope="col">Kept at</th>
            <th scope="col" className={styles.end}>On hand</th>
            <th scope="col" className={styles.end}>Reserved</th>
            <th scope="col" className={styles.end}>Available</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className={styles.code}>{item.sku}</td>
              <td className={styles.cut}><Link to={`/inventory/items/${item.id}`} className={styles.name} title={item.name}>{item.name}</Link></td>
              <td className={`${styles.cut} ${styles.dim}`} title={item.categoryTitle ?? undefined}>{item.categoryTitle}</td>
              <td className={`${styles.cut} ${styles.dim}`} title={item.locationName ?? undefined}>{item.locationName}</td>
              <td className={styles.end}>{item.onHand}</td>
              <td className={`${styles.end} ${styles.dim}`}>{item.reserved || ''}</td>
              <td className={styles.end}><b>{item.available}</b></td>
              <td><ItemStatusBadge status={item.status} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ItemBlocks({ items }: { items: readonly ItemRow[] }) {
  return (
    <ul className={styles.list} aria-label="Items">
      {items.map((item) => (
        <li key={item.id} className={styles.block}>
          <Link to={`/inventory/items/${item.id}`} className={styles.words}>
            <span className={styles.name} title={item.name}>{item.name}</span>
            <span className={styles.about}>{item.available} available of {item.onHand} · {item.sku}</span>
          </Link>
          <ItemStatusBadge status={item.status} />
        </li>
      ))}
    </ul>
  );
}
