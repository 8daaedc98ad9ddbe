import { IconCircleCheck, IconLock, IconPackage } from '@tabler/icons-react';
import { reserveOrderEquipment, type OrderEquipment, type ServiceOrder } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { quantityWords } from '../../lib/format.ts';
import { Badge, Button, Code, Section, showToast, When } from '../../ui/index.ts';
import styles from './orders.module.css';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true };

/** What the package comes with: what is held for the visit and where, what is missing, and what was installed. */
export function OrderEquipmentSection({ order }: { order: ServiceOrder }) {
  const { equipment, equipmentMissing, equipmentReason, canWork, id, status } = order;
  const reserve = useAction(reserveOrderEquipment, {
    alsoChanges: ['items', 'inventory', 'stock-reservations'],
    done: (after) => showToast({ title: after.equipmentMissing === 0 ? 'Everything is held now.' : `${after.equipmentMissing} still missing.` }),
  });
  if (equipment.length === 0) return null;
  const isOver = status === 'completed' || status === 'cancelled';
  return (
    <Section
      title="Equipment" flush {...(equipmentMissing > 0 ? { hint: `${equipmentMissing} missing` } : {})}
      actions={canWork && equipmentMissing > 0 && (
        <Button size="xs" loading={reserve.isRunning} onClick={() => void reserve.run({ params: { id } })}>Reserve what is missing</Button>
      )}
    >
      <ul className={styles.checklist}>
        {equipment.map((one) => (
          <li key={one.itemId} className={styles.item}>
            <span className={styles.equipmentIcon}>{one.issued > 0 ? <IconCircleCheck {...icon} /> : one.reserved > 0 ? <IconLock {...icon} /> : <IconPackage {...icon} />}</span>
            <span className={styles.itemWords}>
              <span className={styles.equipmentName}>{one.itemName}</span>
              <span className={styles.about}>{[wordsOf(one, isOver), placesOf(one)].filter(Boolean).join(' · ')}<Arrived equipment={one} /></span>
              {one.units.length > 0 && <span className={styles.serials}>{one.units.map(({ id: unit, serial }) => <Code key={unit}>{serial}</Code>)}</span>}
            </span>
            {!isOver && one.quantity > one.reserved + one.issued && <Badge color="amber">Short</Badge>}
            {one.short > 0 && <Badge color="amber">Beyond stock</Badge>}
          </li>
        ))}
      </ul>
      {equipmentReason && <p className={styles.equipmentReason}>{equipment.some(({ short }) => short > 0) ? 'Not as planned' : 'Fewer than planned'}: {equipmentReason}</p>}
    </Section>
  );
}

const many = ({ unit }: OrderEquipment, quantity: number): string => quantityWords(quantity, unit);

/** What the order had waited for, and since when it is held for it. */
function Arrived({ equipment: { heldAt } }: { equipment: OrderEquipment }) {
  const arrived = heldAt.filter(({ whenItArrived }) => whenItArrived);
  if (arrived.length === 0) return null;
  const quantity = arrived.reduce((sum, one) => sum + one.quantity, 0);
  const isAll = heldAt.length === arrived.length;
  return <> · {isAll ? '' : `${quantity} of it `}held by itself when it came, <When at={arrived.map(({ since }) => since).toSorted().at(-1)!} as="near" /></>;
}

/** `2 of 3 reserved, 1 missing`. */
function wordsOf(one: OrderEquipment, isOver: boolean): string {
  const { quantity, reserved, issued, short } = one;
  const installed = issued + short;
  if (isOver && installed === 0) return `${many(one, quantity)} planned, none installed`;
  if (isOver) return `${many(one, installed)} installed${installed < quantity ? ` of ${quantity} planned` : ''}${short > 0 ? `, ${short} of it not from stock` : ''}`;
  const missing = quantity - reserved - issued;
  if (missing <= 0) return `${many(one, quantity)} ${issued > 0 ? 'issued' : 'reserved'}`;
  return `${reserved + issued} of ${many(one, quantity)} reserved, ${missing} missing`;
}

const placesOf = ({ heldAt }: OrderEquipment): string => [...new Set(heldAt.map(({ locationName }) => locationName))].join(', ');
