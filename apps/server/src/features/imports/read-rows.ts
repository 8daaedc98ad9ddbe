import type { RunningJob } from '../jobs/index.ts';
import { textOfCell } from './cell.ts';
import { said } from './cell-refused.ts';
import type { FileRow } from './import-pages.ts';
import type { CellProblem } from './read-row.ts';

/** What a problem is told of that is of no one column. */
export const wholeRow = 'Row';
const fault = 'Something went wrong here as this row was read; your administrator finds the reason in the log.';

/**
 * Reads rows one by one. A mistake of ours in one of them is its problem alone, whatever it was, so that it does not take a file of hundreds of thousands with it;
 * the log has the first of a batch, and how many there were.
 */
export function readRows<Read>(
  { id: jobId, log }: Pick<RunningJob, 'id' | 'log'>, { columns, delimiter }: FileShape, rows: readonly FileRow[], read: (row: number, cells: FileRow['cells']) => Read,
): (Read | { row: number; errors: CellProblem[] })[] {
  const faults: { row: number; error: unknown }[] = [];
  const readRow = ({ row, cells }: FileRow) => {
    if (cells.length > columns.length) return { row, errors: [{ field: wholeRow, detail: beyondHeadings(cells.slice(columns.length), delimiter) }] };
    try {
      return read(row, cells);
    } catch (error) {
      faults.push({ row, error });
      return { row, errors: [{ field: wholeRow, detail: fault }] };
    }
  };
  const found = rows.map(readRow);
  const [first] = faults;
  if (first) log.error({ err: first.error, jobId, row: first.row, rows: faults.length }, 'rows of a file could not be read');
  return found;
}

export interface FileShape { columns: readonly { name: string }[]; delimiter: string | null }

const signs: { readonly [delimiter: string]: string } = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab', '|': 'a bar' };

/** More cells than headings: left out, they would be lost, and those before them may stand in the wrong columns. */
function beyondHeadings(surplus: FileRow['cells'], delimiter: string | null): string {
  const texts = surplus.map(textOfCell).filter((text) => text !== '').map(said);
  return `${new Intl.ListFormat('en').format(texts.slice(0, 3))} ${texts.length === 1 ? 'stands' : 'stand'} beyond the last heading.${
    delimiter === null ? '' : ` Usually a cell before has ${signs[delimiter] ?? `a ${delimiter}`} in it and is not in quotes.`}`;
}
