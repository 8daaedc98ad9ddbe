import type { Input, lookUpCode, moveStock, Output, UnitCondition } from '@lastmile/contracts';
import { isMac, isProductCode } from '../../../ui/scan/labels.ts';
import type { Scan } from '../../../ui/scan/labels.ts';
import { unitStates } from '../unit-words.ts';

export const batchKinds = ['receive', 'issue', 'transfer', 'return'] as const;
export type BatchKind = (typeof batchKinds)[number];
export type Matches = Output<typeof lookUpCode>;
export type MoveBody = Input<typeof moveStock>['body'];

export interface BatchItem { id: string; sku: string; name: string; serialTracking: boolean }
/** One scan that counts; of a tracked item its unit. */
export interface Entry { at: number; itemId: string; quantity: number; serial?: string; mac?: string; setAside?: boolean }
/** A code that nothing here has: asked about once, while the scanning goes on. */
export interface Aside { at: number; code: string; mac?: string }

export interface Details {
  locationId: string;
  toLocationId?: string;
  inTransit?: boolean;
  condition?: UnitCondition;
  subscriberId?: string;
  serviceOrderId?: string;
  reference?: string;
  supplier?: string;
}

/** What was scanned and not sent yet. All of it can be kept as JSON. */
export interface Batch {
  kind: BatchKind;
  details: Details;
  items: readonly BatchItem[];
  entries: readonly Entry[];
  aside: readonly Aside[];
  /** Read, but not looked up yet. */
  waiting: readonly Scan[];
  /** The tracked item that serial numbers are of until another one’s code is scanned. */
  currentId: string | null;
  /** Sent without having been answered: nobody knows whether it arrived until the same is sent again. */
  sending: { key: string; body: MoveBody } | null;
  next: number;
}

/** What became of a scan, for who holds the scanner. */
export interface Said { tone: 'added' | 'repeated' | 'refused' | 'unknown' | 'item'; words: string; itemId?: string }

export const emptyBatch = (kind: BatchKind, details: Details = { locationId: '' }): Batch => (
  { kind, details, items: [], entries: [], aside: [], waiting: [], currentId: null, sending: null, next: 1 });

const plainSerial = (text: string): string => text.trim().toUpperCase();
const plainMac = (text: string): string => text.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
export const itemOf = ({ items }: Batch, id: string | null): BatchItem | undefined => items.find((item) => item.id === id);

export const withItem = (batch: Batch, item: BatchItem): Batch => (itemOf(batch, item.id) ? batch
  : { ...batch, items: [...batch.items, { id: item.id, sku: item.sku, name: item.name, serialTracking: item.serialTracking }] });

function withEntry(batch: Batch, entry: Omit<Entry, 'at'>): Batch {
  return { ...batch, entries: [...batch.entries, { at: batch.next, ...entry }], next: batch.next + 1 };
}

const hasAside = ({ aside }: Batch, { code }: Scan): boolean => aside.some((one) => plainSerial(one.code) === plainSerial(code));

function setAside(batch: Batch, { code, mac }: Scan): Batch {
  if (hasAside(batch, { code })) return batch;
  return { ...batch, aside: [...batch.aside, { at: batch.next, code, ...(mac ? { mac } : {}) }], next: batch.next + 1 };
}

/** Counts one more of an item, or makes a tracked one that whose serial numbers follow. */
export function chooseItem(before: Batch, item: BatchItem, quantity = 1): { batch: Batch; said: Said } {
  const batch = withItem(before, item);
  if (!item.serialTracking) return { batch: withEntry(batch, { itemId: item.id, quantity }), said: { tone: 'added', words: `${item.name} added`, itemId: item.id } };
  return { batch: { ...batch, currentId: item.id }, said: { tone: 'item', words: `${item.name}: now its serial numbers`, itemId: item.id } };
}

