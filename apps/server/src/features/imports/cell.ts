import { unguardedCell } from '../../core/spreadsheet.ts';

/** What stands in a cell: a number where a workbook keeps it as one, so that nothing in it has to be guessed; else text. */
export type Cell = string | number;

/** As it was written, without an exponent and without what keeps it from being a formula. */
export const textOfCell = (cell: Cell | undefined): string =>
  (typeof cell === 'number' ? (Number.isInteger(cell) ? cell.toFixed(0) : digits.format(cell)) : unguardedCell(cell ?? ''));

/** More digits are what a number that is kept in binary gains by it. */
const digits = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15 });
