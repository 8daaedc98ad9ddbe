import type { Offer, Quote, QuoteItem, QuoteItemInput } from '@lastmile/contracts';
import { randomId } from '../../../lib/random.ts';
import { writePercent } from '../../../lib/tax.ts';
import { ambiguityIn, readNumber } from '../../../lib/typed-number.ts';

/** A line as it is being written: texts as they stand in its cells. */
export interface DraftLine {
  /** Only here, so that a line keeps its cells while it is moved. */
  key: string;
  offerId: string | null;
  description: string;
  details: string;
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  taxRate: string;
  period: 'once' | 'monthly';
  optional: boolean;
  alternative: number | null;
  /** What the package costs by now, where that is something else than when it was put on the quote. */
  offerPriceNow: string | null;
}

export type Cell = 'description' | 'details' | 'quantity' | 'unitPrice' | 'discountPercent' | 'taxRate';

export const emptyLine = (more: Partial<DraftLine> = {}): DraftLine => ({
  key: randomId(), offerId: null, description: '', details: '', quantity: '1', unitPrice: '', discountPercent: '', taxRate: '', period: 'once', optional: false, alternative: null, offerPriceNow: null, ...more,
});

export const lineOf = (item: QuoteItem): DraftLine => emptyLine({
  offerId: item.offerId, description: item.description, details: item.details ?? '', quantity: item.quantity, unitPrice: item.unitPrice.replace(/\.00$/, ''),
  discountPercent: Number(item.discountPercent) === 0 ? '' : item.discountPercent, taxRate: writePercent(item.taxRate), period: item.period, optional: item.optional,
  alternative: item.alternative, offerPriceNow: item.offerPriceNow?.replace(/\.00$/, '') ?? null,
});

export const linesOf = ({ items }: Pick<Quote, 'items'>): DraftLine[] => items.map(lineOf);

/** The lines a package brings: itself every month, and its installation once where that costs something. They stand or fall together. */
export function linesOfOffer(offer: Offer, alternative: number | null = null): DraftLine[] {
  const taxRate = offer.taxRate === null ? '' : writePercent(offer.taxRate);
  const price = (amount: string) => amount.replace(/\.00$/, '');
  const shared = { offerId: offer.id, taxRate, alternative };
  return [
    emptyLine({ ...shared, description: offer.name, details: `${offer.downloadMbps} Mbit/s down, ${offer.uploadMbps} up`, unitPrice: price(offer.monthlyPrice), period: 'monthly' }),
    ...(Number(offer.setupFee) > 0 ? [emptyLine({ ...shared, description: `Installation of ${offer.name}`, unitPrice: price(offer.setupFee), period: 'once' })] : []),
  ];
}

/** Bare digits, as the contract wants them; what cannot be read stays as it was typed, for {@link complaintsOf} to say so. */
const decimal = (text: string): string => readNumber(text, 2) ?? text.trim();
const percent = (text: string): string => readNumber(text.replace('%', '')) ?? text.trim();

/** Nothing was written in it, so it is no line. */
export const isBlank = ({ description, unitPrice, offerId, details }: DraftLine): boolean => !offerId && !description.trim() && !unitPrice.trim() && !details.trim();

export function inputOf(line: DraftLine): QuoteItemInput {
  const taxRate = percent(line.taxRate);
  return {
    offerId: line.offerId, description: line.description.trim(), details: line.details.trim() || null, quantity: decimal(line.quantity) || '1',
    unitPrice: decimal(line.unitPrice), discountPercent: percent(line.discountPercent) || '0', taxRate: taxRate === '' ? null : taxRate,
    period: line.period, optional: line.optional, alternative: line.alternative,
  };
}

export type CellErrors = Readonly<Record<string, string>>;
export const cellName = (key: string, cell: string): string => `${key}/${cell}`;

