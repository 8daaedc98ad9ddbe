/** The stock as plain arithmetic: what each workflow does to what is where, with no database in it. What it refuses it leaves as it was. */

export type Kind = 'counted' | 'tracked';
type UnitState = 'in_stock' | 'reserved' | 'issued' | 'in_transit' | 'returned' | 'faulty' | 'retired';
type Column = 'onHand' | 'inTransit' | 'setAside';
export interface Level { onHand: number; reserved: number; inTransit: number; setAside: number }
/** `order` is whose subscriber has it, where it was issued for an order. */
interface Unit { state: UnitState; at: number | null; last: number; order: number | null }
interface Side { at: number; column: Column }
interface Moved { kind: Kind; quantity: number; from: Side | null; to: Side | null; units: { serial: string; before: Unit | null }[]; undone: boolean; undoes: boolean; confirms: number | null; confirmable: boolean; order: number | null; /** How many more are out by it. */ out: number }
interface Held { kind: Kind; at: number; quantity: number; serial: string | null; open: boolean; order: number | null; quote: number | null }

export const places = 3;
/** Where both items are kept; the last place is somebody’s van, which nothing is held in for others. */
const usual = 0;
const van = 2;
export const equipment = { counted: 3, tracked: 1 } as const;
const kinds: readonly Kind[] = ['counted', 'tracked'];

export class StockModel {
  levels: { [kind in Kind]: Level[] } = { counted: emptyLevels(), tracked: emptyLevels() };
  units = new Map<string, Unit>();
  /** Issued and not taken back. */
  out: { [kind in Kind]: number } = { counted: 0, tracked: 0 };
  moved: Moved[] = [];
  held: Held[] = [];
  /** Orders that are not over, and what was issued for each. */
  orders: { open: boolean; issued: { [kind in Kind]: number } }[] = [];
  quotes: number[] = [];

