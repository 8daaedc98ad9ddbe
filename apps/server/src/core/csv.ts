import { stringify } from 'csv-stringify/sync';
import { guardedCell } from './spreadsheet.ts';

/** Lines of a file, ended as RFC 4180 asks for; the first ones with the mark by which Excel knows UTF-8. Their cells are guarded by whoever knows what they are. */
export const csvLines = (rows: readonly (readonly (string | null)[])[], { areFirst = false } = {}): string =>
  stringify(rows as (string | null)[][], { record_delimiter: 'windows', bom: areFirst });

/** What stands in a column, by its heading. */
export type Columns<Of> = { readonly [heading: string]: (of: Of) => string | number | null };

/** A small table as a file, with its heading also where it has no row. Every text but an amount is one that a spreadsheet does not take for a formula (P9). */
export function csvFile<Of>(rows: readonly Of[], columns: Columns<Of>, { amounts = [] }: { amounts?: readonly string[] } = {}): string {
  const read = Object.entries(columns);
  const cellOf = (cell: string | number | null, heading: string): string | null => {
    if (typeof cell === 'string') return guardedCell(cell, amounts.includes(heading) ? 'number' : 'text');
    return cell === null ? null : String(cell);
  };
  return csvLines([read.map(([heading]) => heading), ...rows.map((row) => read.map(([heading, of]) => cellOf(of(row), heading)))], { areFirst: true });
}
