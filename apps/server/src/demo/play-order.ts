import type { Scope } from '../core/in-org.ts';
import { cancel, complete, start, tick, updateOrder } from '../features/service-orders/work-on-service-order.ts';
import { serviceOrderView } from '../features/service-orders/service-order.view.ts';
import type { Calendar } from './calendar.ts';
import type { OrderFate, Technician } from './cast-installations.ts';
import type { Person } from './happenings.ts';
import { inHistory } from './history.ts';
import { playOperation } from './play-operation.ts';

const minute = 60_000;
const halfHour = 30 * minute;
const after = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * minute);

interface Played { fate: OrderFate; calendar: Calendar; technicians: { [who in Technician]: Person }; by: Person; signedBy: string }

/** Who was to come and when, as it was agreed when the lead was converted; null where it still has to be. */
export function appointmentOf(fate: OrderFate, { calendar, technicians }: Pick<Played, 'calendar' | 'technicians'>) {
  const begins = beginningOf(fate, calendar);
  return begins && 'technician' in fate ? { technicianId: technicians[fate.technician].id, from: begins.toISOString(), to: after(begins, 120).toISOString() } : null;
}

function beginningOf(fate: OrderFate, calendar: Calendar): Date | null {
  switch (fate.status) {
    case 'scheduled': return calendar.at(workingDay(calendar, fate.workingDays), fate.time);
    case 'completed': return calendar.at(-fate.daysAgo, fate.time);
    case 'in_progress': return new Date(Math.floor((calendar.now.getTime() - 50 * minute) / halfHour) * halfHour);
    default: return null;
  }
}

/** Has happen to an order what is said of it, by whoever goes there. */
export async function playOrder(scope: Scope, id: string, { fate, calendar, technicians, by, signedBy }: Played): Promise<void> {
  switch (fate.status) {
    case 'cancelled': return void await cancel(inHistory(scope, calendar.at(-fate.daysAgo, '16:10'), by), id, fate.reason);
    case 'in_progress': return work(scope, id, { technician: technicians[fate.technician], begins: after(calendar.now, -48), ticked: fate.ticked });
    case 'completed': {
      const begins = calendar.at(-fate.daysAgo, fate.time);
      const technician = technicians[fate.technician];
      await work(scope, id, { technician, begins: after(begins, 5) });
      const ended = inHistory(scope, after(begins, 105), technician);
      if (fate.notes) await updateOrder(ended, id, { notes: fate.notes }, null);
      const order = await complete(ended, id, {
        ...await installed(scope, id, technician), ...(fate.isSigned ? { signature: { name: signedBy, strokes: signatureOf(signedBy) } } : {}),
      });
      if (order.routerUserId) await playOperation(scope, order.routerUserId, ended.now);
    }
  }
}

async function work(scope: Scope, id: string, { technician, begins, ticked }: { technician: Person; begins: Date; ticked?: number }): Promise<void> {
  const { checklist } = await start(inHistory(scope, begins, technician), id);
  for (const [index, item] of checklist.slice(0, ticked).entries()) await tick(inHistory(scope, after(begins, 18 * (index + 1)), technician), id, item.id, true);
}

/** How many days off that working day is; Sundays are none. */
function workingDay(calendar: Calendar, count: number): number {
  let days = 0;
  for (let left = count; left > 0;) {
    days += 1;
    if (new Date(`${calendar.date(days)}T00:00Z`).getUTCDay() !== 0) left -= 1;
  }
  return days;
}

/** The units that were put up: of the technician's own van before the warehouse's. Where there are too few, the customer had some already. */
async function installed(scope: Scope, id: string, technician: Person) {
  const { rows, organizationId } = scope;
  const needed = (await serviceOrderView(scope, id)).equipment.filter(({ serialTracking }) => serialTracking);
  const equipment: { itemId: string; serials: string[] }[] = [];
  for (const { itemId, quantity } of needed) {
    const units = await rows<{ serial: string }>(
      `select u.serial from stock_units u join stock_locations l on l.organization_id = $1 and l.id = u.location_id
        where u.organization_id = $1 and u.item_id = $2 and u.state = 'in_stock' and (l.type <> 'vehicle' or l.technician_id = $3)
        order by (l.technician_id = $3) desc nulls last, u.serial limit $4`, [organizationId, itemId, technician.id, quantity]);
    if (units.length > 0) equipment.push({ itemId, serials: units.map(({ serial }) => serial) });
  }
  const isShort = needed.some(({ itemId, quantity }) => (equipment.find((one) => one.itemId === itemId)?.serials.length ?? 0) < quantity);
  return { equipment, ...(isShort ? { equipmentReason: 'The customer keeps the router they have' } : {}) };
}

/** A scribble in the box of signatures, another for every name. */
function signatureOf(name: string): number[][] {
  let seed = [...name].reduce((sum, letter) => sum * 31 + letter.codePointAt(0)!, 7) >>> 0;
  const next = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 4_294_967_296;
  };
  const words = name.split(' ');
  const wide = 480 / words.length;
  return words.map((_, word) => {
    const points: number[] = [];
    for (let step = 0; step <= 26; step += 1) {
      const wave = Math.sin(step * (1.1 + next() * 0.12)) * (step < 4 ? 62 : 16 + next() * 24);
      points.push(Math.round(60 + (word + step / 31) * wide + next() * 4), Math.round(104 - wave));
    }
    return points;
  });
}
