import type { RunningJob } from '../jobs/index.ts';
import type { FileRow } from './import-pages.ts';
import type { CellProblem } from './read-row.ts';

const fault = 'Something went wrong here as this row was read; your administrator finds the reason in the log.';

/**
 * Reads rows one by one. A mistake of ours in one of them is its problem alone, whatever it was, so that it does not take a file of hundreds of thousands with it;
 * the log has the first of a batch, and how many there were.
 */
export function readRows<Read>(
  { id: jobId, log }: Pick<RunningJob, 'id' | 'log'>, rows: readonly FileRow[], read: (row: number, cells: FileRow['cells']) => Read,
): (Read | { row: number; errors: CellProblem[] })[] {
  const faults: { row: number; error: unknown }[] = [];
  const readRow = ({ row, cells }: FileRow) => {
    try {
      return read(row, cells);
    } catch (error) {
      faults.push({ row, error });
      return { row, errors: [{ field: 'Row', detail: fault }] };
    }
  };
  const found = rows.map(readRow);
  const [first] = faults;
  if (first) log.error({ err: first.error, jobId, row: first.row, rows: faults.length }, 'rows of a file could not be read');
  return found;
}
