import type { ColumnMapping } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import type { RowResult } from '../jobs/index.ts';
import { textOfCell, type Cell } from './cell.ts';
import type { FileRow } from './import-pages.ts';

export interface ReadColumns { columns: readonly { name: string }[]; mapping: ColumnMapping }

/** So many rows are shown as they will be, and so much of what stands in a cell. */
const [rowsShown, charactersShown] = [20, 200];

/** Reads what stands in a row, by the headings of the columns that are read; blank cells are left out. */
export function cellsShown({ columns, mapping }: ReadColumns): (cells: readonly Cell[]) => { [heading: string]: string } {
  const read = columns.flatMap(({ name }, index) => (mapping[name] ? [{ name, index }] : []));
  return (cells) => Object.fromEntries(read.map(({ name, index }) => [name, textOfCell(cells[index]).trim().slice(0, charactersShown)]).filter(([, text]) => text));
}

/** Keeps the first rows of a file with what would come of them. */
export async function keepPreview(
  { rows, organizationId }: Scope, importId: string, read: ReadColumns, first: readonly FileRow[], results: readonly RowResult[],
): Promise<void> {
  const resultOfRow = new Map(results.map((result) => [result.row, result]));
  const shown = cellsShown(read);
  const preview = first.slice(0, rowsShown).map(({ row, cells }) => {
    const { outcome, problem = null } = resultOfRow.get(row)!;
    return { row, outcome, problem, fields: shown(cells) };
  });
  await rows('update imports set preview = $3 where organization_id = $1 and id = $2', [organizationId, importId, JSON.stringify(preview)]);
}