/** What the contract would refuse, at the cells that are wrong, so that nobody waits for the server to hear it. */
export function complaintsOf(lines: readonly DraftLine[]): CellErrors {
  const errors: Record<string, string> = {};
  for (const line of lines) {
    if (isBlank(line)) continue;
    const { description, quantity, unitPrice, discountPercent, taxRate } = inputOf(line);
    const wrong = (cell: Cell, words: string) => { errors[cellName(line.key, cell)] = words; };
    if (!description) wrong('description', 'Say what it is.');
    if (!/^\d{1,6}(\.\d{1,2})?$/.test(quantity ?? '') || Number(quantity) === 0) wrong('quantity', ambiguityIn(line.quantity, 2) ?? 'A number above 0.');
    if (!/^\d{1,12}(\.\d{1,2})?$/.test(unitPrice ?? '')) wrong('unitPrice', ambiguityIn(line.unitPrice, 2) ?? (unitPrice ? 'An amount, like 2500.' : 'Say what it costs.'));
    if (!isPercent(discountPercent ?? '0')) wrong('discountPercent', '0 to 100.');
    if (taxRate !== null && !isPercent(taxRate ?? '0')) wrong('taxRate', '0 to 100.');
  }
  return errors;
}

const isPercent = (text: string): boolean => /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/.test(text);

/** Those of the complaints about lines as they were that are about what still stands in their cells: what was mended is not complained about. */
export function standingErrors(errors: CellErrors, about: readonly DraftLine[], lines: readonly DraftLine[]): CellErrors {
  const textOf = (all: readonly DraftLine[], name: string) => {
    const [key, cell] = name.split('/') as [string, Cell];
    return all.find((line) => line.key === key)?.[cell];
  };
  return Object.fromEntries(Object.entries(errors).filter(([name]) => textOf(about, name) === textOf(lines, name)));
}

/** The server's complaints about `/items/3/unitPrice` at the cells of the lines that were sent. */
export function placedErrors(errors: readonly { pointer: string; detail: string }[], sent: readonly DraftLine[]): { cells: CellErrors; rest: string[] } {
  const cells: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of errors) {
    const [, index, cell] = /^\/items\/(\d+)\/(\w+)/.exec(pointer) ?? [];
    const line = index === undefined ? undefined : sent[Number(index)];
    if (line && cell) cells[cellName(line.key, cell === 'offerId' ? 'description' : cell)] = detail;
    else rest.push(detail);
  }
  return { cells, rest };
}

/** Puts the line with this key in the place of another. */
export function moved(lines: readonly DraftLine[], key: string, to: number): DraftLine[] {
  const from = lines.findIndex((line) => line.key === key);
  if (from < 0 || to < 0 || to >= lines.length) return [...lines];
  return lines.toSpliced(from, 1).toSpliced(to, 0, lines[from]!);
}

/** How a line counts, as one choice: always, as an option, or as one of alternatives. */
export const countsAs = ({ optional, alternative }: Pick<DraftLine, 'optional' | 'alternative'>): string => `${alternative ?? ''}${optional ? '?' : ''}` || 'always';

export function countsOf(value: string): Pick<DraftLine, 'optional' | 'alternative'> {
  const number = /\d/.exec(value)?.[0];
  return { optional: value.endsWith('?'), alternative: number ? Number(number) : null };
}

/** What a line may count as: alternatives up to the next that is free. */
export function countOptions(lines: readonly DraftLine[], most: number): { value: string; label: string }[] {
  const highest = Math.max(0, ...lines.map(({ alternative }) => alternative ?? 0));
  const numbers = Array.from({ length: Math.min(most, highest + 1) }, (_, index) => index + 1);
  return [
    { value: 'always', label: 'Always' },
    { value: '?', label: 'Optional' },
    ...numbers.map((number) => ({ value: String(number), label: `Choice ${number}` })),
    ...numbers.filter((number) => number <= highest).map((number) => ({ value: `${number}?`, label: `Choice ${number}, optional` })),
  ];
}
