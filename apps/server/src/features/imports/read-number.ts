import Big from 'big.js';
import { textOfCell, type Cell } from './cell.ts';
import { CellRefused, said } from './cell-refused.ts';

/** What parts decimals where an organization is; the other of both groups thousands there. */
export type DecimalSign = '.' | ',';

export const decimalSignOf = (locale: string): DecimalSign =>
  (new Intl.NumberFormat(locale).formatToParts(1.5).some(({ type, value }) => type === 'decimal' && value === ',') ? ',' : '.');

/**
 * The number that a text says, in digits with a point; null where it says none. Of two signs the later one parts the decimals; a sign that comes several times
 * groups. One sign alone parts decimals too, but where it could as well group thousands, one to three digits before it and three behind: then it is what it is in
 * the organization's language. Where a point parts decimals, `1,500` is fifteen hundred and `1.125` little more than one, and the other way round.
 */
export function decimalOf(text: string, decimalSign: DecimalSign): string | null {
  const bare = text.replaceAll(/[\s\u00A0\u202F'’]/g, '').replace(/^[-−]/, '-');
  if (/^-?\d+$/.test(bare)) return bare;
  const [, minus = '', before, sign, behind] = /^(-?)([\d.,]*)([.,])(\d*)$/.exec(bare) ?? [];
  if (before === undefined || sign === undefined || behind === undefined) return null;
  const isGroup = before.includes(sign) || (/^[1-9]\d{0,2}$/.test(before) && behind.length === 3 && sign !== decimalSign);
  const [whole, decimals, group] = isGroup ? [`${before}${sign}${behind}`, '', sign] : [before, behind, sign === '.' ? ',' : '.'];
  // Groups of two are how lakhs are written.
  const isWhole = whole === '' ? decimals !== '' : /^\d+$/.test(whole) || (group === ',' ? /^\d{1,3}(,\d{2,3})*,\d{3}$/ : /^\d{1,3}(\.\d{2,3})*\.\d{3}$/).test(whole);
  return isWhole ? `${minus}${whole.replaceAll(/[.,]/g, '') || '0'}${decimals && `.${decimals}`}` : null;
}

/** “KES 2,500.00”, “2.500,50”, “2 500”, “2,500/=”: an amount with two decimals, rounded half up, as what is computed has more of them. Null where it is none. */
export function amountOf(cell: Cell, decimalSign: DecimalSign): string | null {
  if (typeof cell === 'string' && /^\d{1,12}(\.\d{1,2})?$/.test(cell)) return cell;
  const number = typeof cell === 'number' ? String(cell) : decimalOf(withoutCurrency(cell), decimalSign);
  if (number === null || number.startsWith('-')) return null;
  const amount = new Big(number).round(2, Big.roundHalfUp);
  return amount.lt(1e12) ? amount.toFixed(2) : null;
}

/** What stands for a thousand, a million or a power of ten is no currency: left out it would make another number. */
function withoutCurrency(text: string): string {
  if (/\d\s*(?:k|m|mn|mio|bn|e[+-]?\d+)(?!\p{L})/iu.test(text)) return '';
  return text.replaceAll(/\([^\d()]*\)/g, '').replaceAll(/\p{L}+\.?|\p{Sc}/gu, '').trim().replace(/\/[=-]?$/, '').trim().replace(/[.,]-?$/, '');
}

export function amountIn(cell: Cell, decimalSign: DecimalSign): string {
  const amount = amountOf(cell, decimalSign);
  if (amount === null) throw new CellRefused(`${said(textOfCell(cell))} is not an amount; expected one such as 2500.00.`);
  return amount;
}

export function numberOf(cell: Cell, decimalSign: DecimalSign): number {
  const number = typeof cell === 'number' ? cell : Number(decimalOf(cell, decimalSign) ?? NaN);
  if (!Number.isFinite(number)) throw new CellRefused(`${said(textOfCell(cell))} is not a number.`);
  return number;
}

/** A whole number, `85 %` and `1,500.00` too; null where it is none. */
export function wholeOf(cell: Cell, decimalSign: DecimalSign): number | null {
  const number = typeof cell === 'number' ? cell : Number(decimalOf(cell.replace(/%$/, ''), decimalSign) ?? NaN);
  return Number.isSafeInteger(number) ? number : null;
}

export function wholeIn(cell: Cell, decimalSign: DecimalSign): number {
  const number = wholeOf(cell, decimalSign);
  if (number === null) throw new CellRefused(`${said(textOfCell(cell))} is not a whole number.`);
  return number;
}

/** Degrees have no thousands: either sign parts decimals. */
export function degreesIn(cell: Cell): number {
  const degrees = typeof cell === 'number' ? cell : /^-?\d{1,3}([.,]\d{1,15})?$/.test(cell) ? Number(cell.replace(',', '.')) : NaN;
  if (Number.isNaN(degrees)) throw new CellRefused(`${said(textOfCell(cell))} is not a number of degrees; expected one such as -1.2921.`);
  return degrees;
}
