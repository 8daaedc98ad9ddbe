import { InvalidFields, Refusal, type FieldProblem } from '../../core/problems.ts';

export interface Holder { holder: string; quantity: number }
export interface UnitElsewhere { serial: string; state: string; where: string | null }

const mostNamed = 5;
const some = (names: readonly string[]): string => `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''}`;

export class NotEnoughStock extends Refusal {
  constructor({ item, location, available, heldBy, pointer, state = 'in_stock', advice }: {
    item: string; location: string; available: number; heldBy: Holder[]; pointer?: string | undefined; state?: string;
    /** What to do about it, where there is a way. */
    advice?: string;
  }) {
    const what = { in_stock: 'available', in_transit: 'on the way to', set_aside: 'set aside' }[state] ?? 'available';
    const held = heldBy.length > 0 ? ` Held: ${some(heldBy.map(({ holder, quantity }) => `${quantity} for ${holder}`))}.` : '';
    const where = location && `${state === 'in_transit' ? '' : ' at'} ${location}`;
    const detail = `${item}: only ${available} ${what}${where}.${held}${advice ? ` ${advice}` : ''}`;
    super({
      status: 409, code: 'not_enough_stock', detail, more: { available, heldBy },
      ...(pointer ? { errors: [{ pointer, detail: `Only ${available} ${what}.${advice ? ` ${advice}` : ''}` }] } : {}),
    });
  }
}

/** More is to come back than went out. */
export class NotIssued extends Refusal {
  constructor(item: string, out: number, subscriber: string | null = null) {
    const has = subscriber ? `${subscriber} has ${out === 0 ? 'none' : `only ${out}`} of it` : out === 0 ? 'none of it is out' : `only ${out} of it are out`;
    super({
      status: 409, code: 'not_issued', detail: `${item}: ${has}. What was never issued here is received or adjusted.`, more: { out },
      errors: [{ pointer: '/quantity', detail: `${has[0]!.toUpperCase()}${has.slice(1)}.` }],
    });
  }
}

export class UnitNotAvailable extends Refusal {
  constructor(units: UnitElsewhere[], pointer: string) {
    const said = ({ serial, state, where }: UnitElsewhere) => `${serial} is ${state.replaceAll('_', ' ')}${where ? ` (${where})` : ''}`;
    super({ status: 409, code: 'unit_not_available', detail: `${some(units.map(said))}.`, more: { units }, errors: [{ pointer, detail: `${some(units.map(said))}.` }] });
  }
}

export class SerialTaken extends Refusal {
  constructor(units: UnitElsewhere[], field: 'serial' | 'MAC' = 'serial') {
    const names = some(units.map(({ serial, state, where }) => `${serial} (${state.replaceAll('_', ' ')}${where ? `, ${where}` : ''})`));
    super({ status: 409, code: field === 'MAC' ? 'mac_taken' : 'serial_taken', detail: `In use already: ${names}.`, more: { units }, errors: [{ pointer: '/units', detail: `This ${field} is in use already: ${names}.` }] });
  }
}

/** Some of what was to be moved in one go cannot be; nothing was. */
export class LinesRefused extends Refusal {
  constructor(errors: FieldProblem[], lines: { line: number; code: string; units: UnitElsewhere[] }[]) {
    super({
      status: 409, code: 'lines_refused', detail: `Nothing was moved. ${some(errors.map(({ detail }) => detail))}`, errors,
      more: { lines },
    });
  }
}

/** Who works in the field moves stock with the vans that are assigned to them. */
export class NotYourVan extends Refusal {
  constructor(place: string, pointer: string) {
    const detail = `${place} is not a van of yours. What goes to or from your own van you move yourself; ask who keeps the stock for anything else.`;
    super({ status: 403, code: 'not_your_van', detail, ...(pointer ? { errors: [{ pointer, detail: `${place} is not a van of yours.` }] } : {}) });
  }
}

export class ItemWithdrawn extends Refusal {
  constructor(name: string) {
    super({ status: 409, code: 'item_withdrawn', detail: `${name} is withdrawn. Bring it back before you move it.` });
  }
}

export class AlreadyReversed extends Refusal {
  constructor() {
    super({ status: 409, code: 'already_reversed', detail: 'This movement was undone already.' });
  }
}

export class NotReversible extends Refusal {
  constructor(detail: string) {
    super({ status: 409, code: 'not_reversible', detail });
  }
}

export class UnitMoved extends Refusal {
  constructor(serials: readonly string[]) {
    super({ status: 409, code: 'unit_moved', detail: `Moved since: ${some(serials)}. Undo what came after first.`, more: { serials } });
  }
}

export class NotInTransit extends Refusal {
  constructor() {
    super({ status: 409, code: 'not_in_transit', detail: 'This is not on its way, or arrived already.' });
  }
}

export class ReservationOver extends Refusal {
  constructor(state: string) {
    super({ status: 409, code: 'reservation_over', detail: `This reservation is ${state} already.` });
  }
}

export const nowhere = (pointer: string) => new InvalidFields([{ pointer, detail: 'There is no such open location.' }]);