/** Takes a serial number for an item, with the MAC address that was read with it or was read before and waits for its serial number. */
export function addUnit(before: Batch, item: BatchItem, { code, mac }: Scan, setAside = false): { batch: Batch; said: Said } {
  const serial = plainSerial(code);
  if (before.entries.some((entry) => entry.itemId === item.id && entry.serial === serial)) return { batch: before, said: repeated(serial) };
  const alone = mac ? undefined : before.aside.at(-1);
  const waiting = before.kind === 'receive' && alone && isMac(alone.code) && alone.at === before.next - 1 ? alone : undefined;
  const batch = waiting ? { ...before, aside: before.aside.filter((one) => one !== waiting) } : before;
  const address = mac ?? waiting?.code;
  return {
    batch: withEntry({ ...withItem(batch, item), currentId: item.id }, { itemId: item.id, quantity: 1, serial, ...(address ? { mac: plainMac(address) } : {}), ...(setAside ? { setAside } : {}) }),
    said: { tone: 'added', words: `${serial} added`, itemId: item.id },
  };
}

const repeated = (code: string): Said => ({ tone: 'repeated', words: `${code} is in here already` });

type Unit = Matches['units'][number];
const whereWords = ({ serial, itemName, state, locationName, subscriberName }: Unit): string => (
  `${itemName} ${serial} is ${unitStates[state].toLowerCase()}${locationName ?? subscriberName ? ` (${locationName ?? subscriberName})` : ''}`);

/** What is faulty or to be tested is brought where somebody sees to it, and stays so. */
const isSetAside = ({ state }: Pick<Unit, 'state'>): boolean => state === 'faulty' || state === 'returned';

function fits({ kind, details }: Batch, { state, locationId }: Unit): boolean {
  if (kind === 'receive') return state === 'retired';
  if (kind === 'return') return state === 'issued';
  if (details.locationId && locationId !== details.locationId) return false;
  return state === 'in_stock' || (kind === 'transfer' && isSetAside({ state }));
}

/** The label of a location says where things go, or where they are taken from as long as nothing was. */
function takeLocation(batch: Batch, { id, name }: Matches['locations'][number]): { batch: Batch; said: Said } {
  const isTarget = batch.kind === 'transfer' && (batch.entries.length > 0 || batch.details.locationId !== '') && batch.details.locationId !== id;
  const isBegun = batch.entries.length > 0 && !isTarget && batch.kind !== 'receive' && batch.kind !== 'return';
  if (isBegun) return { batch, said: { tone: 'refused', words: `${name} is not where this was taken from` } };
  return { batch: { ...batch, details: { ...batch.details, [isTarget ? 'toLocationId' : 'locationId']: id } }, said: { tone: 'item', words: isTarget ? `To ${name}` : name } };
}

/** Takes a scan into the batch, by what the server says the code stands for. A scan that cannot be taken changes nothing else. */
export function takeScan(batch: Batch, scan: Scan, { items, units, locations: [location] }: Matches): { batch: Batch; said: Said } {
  const code = plainSerial(scan.code);
  const mac = isMac(scan.code) ? plainMac(scan.code) : null;
  const known = batch.entries.find((entry) => entry.serial === code || (mac !== null && entry.mac === mac));
  if (known && items.length === 0 && !(units.length > 0 && units.every((unit) => unit.itemId !== known.itemId))) return { batch, said: repeated(scan.code) };

  const [item] = items;
  if (item) return chooseItem(batch, item);
  if (location && units.length === 0) return takeLocation(batch, location);

  const current = itemOf(batch, batch.currentId);
  // Another item may have the same serial number, and is not what is being received.
  const meant = batch.kind === 'receive' && current ? units.filter(({ itemId }) => itemId === current.id || mac !== null) : units;
  const fitting = meant.filter((unit) => fits(batch, unit));
  const unit = fitting.find(({ itemId }) => itemId === batch.currentId) ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (unit) {
    return addUnit(batch, { id: unit.itemId, sku: unit.sku, name: unit.itemName, serialTracking: true }, { code: unit.serial, ...(batch.kind === 'receive' && scan.mac ? { mac: scan.mac } : {}) }, isSetAside(unit));
  }
  if (fitting.length > 1) return { batch: setAside(batch, scan), said: { tone: 'unknown', words: `${scan.code} is the serial number of several items: choose one` } };
  if (meant.length > 0) return { batch, said: { tone: 'refused', words: meant.map(whereWords).join('; ') } };
  return takeUnknown(batch, scan, current, mac);
}

