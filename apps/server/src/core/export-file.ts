/** A table as a file for a spreadsheet, made while it is sent. */
import { Readable } from 'node:stream';
import type { ExportFormat } from '@lastmile/contracts';
import { csvLines } from './csv.ts';
import { guardedCell, type CellKind } from './spreadsheet.ts';
import { workbook, type ColumnKind } from './workbook.ts';

/** So many rows are read at once, in a transaction of their own: neither the server nor the database holds the whole file, however slow its reader. */
export const exportedTogether = 1000;

export interface ExportedColumn { heading: string; kind: ColumnKind | 'phone' }
type Row = (string | null)[];
export interface ExportedPage { columns: readonly ExportedColumn[]; rows: readonly Row[]; nextCursor: string | null; /** `YYYY-MM-DD`, for the file's name. */ today: string }
export interface ExportFile { name: string; mediaType: string; content: Readable }
export interface Exported { rows: number; isComplete: boolean; columns: readonly string[] }

interface Wanted {
  /** What it is a list of; the sheet and the file are called by it. */
  title: string;
  format: ExportFormat;
  /** Pages follow each other by key: a row that changes its place meanwhile may be missed or stand there twice. */
  read: (cursor: string | null) => Promise<ExportedPage>;
  /** Notes what was sent. Whoever leaves in the middle has what was sent until then. */
  note: (exported: Exported) => Promise<void>;
}

const mediaTypes: { [format in ExportFormat]: string } = {
  csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** What cannot be asked is refused before the first byte. Every cell is one that a spreadsheet does not take for a formula (P9). */
export async function exportFile({ title, format, read, note }: Wanted): Promise<ExportFile> {
  const first = await read(null);
  const { columns, today } = first;
  async function* pages(): AsyncGenerator<Row[]> {
    let rows = 0;
    let isComplete = false;
    try {
      for (let page = first; ; page = await read(page.nextCursor)) {
        rows += page.rows.length;
        yield page.rows.map((row) => row.map((text, index) => (text === null ? null : guardedCell(text, cellKinds[columns[index]!.kind]))));
        if (!page.nextCursor) break;
      }
      isComplete = true;
    } finally {
      await note({ rows, isComplete, columns: columns.map(({ heading }) => heading) });
    }
  }
  const bytes = format === 'csv' ? csv(columns, pages()) : workbook(title, columns.map(({ heading, kind }) => ({ heading, kind: kind === 'phone' ? 'text' : kind })), pages());
  return { name: `${title} ${today}.${format}`, mediaType: mediaTypes[format], content: Readable.from(bytes) };
}

const cellKinds: { readonly [kind in ExportedColumn['kind']]?: CellKind } = { phone: 'phone', number: 'number', amount: 'number' };

async function* csv(columns: readonly ExportedColumn[], pages: AsyncIterable<Row[]>): AsyncGenerator<string> {
  yield csvLines([columns.map(({ heading }) => guardedCell(heading))], { areFirst: true });
  for await (const rows of pages) if (rows.length > 0) yield csvLines(rows);
}
