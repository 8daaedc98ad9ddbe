import type { DateOrder, DateOrders, Import } from '@lastmile/contracts';
import { isDate } from '../../core/zoned-time.ts';
import type { Cell } from './cell.ts';

/** What the days of a column say of themselves, those written with strokes: `both` where some can be read in the one way alone and some in the other, `neither` where all can in both. */
export type ToldOrder = DateOrder | 'both' | 'neither';

/** A column of a file as it was looked at when it came in. */
export interface DatedColumn { name: string; dateOrder?: ToldOrder }

const strokes = /^(\d{1,2})([/-])(\d{1,2})\2\d{4}(?:[ T]|$)/;

/** What a column tells, with one more of its cells. */
export function orderWith(told: ToldOrder | undefined, cell: Cell): ToldOrder | undefined {
  // Most cells are something else, and there are millions of them.
  if (typeof cell !== 'string' || cell.length < 8 || cell.length > 30 || told === 'both') return told;
  const [, first, , second] = strokes.exec(cell) ?? [];
  if (first === undefined || second === undefined) return told;
  const own = Number(first) > 12 ? 'day_first' : Number(second) > 12 ? 'month_first' : 'neither';
  if (own === 'neither') return told ?? own;
  return told === undefined || told === 'neither' || told === own ? own : 'both';
}

/** A cell of days, its day as 2031-02-03 where it is one: away from its column, another one could not tell how it was meant. */
export const certainDay = (text: string, order: DateOrder): string => text.replace(strokes, (written: string, first: string, _: string, second: string) => {
  const [day, month] = order === 'day_first' ? [first, second] : [second, first];
  const date = `${/\d{4}/.exec(written)![0]}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? `${date}${/[ T]$/.exec(written)?.[0] ?? ''}` : written;
});

/** What the next file with the same headings is read by, where it does not tell itself. */
export const ordersToRemember = (columns: readonly DatedColumn[], said: DateOrders): DateOrders =>
  ({ ...said, ...Object.fromEntries(columns.flatMap(({ name, dateOrder }) => (dateOrder === 'day_first' || dateOrder === 'month_first' ? [[name, dateOrder]] : []))) });

/** What comes first where an organization is. */
export const usualOrder = ({ country, locale }: { country: string; locale: string }): DateOrder =>
  (country === 'US' || new Intl.DateTimeFormat(locale).formatToParts(0).find(({ type }) => type !== 'literal')?.type === 'month' ? 'month_first' : 'day_first');

/** How the days of each column are read: as the column tells, else as somebody said, else as is usual. */
export function dateOrdersOf(columns: readonly DatedColumn[], said: DateOrders, usual: DateOrder): DateOrders {
  return Object.fromEntries(columns.map(({ name, dateOrder }) => [name, dateOrder === 'day_first' || dateOrder === 'month_first' ? dateOrder : said[name] ?? usual]));
}

/** The same for people, of the columns where it matters. */
export function datesShown(columns: readonly DatedColumn[], orders: DateOrders, isOfDays: (column: string) => boolean): Import['dates'] {
  return columns.flatMap(({ name, dateOrder }) => (dateOrder === undefined || !isOfDays(name) ? []
    : [{ column: name, order: orders[name]!, told: dateOrder === 'both' || dateOrder === 'neither' ? dateOrder : 'column' as const }]));
}