  /** Does all of it or none. */
  attempt(work: () => void): boolean {
    const before = structuredClone(this.state());
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      Object.assign(this, before);
      return false;
    }
  }

  /** Whether it could be done; nothing is. */
  would(work: () => void): boolean {
    const before = structuredClone(this.state());
    const could = this.attempt(work);
    Object.assign(this, before);
    return could;
  }

  private state = () => ({ levels: this.levels, units: this.units, out: this.out, moved: this.moved, held: this.held, orders: this.orders, quotes: this.quotes });

  available(kind: Kind, at: number): number {
    const { onHand, reserved } = this.levels[kind][at]!;
    return onHand - reserved;
  }

  receive(kind: Kind, at: number, amount: number | string[]): void {
    const units = this.named(amount);
    for (const serial of units) must((this.units.get(serial)?.state ?? 'retired') === 'retired');
    this.move({ kind, quantity: size(amount), from: null, to: { at, column: 'onHand' }, serials: units }, { state: 'in_stock', at });
  }

  issue(kind: Kind, at: number, amount: number | string[], order: number | null = null): void {
    this.onShelf(amount, at);
    this.move({ kind, quantity: size(amount), from: { at, column: 'onHand' }, to: null, serials: this.named(amount), order, out: size(amount) }, { state: 'issued', at: null, order });
    if (order !== null) this.orders[order]!.issued[kind] += size(amount);
  }

  transfer(kind: Kind, from: number, to: number, amount: number | string[], inTransit: boolean): void {
    must(from !== to);
    this.onShelf(amount, from);
    this.move(
      { kind, quantity: size(amount), from: { at: from, column: 'onHand' }, to: { at: to, column: inTransit ? 'inTransit' : 'onHand' }, serials: this.named(amount), confirmable: inTransit },
      { state: inTransit ? 'in_transit' : 'in_stock', at: to });
  }

  confirm(which: number): void {
    const sent = this.moved[which];
    must(sent !== undefined && sent.confirmable && !sent.undone && !this.isConfirmed(which));
    const at = sent!.to!.at;
    this.move(
      { kind: sent!.kind, quantity: sent!.quantity, from: { at, column: 'inTransit' }, to: { at, column: 'onHand' }, serials: sent!.units.map(({ serial }) => serial), confirms: which },
      { state: 'in_stock', at });
  }

  adjust(kind: Kind, at: number, change: number | { found?: string[]; gone?: string[] }): void {
    if (typeof change === 'number') {
      must(change !== 0);
      const side: Side = { at, column: 'onHand' };
      this.move({ kind, quantity: Math.abs(change), from: change < 0 ? side : null, to: change > 0 ? side : null, serials: [] }, { state: 'in_stock', at });
      return;
    }
    if (change.found) return this.receive(kind, at, change.found);
    this.onShelf(change.gone!, at);
    this.move({ kind, quantity: change.gone!.length, from: { at, column: 'onHand' }, to: null, serials: change.gone! }, { state: 'retired', at: null });
  }

  takeBack(kind: Kind, at: number, amount: number | string[], condition: 'good' | 'to_test' | 'faulty'): void {
    for (const serial of this.named(amount)) must(this.units.get(serial)?.state === 'issued');
    must(this.out[kind] >= size(amount));
    const state = ({ good: 'in_stock', to_test: 'returned', faulty: 'faulty' } as const)[condition];
    this.move({ kind, quantity: size(amount), from: null, to: { at, column: condition === 'good' ? 'onHand' : 'setAside' }, serials: this.named(amount), out: -size(amount) }, { state, at });
  }

  inspect(kind: Kind, at: number, amount: number | string[], result: 'good' | 'faulty' | 'retired'): void {
    if (result === 'faulty') this.onShelf(amount, at);
    else for (const serial of this.named(amount)) must(this.isAside(this.units.get(serial)) && this.units.get(serial)!.at === at);
    const to: Side | null = result === 'retired' ? null : { at, column: result === 'good' ? 'onHand' : 'setAside' };
    this.move(
      { kind, quantity: size(amount), from: { at, column: result === 'faulty' ? 'onHand' : 'setAside' }, to, serials: this.named(amount) },
      result === 'retired' ? { state: 'retired', at: null } : { state: result === 'good' ? 'in_stock' : 'faulty', at });
  }

  undo(which: number): void {
    const done = this.moved[which];
    must(done !== undefined && !done.undone && !done.undoes && !this.isConfirmed(which));
    const { kind, quantity, from, to, units, order, out } = done!;
    must(this.out[kind] >= out);
    this.out[kind] -= out;
    if (order !== null) this.orders[order]!.issued[kind] -= quantity;
    for (const { serial } of units) must(this.units.get(serial)!.last === which && this.units.get(serial)!.state !== 'reserved');
    if (to) this.take(kind, to, quantity);
    if (from) this.levels[kind][from.at]![from.column] += quantity;
    const undoing = this.moved.push({ kind, quantity, from, to, units: [], undone: false, undoes: true, confirms: null, confirmable: false, order: null, out: 0 }) - 1;
    done!.undone = true;
    for (const { serial, before } of units) {
      const restored = before ? { ...before, state: before.state === 'reserved' ? ('in_stock' as const) : before.state } : null;
      this.units.set(serial, restored ?? { state: 'retired', at: null, last: undoing, order: null });
    }
  }

  reserve(kind: Kind, at: number, amount: number | string[]): void {
    this.onShelf(amount, at);
    for (const serial of this.named(amount)) this.hold(kind, at, 1, { serial });
    if (typeof amount === 'number') this.hold(kind, at, amount, {});
  }

  release(which: number): void {
    const held = this.held[which];
    must(held?.open === true);
    this.letGo(held!);
  }

  issueHeld(which: number): void {
    const held = this.held[which];
    must(held?.open === true && (held.kind === 'counted' || held.serial !== null));
    const { kind, at, quantity, serial, order } = held!;
    this.letGo(held!);
    this.issue(kind, at, serial === null ? quantity : [serial], order);
  }

  /** Holds what a package needs as far as it is there. */
  order(): void {
    const order = this.orders.push({ open: true, issued: { counted: 0, tracked: 0 } }) - 1;
    for (const kind of kinds) this.holdFrom(kind, equipment[kind], { order });
  }

  complete(order: number, serial: string | null): void {
    must(this.orders[order]?.open === true);
    const { issued } = this.orders[order]!;
    const own = (kind: Kind) => this.held.filter((held) => held.open && held.order === order && held.kind === kind);
    const counted = own('counted');
    let left = Math.max(0, equipment.counted - issued.counted, sum(counted));
    for (const held of counted) this.letGo(held);
    const taken = new Map<number, number>();
    const take = (at: number, atMost: number): void => {
      const some = Math.min(left, atMost);
      taken.set(at, (taken.get(at) ?? 0) + some);
      left -= some;
    };
    for (const { at, quantity } of counted) take(at, quantity);
    for (const at of this.preferred('counted')) take(at, this.available('counted', at) - (taken.get(at) ?? 0));
    for (const [at, quantity] of taken) if (quantity > 0) this.issue('counted', at, quantity, order);
    for (const held of own('tracked')) this.letGo(held);
    if (serial !== null) {
      const unit = this.units.get(serial);
      must(unit?.state === 'in_stock');
      this.issue('tracked', unit!.at!, [serial], order);
    }
    this.orders[order]!.open = false;
  }

  cancelOrder(order: number): void {
    must(this.orders[order]?.open === true);
    this.orders[order]!.open = false;
    for (const held of this.held) if (held.open && held.order === order) this.letGo(held);
  }

  /** A quote that holds what its package needs; refused where none of it is there. */
  quote(): void {
    const quote = this.quotes.push(this.quotes.length) - 1;
    const before = this.held.length;
    for (const kind of kinds) this.holdFrom(kind, equipment[kind], { quote });
    must(this.held.length > before);
  }

  releaseQuote(quote: number): void {
    for (const held of this.held) if (held.open && held.quote === quote) this.letGo(held);
  }

  /** Counts a place, so many and these serials, and sets the stock right by it. */
  stocktake(at: number, many: number, seen: readonly string[]): void {
    const difference = many - this.levels.counted[at]!.onHand;
    if (difference !== 0) this.adjust('counted', at, difference);
    const here = [...this.units].filter(([, unit]) => unit.at === at && (unit.state === 'in_stock' || unit.state === 'reserved')).map(([serial]) => serial);
    const missing = here.filter((serial) => !seen.includes(serial));
    const found = seen.filter((serial) => !here.includes(serial));
    const of = (...states: UnitState[]) => found.filter((serial) => states.includes(this.units.get(serial)?.state ?? 'retired'));
    for (const serial of [...missing, ...of('reserved')]) must(this.units.get(serial)!.state !== 'reserved');
    if (missing.length > 0) this.adjust('tracked', at, { gone: missing });
    const nowhere = of('retired');
    const issued = of('issued');
    const elsewhere = of('in_stock', 'returned', 'faulty').filter((serial) => this.units.get(serial)!.at !== at);
    for (const group of grouped(elsewhere, (serial) => `${this.units.get(serial)!.at} ${this.units.get(serial)!.state}`)) {
      const { at: from, state } = this.units.get(group[0]!)!;
      const column = state === 'in_stock' ? 'onHand' : 'setAside';
      this.move({ kind: 'tracked', quantity: group.length, from: { at: from!, column }, to: { at, column }, serials: group }, { state, at });
    }
    for (const group of grouped(issued, (serial) => String(this.units.get(serial)!.order))) this.takeBack('tracked', at, group, 'good');
    if (nowhere.length > 0) this.receive('tracked', at, nowhere);
  }

  private isConfirmed(which: number): boolean {
    return this.moved.some((later) => later.confirms === which && !later.undone);
  }

  private isAside = (unit: Unit | undefined): boolean => unit?.state === 'returned' || unit?.state === 'faulty';
  private named = (amount: number | readonly string[]): string[] => (typeof amount === 'number' ? [] : [...amount]);

  private onShelf(amount: number | readonly string[], at: number): void {
    for (const serial of this.named(amount)) must(this.units.get(serial)?.state === 'in_stock' && this.units.get(serial)!.at === at);
  }

  private take(kind: Kind, { at, column }: Side, quantity: number): void {
    must((column === 'onHand' ? this.available(kind, at) : this.levels[kind][at]![column]) >= quantity);
    this.levels[kind][at]![column] -= quantity;
  }

  private move(
    { kind, quantity, from, to, serials, confirms = null, confirmable = false, order = null, out = 0 }: {
      kind: Kind; quantity: number; from: Side | null; to: Side | null; serials: readonly string[]; confirms?: number | null; confirmable?: boolean; order?: number | null; out?: number;
    },
    become: { state: UnitState; at: number | null; order?: number | null },
  ): void {
    if (from) this.take(kind, from, quantity);
    if (to) this.levels[kind][to.at]![to.column] += quantity;
    const units = serials.map((serial) => ({ serial, before: this.units.get(serial) ?? null }));
    const last = this.moved.push({ kind, quantity, from, to, units, undone: false, undoes: false, confirms, confirmable, order, out }) - 1;
    this.out[kind] += out;
    for (const serial of serials) this.units.set(serial, { order: null, ...become, last });
  }

  private hold(kind: Kind, at: number, quantity: number, { serial = null, order = null, quote = null }: Partial<Pick<Held, 'serial' | 'order' | 'quote'>>): void {
    must(this.available(kind, at) >= quantity);
    this.levels[kind][at]!.reserved += quantity;
    this.held.push({ kind, at, quantity, serial, open: true, order, quote });
    if (serial !== null) this.units.set(serial, { ...this.units.get(serial)!, state: 'reserved' });
  }

  private letGo(held: Held): void {
    held.open = false;
    this.levels[held.kind][held.at]!.reserved -= held.quantity;
    if (held.serial !== null) this.units.set(held.serial, { ...this.units.get(held.serial)!, state: 'in_stock' });
  }

  private preferred(kind: Kind): number[] {
    return Array.from({ length: places }, (_, at) => at).filter((at) => at !== van && this.available(kind, at) > 0)
      .toSorted((left, right) => Number(right === usual) - Number(left === usual) || this.available(kind, right) - this.available(kind, left) || left - right);
  }

  private holdFrom(kind: Kind, needed: number, holder: { order?: number; quote?: number }): void {
    const candidates = this.preferred(kind);
    const whole = candidates.find((at) => this.available(kind, at) >= needed);
    let left = needed;
    for (const at of whole === undefined ? candidates : [whole]) {
      const quantity = Math.min(left, this.available(kind, at));
      left -= quantity;
      if (quantity > 0) this.hold(kind, at, quantity, holder);
    }
  }
}

class Refused extends Error {}
function must(is: boolean): void {
  if (!is) throw new Refused();
}
const size = (amount: number | readonly string[]): number => (typeof amount === 'number' ? amount : amount.length);
const sum = (held: readonly Held[]): number => held.reduce((total, { quantity }) => total + quantity, 0);
function grouped(serials: readonly string[], by: (serial: string) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const serial of serials) groups.set(by(serial), [...groups.get(by(serial)) ?? [], serial]);
  return [...groups.values()];
}
function emptyLevels(): Level[] {
  return Array.from({ length: places }, () => ({ onHand: 0, reserved: 0, inTransit: 0, setAside: 0 }));
}
