import { useState } from 'react';
import { listStockUnits, type OrderEquipment, type ServiceOrder } from '@lastmile/contracts';
import type { Problem } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.tsx';
import { readNumber } from '../../lib/typed-number.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { FilterChip, TextField } from '../../ui/index.ts';
import { SerialsField, serialsIn } from '../../ui/scan/index.ts';
import styles from './orders.module.css';

/** What was installed, by item: the serials as they were typed or scanned, or how many. */
export type Said = Readonly<Record<string, string>>;
type Complaints = Readonly<Record<string, { quantity?: string; serials?: string }>>;
interface Props { equipment: OrderEquipment; text: string; errors: Readonly<Record<string, string | undefined>>; onChange: (text: string) => void }

export const outstanding = ({ quantity, issued }: OrderEquipment): number => Math.max(0, quantity - issued);

/** The equipment of which it has to be said what went along; of counted items as many as planned, where nothing is said. */
export function useInstalled(order: ServiceOrder) {
  const [said, setSaid] = useState<Said>({});
  const [complaints, setComplaints] = useState<Complaints>({});
  const [isBeyondStock, setBeyondStock] = useState(false);
  const [refused, setRefused] = useState(0);
  const asked = order.equipment.filter((one) => outstanding(one) > 0 || one.reserved > 0);
  const body = asked.flatMap((one): { itemId: string; serials?: string[]; quantity?: number }[] => {
    const text = said[one.itemId];
    if (one.serialTracking) return text === undefined ? [] : [{ itemId: one.itemId, serials: serialsIn(text) }];
    return text === undefined || text.trim() === '' ? [] : [{ itemId: one.itemId, quantity: Number(readNumber(text, 0) ?? NaN) }];
  });
  const fewer = asked.some((one) => one.serialTracking && namedOf(one, said[one.itemId]) < outstanding(one));
  const say = (itemId: string, text: string) => {
    setSaid((before) => ({ ...before, [itemId]: text }));
    setComplaints(({ [itemId]: _mended, ...others }) => others);
  };
  /** Puts a refusal of what was sent where it was said; false where some of it is about something else. */
  const refuse = ({ code, errors }: Problem): boolean => {
    const placed = errors.flatMap(({ pointer, detail }) => {
      const [, index, field] = /^\/equipment\/(\d+)\/(quantity|serials)/.exec(pointer) ?? [];
      const itemId = body[Number(index)]?.itemId;
      return itemId && field ? [{ itemId, field, detail }] : [];
    });
    setComplaints(Object.fromEntries(placed.map(({ itemId, field, detail }) => [itemId, { [field]: detail }])));
    setRefused((before) => before + 1);
    setBeyondStock((before) => before || (code === 'not_enough_stock' && placed.some(({ field }) => field === 'quantity')));
    return placed.length > 0 && placed.length === errors.length;
  };
  return { asked, said, body, complaints, refused, reasonFor: reasonFor(fewer, isBeyondStock), say, refuse };
}

const reasonFor = (fewer: boolean, isBeyondStock: boolean) => {
  if (isBeyondStock) {
    return { label: fewer ? 'Why it is not as planned' : 'Why there is more than in stock', hint: 'With a reason it is completed: what there is goes out of stock, the rest is kept on the order.' };
  }
  return fewer ? { label: 'Why there are fewer serial numbers', hint: 'Needed only where fewer were installed than planned.' } : null;
};

const namedOf = ({ units, issued }: OrderEquipment, text: string | undefined): number => (text === undefined ? Math.max(0, units.length - issued) : serialsIn(text).length);

/** Chosen from those that are where it is held, scanned or typed; or how many of a counted item. */
export function InstalledField({ equipment, text, errors, onChange }: Props) {
  const { itemName, serialTracking, unit } = equipment;
  const planned = outstanding(equipment) || equipment.reserved;
  if (!serialTracking) {
    return (
      <TextField
        label={`${itemName}, ${unit === 'piece' ? 'how many' : unit}`} name={equipment.itemId} inputMode="numeric" placeholder={String(planned)} required={false} maxLength={6}
        hint={`As planned, ${planned}, where empty.`} value={text} error={errors.quantity} onChange={(typed) => onChange(String(typed))}
      />
    );
  }
  return (
    <div className={styles.installed}>
      <SerialsField amongOthers label={`Serial numbers of ${itemName} (${planned})`} hint="Scan, type or choose below; one a line." errors={errors} value={text} rows={planned > 1 ? 3 : 1} onChange={onChange} />
      <Nearby equipment={equipment} text={text} onChange={onChange} />
    </div>
  );
}

const mostOffered = 12;

function Nearby({ equipment: { itemId, heldAt, itemName }, text, onChange }: Omit<Props, 'errors'>) {
  const { can } = useSession();
  const [place] = heldAt;
  const units = useEndpoint(listStockUnits, { query: { itemId, state: 'in_stock', limit: mostOffered, ...(place ? { locationId: place.locationId } : {}) } }, { enabled: Boolean(can('inventory:read')) });
  const named = serialsIn(text).map((serial) => serial.toUpperCase());
  const toggle = (serial: string) => {
    const others = serialsIn(text).filter((one) => one.toUpperCase() !== serial);
    onChange([...others, ...(named.includes(serial) ? [] : [serial])].join('\n'));
  };
  if (!units.data || units.data.data.length === 0) return null;
  return (
    <div className={styles.nearby} role="group" aria-label={`${itemName} in stock`}>
      {place && <span className={styles.about}>At {place.locationName}:</span>}
      {units.data.data.map(({ id, serial }) => (
        <FilterChip key={id} label={serial} active={named.includes(serial)} aria-pressed={named.includes(serial)} onClick={() => toggle(serial)} />
      ))}
    </div>
  );
}