function takeUnknown(batch: Batch, scan: Scan, current: BatchItem | undefined, mac: string | null): { batch: Batch; said: Said } {
  const unknown = (): { batch: Batch; said: Said } => (hasAside(batch, scan) ? { batch, said: repeated(scan.code) }
    : { batch: setAside(batch, scan), said: { tone: 'unknown', words: `${scan.code} is not known. It is set aside; keep scanning` } });
  if (mac !== null) {
    const last = batch.entries.at(-1);
    // The other code of the label that was just scanned.
    if (batch.kind === 'receive' && last?.serial && !last.mac && last.at === batch.next - 1) {
      const entries = [...batch.entries.slice(0, -1), { ...last, mac }];
      return { batch: { ...batch, entries }, said: { tone: 'added', words: `${scan.code} is the MAC address of ${last.serial}`, itemId: last.itemId } };
    }
    return batch.kind === 'receive' ? unknown() : { batch, said: { tone: 'refused', words: `Nothing in stock has the MAC address ${scan.code}` } };
  }
  if (batch.kind === 'receive' && current && !isProductCode(scan.code)) return addUnit(batch, current, scan);
  return unknown();
}

/** The way back: what was brought out of the warehouse goes there again. Only before anything was scanned. */
export function turnRound(batch: Batch): Batch {
  const { locationId, toLocationId, ...details } = batch.details;
  return toLocationId ? { ...batch, details: { ...details, inTransit: false, locationId: toLocationId, toLocationId: locationId } } : batch;
}

/** Takes back the last scan that counted or was set aside. */
export function undoScan(batch: Batch): Batch {
  const last = Math.max(0, ...batch.entries.map(({ at }) => at), ...batch.aside.map(({ at }) => at));
  return { ...batch, entries: batch.entries.filter(({ at }) => at !== last), aside: batch.aside.filter(({ at }) => at !== last) };
}

export const dropAside = (batch: Batch, code: string): Batch => ({ ...batch, aside: batch.aside.filter((one) => one.code !== code) });
export const dropEntries = (batch: Batch, drop: (entry: Entry) => boolean): Batch => ({ ...batch, entries: batch.entries.filter((entry) => !drop(entry)) });

/** So many of a counted item, whatever was counted before. */
export function setQuantity(batch: Batch, itemId: string, quantity: number): Batch {
  const others = dropEntries(batch, (entry) => entry.itemId === itemId);
  return quantity > 0 ? withEntry(others, { itemId, quantity }) : others;
}

export interface Line { item: BatchItem; quantity: number; units: readonly Entry[]; setAside: boolean; last: number }

/** What was scanned by item, the last one first; what is set aside in a line of its own. */
export function linesOf(batch: Batch): Line[] {
  const lines = batch.items.flatMap((item) => [false, true].flatMap((setAside): Line[] => {
    const entries = batch.entries.filter((entry) => entry.itemId === item.id && (entry.setAside ?? false) === setAside);
    if (entries.length === 0) return [];
    return [{ item, quantity: entries.reduce((sum, { quantity }) => sum + quantity, 0), units: item.serialTracking ? entries : [], setAside, last: entries.at(-1)!.at }];
  }));
  return lines.toSorted((left, right) => right.last - left.last);
}

export const countOf = ({ entries }: Batch): number => entries.reduce((sum, { quantity }) => sum + quantity, 0);

/** What the kind has no use for is kept while it is switched to and fro, but not sent. */
export function bodyOf(batch: Batch): MoveBody {
  const { kind, details: { locationId, toLocationId, inTransit, condition, subscriberId, serviceOrderId, reference, supplier } } = batch;
  const receiver = kind === 'issue' || kind === 'return' ? { ...(subscriberId ? { subscriberId } : {}), ...(serviceOrderId ? { serviceOrderId } : {}) } : {};
  return {
    type: kind, locationId, ...receiver,
    ...(kind === 'transfer' && toLocationId ? { toLocationId, inTransit: inTransit ?? false } : {}),
    ...(kind === 'return' ? { condition: condition ?? 'good' } : {}),
    ...(reference?.trim() ? { reference: reference.trim() } : {}),
    ...(kind === 'receive' && supplier?.trim() ? { supplier: supplier.trim() } : {}),
    lines: linesOf(batch).map(({ item, quantity, units, setAside }) => {
      if (!item.serialTracking) return { itemId: item.id, quantity };
      if (kind === 'receive') return { itemId: item.id, units: units.map(({ serial, mac }) => ({ serial: serial!, ...(mac ? { mac } : {}) })) };
      return { itemId: item.id, serials: units.map(({ serial }) => serial!), ...(setAside ? { setAside } : {}) };
    }),
  };
}
