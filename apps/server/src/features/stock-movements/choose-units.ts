import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { isUniqueViolation } from '../../core/records.ts';
import type { UnitRow } from './carry-out.ts';
import { SerialTaken, UnitNotAvailable } from './stock.errors.ts';
import type { StockItem } from './stock-item.ts';

export const plainSerial = (text: string): string => text.trim().toUpperCase();
export const plainMac = (text: string): string => text.replace(/[^0-9A-Fa-f]/g, '').toUpperCase();

interface Named { quantity?: number | undefined; serials?: readonly string[] | undefined }

/** How many are meant, and of a tracked item which. Throws a 422 where the item is counted otherwise, or a serial is named twice. */
export function readQuantity(item: StockItem, { quantity, serials }: Named, field = 'serials', quantityField = 'quantity'): { quantity: number; serials: string[] } {
  if (!item.serialTracking) {
    if (serials) throw new InvalidFields([{ pointer: `/${field}`, detail: `${item.name} is not tracked by serial; say how many.` }]);
    if (quantity === undefined) throw new InvalidFields([{ pointer: `/${quantityField}`, detail: 'Say how many.' }]);
    return { quantity, serials: [] };
  }
  if (!serials) throw new InvalidFields([{ pointer: `/${field}`, detail: `${item.name} is tracked by serial; say which ones.` }]);
  const plain = serials.map(plainSerial);
  const seen = new Set<string>();
  const errors = plain.flatMap((serial, index) => {
    if (!seen.has(serial)) { seen.add(serial); return []; }
    return [{ pointer: `/${field}/${index}`, detail: `${serial} is named twice.` }];
  });
  if (errors.length > 0) throw new InvalidFields(errors);
  if (quantity !== undefined && Math.abs(quantity) !== plain.length) {
    throw new InvalidFields([{ pointer: `/${quantityField}`, detail: `${plain.length} serials are named.` }]);
  }
  return { quantity: plain.length, serials: plain };
}

const unitColumns = `u.id, u.serial, u.mac, u.state, u.location_id as "locationId", u.subscriber_id as "subscriberId", u.service_order_id as "serviceOrderId",
  u.reservation_id as "reservationId", u.last_movement_id as "lastMovementId"`;
type Found = UnitRow & { where: string | null };

async function unitsBySerial({ rows, organizationId }: Scope, itemId: string, serials: readonly string[]): Promise<Found[]> {
  return rows<Found>(
    `select ${unitColumns}, coalesce(l.name, b.name) as "where" from stock_units u
       left join stock_locations l on l.organization_id = $1 and l.id = u.location_id left join subscribers b on b.organization_id = $1 and b.id = u.subscriber_id
      where u.organization_id = $1 and u.item_id = $2 and u.serial = any ($3::text[])`, [organizationId, itemId, serials]);
}

/** The units that reservations name. */
export const unitsHeldBy = ({ rows, organizationId }: Scope, reservationIds: readonly string[]): Promise<UnitRow[]> => rows<UnitRow>(
  `select ${unitColumns} from stock_units u where u.organization_id = $1 and u.reservation_id = any ($2::uuid[]) order by u.id`, [organizationId, reservationIds]);

/** The units with these serials, in their order. Throws a 422 for a serial that nothing has, a 409 for what is not as it has to be. */
export async function chooseUnits(
  scope: Scope, item: StockItem, serials: readonly string[], fits: (unit: UnitRow) => boolean, field = 'serials',
): Promise<UnitRow[]> {
  if (serials.length === 0) return [];
  const found = new Map((await unitsBySerial(scope, item.id, serials)).map((unit) => [unit.serial, unit]));
  const unknown = serials.flatMap((serial, index) => (found.has(serial) ? [] : [{ pointer: `/${field}/${index}`, detail: `${item.name} has no unit ${serial}.` }]));
  if (unknown.length > 0) throw new InvalidFields(unknown);
  const units = serials.map((serial) => found.get(serial)!);
  const elsewhere = units.filter((unit) => !fits(unit));
  if (elsewhere.length > 0) throw new UnitNotAvailable(elsewhere.map(({ serial, state, where }) => ({ serial, state, where })), `/${field}`);
  return units;
}

/**
 * What came in: units that are new, and those that had left for good and come again. Throws a 409 for a serial or MAC that is in use; a MAC of one that left for
 * good is not, and goes to who comes with it: often it is the same device, whose serial was mistyped.
 */
export async function bringUnits(scope: Scope, item: StockItem, units: readonly { serial: string; mac?: string | null | undefined }[]) {
  const { rows, organizationId } = scope;
  const wanted = units.map(({ serial, mac }) => ({ serial: plainSerial(serial), mac: mac ? plainMac(mac) : null }));
  const found = await unitsBySerial(scope, item.id, wanted.map(({ serial }) => serial));
  const taken = found.filter(({ state }) => state !== 'retired');
  if (taken.length > 0) throw new SerialTaken(taken.map(({ serial, state, where }) => ({ serial, state, where })));
  const macs = wanted.flatMap(({ mac }) => (mac ? [mac] : []));
  const twice = macs.find((mac, index) => macs.indexOf(mac) !== index);
  if (twice) throw new InvalidFields([{ pointer: '/units', detail: `The MAC ${twice} is named twice.` }]);
  const back = new Map(found.map((unit) => [unit.serial, unit]));
  if (macs.length > 0) await freeMacs(scope, macs);
  for (const { serial, mac } of wanted) {
    const unit = back.get(serial);
    if (!unit || !mac) continue;
    await rows('update stock_units set mac = $3 where organization_id = $1 and id = $2', [organizationId, unit.id, mac]).catch((error: unknown) => {
      // Somebody brings another one with it at this moment.
      throw isUniqueViolation(error) ? new SerialTaken([{ serial: mac, state: 'in_stock', where: null }], 'MAC') : error;
    });
  }
  return { known: found, added: wanted.filter(({ serial }) => !back.has(serial)) };
}

/** Takes MACs from the units that left for good. Throws a 409 where one is in use. */
async function freeMacs({ rows, organizationId }: Scope, macs: readonly string[]): Promise<void> {
  const inUse = await rows<{ serial: string; state: string; where: string | null }>(
    `select u.mac as serial, u.state, i.name || ' ' || u.serial as "where" from stock_units u join items i on i.organization_id = $1 and i.id = u.item_id
      where u.organization_id = $1 and u.mac = any ($2::text[]) and u.state <> 'retired'`, [organizationId, macs]);
  if (inUse.length > 0) throw new SerialTaken(inUse, 'MAC');
  await rows(`update stock_units set mac = null where organization_id = $1 and mac = any ($2::text[]) and state = 'retired'`, [organizationId, macs]);
}
