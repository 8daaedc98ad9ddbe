import { IconCheck } from '@tabler/icons-react';
import { confirmStockMovement, listStockMovements, type StockLocation, type StockMovement } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { Button, Section, showToast } from '../../../ui/index.ts';
import styles from './scan-page.module.css';

/** What somebody sent to one's own vans: it counts as there once one has it in hand. */
export function Arrivals({ vans }: { vans: readonly StockLocation[] }) {
  return vans.map((van) => <ArrivalsAt key={van.id} van={van} />);
}

function ArrivalsAt({ van: { id, name } }: { van: StockLocation }) {
  const sent = useEndpoint(listStockMovements, { query: { locationId: id, inTransit: true, limit: 50 } });
  const arriving = (sent.data?.data ?? []).filter(({ toLocationId }) => toLocationId === id);
  if (arriving.length === 0) return null;
  return (
    <Section title={`On the way to ${name}`} flush>
      <ul className={styles.list} aria-label={`On the way to ${name}`}>{arriving.map((movement) => <Arrival key={movement.id} movement={movement} />)}</ul>
    </Section>
  );
}

function Arrival({ movement: { id, itemName, quantity, fromLocationName, performedByName, units } }: { movement: StockMovement }) {
  const confirm = useAction(confirmStockMovement, { alsoChanges: ['items', 'inventory', 'stock-units'], done: () => showToast({ title: `${quantity} ${itemName}: you have it.` }) });
  const serials = units.length > 0 && units.length <= 3 ? units.map(({ serial }) => serial).join(', ') : null;
  return (
    <li className={styles.arrival}>
      <span className={styles.words}>
        <b>{quantity} {itemName}</b>
        <small>{[`${performedByName}, ${fromLocationName}`, serials].filter(Boolean).join(' · ')}</small>
      </span>
      <Button icon={<IconCheck size={16} stroke={1.75} aria-hidden />} aria-label={`I have ${quantity} ${itemName}`} onClick={() => void confirm.run({ params: { id }, body: {} })}>I have it</Button>
    </li>
  );
}
