import type { Scope } from '../../core/in-org.ts';
import { insertRows } from '../../core/rows.ts';
import type { Cell } from './cell.ts';
import { JobCannotGoOn, type RowRange } from '../jobs/index.ts';

/** A row of a file, counted from 1 below the heading, with what stands in its cells. */
export interface FileRow { row: number; cells: Cell[] }

/** So many rows are one page, or as many as come to so many characters: read and written as a whole, it has to stay small. */
const rowsOfPage = 1000;
const charactersOfPage = 1_000_000;

/** Keeps rows of a file that follow one another. As a row in the table each of them would cost as much as the lead's event. */
export async function keepRows(scope: Scope, importId: string, rows: readonly FileRow[]): Promise<void> {
  await insertRows(scope, 'import_pages', pagesOf(rows).map((page) =>
    ({ importId, firstRow: page[0]!.row, lastRow: page.at(-1)!.row, cells: page.map(({ cells }) => cells) })));
}

function pagesOf(rows: readonly FileRow[]): FileRow[][] {
  const pages: FileRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const characters = row.cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
    if (pages.length === 0 || pages.at(-1)!.length === rowsOfPage || room < characters) {
      pages.push([]);
      room = charactersOfPage;
    }
    pages.at(-1)!.push(row);
    room -= characters;
  }
  return pages;
}

/** These rows of a file, in their order. Throws where they are not kept any more. */
export async function fileRows({ rows, organizationId }: Scope, importId: string, { from, to }: RowRange): Promise<FileRow[]> {
  const pages = await rows<{ firstRow: number; cells: Cell[][] }>(
    `select first_row as "firstRow", cells from import_pages
      where organization_id = $1 and import_id = $2 and first_row <= $4 and last_row >= $3 order by first_row`, [organizationId, importId, from, to]);
  const found = pages.flatMap(({ firstRow, cells }) => cells.map((row, index) => ({ row: firstRow + index, cells: row }))).filter(({ row }) => row >= from && row <= to);
  if (found.length < to - from + 1) throw new JobCannotGoOn('The rows of this import are not kept any more. Send the file again.');
  return found;
}

/** Where the pages of a file begin. */
export async function pageStarts({ rows, organizationId }: Scope, importId: string): Promise<number[]> {
  const found = await rows<{ firstRow: number }>(
    'select first_row as "firstRow" from import_pages where organization_id = $1 and import_id = $2 order by first_row', [organizationId, importId]);
  return found.map(({ firstRow }) => firstRow);
}

/** The rows of a page that a job did nothing with, and why. */
export async function failedRows({ rows, organizationId }: Scope, { importId, firstRow, jobId }: { importId: string; firstRow: number; jobId: string }): Promise<(FileRow & { problem: string })[]> {
  return rows(
    `select r.row, e.cells, r.problem from import_pages p cross join lateral json_array_elements(p.cells) with ordinality e (cells, place)
       join job_results r on r.organization_id = $1 and r.job_id = $4 and r.row = p.first_row + e.place - 1 and not r.ok
      where p.organization_id = $1 and p.import_id = $2 and p.first_row = $3 order by r.row`, [organizationId, importId, firstRow, jobId]);
}
