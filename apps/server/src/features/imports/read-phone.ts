import { parsePhone } from '../../core/phone.ts';
import { textOfCell, type Cell } from './cell.ts';
import { CellRefused, said } from './cell-refused.ts';

/** `254712345678.0` is what programs write that keep a column of phones as numbers: read as it stands, it would be a number with one digit more. */
export const phoneText = (text: string): string => text.replace(/^(\+?\d+)\.0$/, '$1');

export function phoneIn(cell: Cell, country: string): string {
  const text = phoneText(textOfCell(cell));
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(text)) throw new CellRefused(`${said(text)} is a phone number that a spreadsheet has shortened; write the column as text.`);
  // A number with decimals is no phone, whatever its digits would be.
  const phone = typeof cell === 'number' && !Number.isInteger(cell) ? null : parsePhone(text, country);
  if (!phone) throw new CellRefused(`${said(text)} is not a phone number in ${country}; for another country begin with + and its code.`);
  return phone;
}
