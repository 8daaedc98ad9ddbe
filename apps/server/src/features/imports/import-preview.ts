import type { ColumnMapping, ReadValue } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import type { RowResult, RunningJob } from '../jobs/index.ts';
import { textOfCell, type Cell } from './cell.ts';
import type { FileRow } from './import-pages.ts';
import { wholeRow } from './read-rows.ts';

export interface ReadColumns { columns: readonly { name: string }[]; mapping: ColumnMapping }

/** So many rows are shown as they will be, and so much of what stands in a cell. */
const [rowsShown, charactersShown] = [20, 200];

/** Reads what stands in a row, by the headings of the columns that are read; blank cells are left out. */
export function cellsShown({ columns, mapping }: ReadColumns): (cells: readonly Cell[]) => { [heading: string]: string } {
  const read = columns.flatMap(({ name }, index) => (mapping[name] ? [{ name, index }] : []));
  return (cells) => Object.fromEntries(read.map(({ name, index }) => [name, textOfCell(cells[index]).trim().slice(0, charactersShown)]).filter(([, text]) => text));
}

/** What was read in a row, by heading. */
export type RowShown = (row: FileRow) => { [heading: string]: ReadValue };

/** Keeps the first rows of a file as they will be, with what would come of them. What a row was refused for is shown as it stands in the file. */
export async function keepPreview(
  { rows, organizationId }: Scope, { id: jobId, input: { importId } }: Pick<RunningJob<{ importId: string }>, 'id' | 'input'>, read: ReadColumns, first: readonly FileRow[], results: readonly RowResult[], rowShown: RowShown,
): Promise<void> {
  const resultOfRow = new Map(results.map((result) => [result.row, result]));
  const shown = cellsShown(read);
  const preview = first.slice(0, rowsShown).map((fileRow) => {
    const { outcome, problem = null, errors = [] } = resultOfRow.get(fileRow.row)!;
    const refused = new Set(errors.map(({ field }) => field));
    // Where the row as a whole is in question, so is what would be read of its cells.
    const values = Object.entries(refused.has(wholeRow) ? {} : rowShown(fileRow)).filter(([heading]) => !refused.has(heading)).map(([heading, { kind, text }]) => [heading, { kind, text: text.slice(0, charactersShown) }]);
    return { row: fileRow.row, outcome, problem, fields: shown(fileRow.cells), read: Object.fromEntries(values) as { [heading: string]: ReadValue } };
  });
  await rows('update imports set preview = $3 where organization_id = $1 and id = $2 and check_job_id = $4', [organizationId, importId, JSON.stringify(preview), jobId]);
}
