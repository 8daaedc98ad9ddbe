import { IconLockOpen } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listStockReservations, releaseStockReservation, type Item, type StockReservation } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Anchor, IconButton, Section, showToast, ShowMore, When } from '../../ui/index.ts';
import styles from './inventory.module.css';

/** Who holds some of an item, where and until when; what is held is nobody else's. */
export function ItemHolds({ item: { id, reserved } }: { item: Item }) {
  const held = usePages(listStockReservations, { query: { itemId: id, state: 'held', limit: 10 } }, { enabled: reserved > 0 });
  const mayWrite = Boolean(useSession().can('inventory:write'));
  const release = useAction(releaseStockReservation, {
    alsoChanges: ['items', 'inventory', 'stock-units', 'service-orders', 'quotes'], done: ({ quantity }) => showToast({ title: `${quantity} available again.` }),
  });
  if (reserved === 0 || held.items.length === 0) return null;
  return (
    <Section title="Held" count={reserved}>
      <ul className={styles.holds}>
        {held.items.map((one) => (
          <li key={one.id}>
            <span className={styles.way}>
              <span><b>{one.quantity}</b> for <Holder reservation={one} /></span>
              <small>{one.locationName}{one.units.length > 0 && ` · ${one.units.map(({ serial }) => serial).join(', ')}`}{one.expiresAt && <> · until <When at={one.expiresAt} as="near" /></>}</small>
            </span>
            {mayWrite && (
              <IconButton label={`Let go of what is held for ${one.holder}`} onClick={() => void release.run({ params: { id: one.id } })}><IconLockOpen size={16} stroke={1.75} aria-hidden /></IconButton>
            )}
          </li>
        ))}
      </ul>
      <ShowMore pages={held}>Show more</ShowMore>
    </Section>
  );
}

function Holder({ reservation: { holder, serviceOrderId, quoteId, subscriberId } }: { reservation: StockReservation }) {
  const to = serviceOrderId ? `/service-orders/${serviceOrderId}` : quoteId ? `/quotes/${quoteId}` : subscriberId ? `/subscribers/${subscriberId}` : null;
  return to ? <Anchor component={Link} to={to} inherit>{holder}</Anchor> : holder;
}
