import type { StocktakeStatus } from '@lastmile/contracts';
import { Refusal } from '../../core/problems.ts';

const mostNamed = 5;
const some = (names: readonly string[]): string => `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''}`;

export class StocktakeOpen extends Refusal {
  constructor(location: string, open: { id: string; number: string }) {
    super({ status: 409, code: 'stocktake_open', detail: `${open.number} is under way at ${location}. Close it or cancel it first.`, more: { stocktakeId: open.id } });
  }
}

const words: { [status in StocktakeStatus]: string } = { counting: 'still being counted', closed: 'closed', approved: 'approved already', cancelled: 'cancelled' };

export class StocktakeNotSo extends Refusal {
  constructor(number: string, status: StocktakeStatus) {
    super({ status: 409, code: `stocktake_${status}`, detail: `${number} is ${words[status]}.` });
  }
}

/** A part of it was counted before, a part after: neither of the ledger's figures is the one to compare with. */
export class StockMoved extends Refusal {
  constructor(item: string, counted: number) {
    super({ status: 409, code: 'stock_moved', detail: `${item} moved since ${counted} of it were counted. Count all of it anew, and replace what was counted.` });
  }
}

export class NotCounted extends Refusal {
  constructor(names: readonly string[]) {
    super({ status: 409, code: 'not_counted', detail: `Nobody counted ${some(names)}. Count ${names.length === 1 ? 'it' : 'them'}, or say what that means.`, more: { items: names.slice(0, 100), count: names.length } });
  }
}
