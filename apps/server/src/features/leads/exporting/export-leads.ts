import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { exportLeads as contract, ExportFormat, Input } from '@lastmile/contracts';
import type { Actor } from '../../../core/actor.ts';
import { newId } from '../../../core/ids.ts';
import type { InOrg } from '../../../core/in-org.ts';
import { guardedCell, type CellKind } from '../../../core/spreadsheet.ts';
import { workbook } from '../../../core/workbook.ts';
import { dateIn } from '../../../core/zoned-time.ts';
import { filtersIn } from '../finding/lead-filters.ts';
import { leadPage } from '../finding/lead-list.ts';
import { loadCatalogue } from '../writing/catalogue.ts';
import { exportColumns, type ExportColumn } from './export-columns.ts';

/** So many leads are read at once, in a transaction of their own: neither the server nor the database holds the whole file, however slow its reader. */
const together = 1000;

type Query = NonNullable<Input<typeof contract>['query']>;
type Row = (string | null)[];

interface ExportFile { name: string; mediaType: string; content: Readable }

const mediaTypes: { [format in ExportFormat]: string } = {
  csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * All leads that the filters leave of those the actor may see, as a file that is made while it is sent. What cannot be asked is refused before the first
 * byte. Pages follow each other by key: a lead that changes its place meanwhile may be missed or stand there twice.
 */
export async function exportLeads(inOrg: InOrg, actor: Actor, { format, columns: names, sort, ...narrowing }: Query): Promise<ExportFile> {
  const read = (cursor: string | null) => inOrg(actor, async (scope) => {
    const columns = exportColumns(names?.split(',') ?? null, await loadCatalogue(scope, { toRead: true }), actor.timezone);
    const { found, nextCursor } = await leadPage(scope, { ...narrowing, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}), limit: together }, {
      columns: (place) => columns.map(({ sql }, index) => `${sql(place)} as "${index}"`).join(', '), isPrepared: false,
    });
    return { columns, rows: found.map(({ json }) => rowOf(JSON.parse(json) as { [index: string]: unknown }, columns)), nextCursor, today: dateIn(actor.timezone, scope.now) };
  }, { readOnly: true });

  const first = await read(null);
  async function* pages(): AsyncGenerator<Row[]> {
    let leads = 0;
    let isComplete = false;
    try {
      for (let page = first; ; page = await read(page.nextCursor)) {
        leads += page.rows.length;
        yield page.rows;
        if (!page.nextCursor) break;
      }
      isComplete = true;
    } finally {
      // Whoever leaves in the middle has what was sent until then.
      await inOrg(actor, async (scope) => {
        await scope.record('leads.exported', { type: 'lead_export', id: newId() }, { format, leads, isComplete, columns: first.columns.map(({ heading }) => heading), filters: filtersIn(narrowing) });
      });
    }
  }
  const columns = first.columns;
  const bytes = format === 'csv' ? csv(columns, pages()) : workbook('Leads', columns.map(({ heading, kind }) => ({ heading, kind: kind === 'phone' ? 'text' : kind })), pages());
  return { name: `Leads ${first.today}.${format}`, mediaType: mediaTypes[format], content: Readable.from(bytes) };
}

const cellKinds: { readonly [kind in ExportColumn['kind']]?: CellKind } = { phone: 'phone', number: 'number', amount: 'number' };

const rowOf = (lead: { [index: string]: unknown }, columns: readonly ExportColumn[]): Row => columns.map(({ write, kind }, index) => {
  const text = write(lead[index] ?? null);
  return text === null ? null : guardedCell(text, cellKinds[kind]);
});

/** With the mark by which Excel knows UTF-8, and the ends of lines that RFC 4180 asks for. */
async function* csv(columns: readonly ExportColumn[], pages: AsyncIterable<Row[]>): AsyncGenerator<string> {
  yield stringify([columns.map(({ heading }) => guardedCell(heading))], { bom: true, record_delimiter: 'windows' });
  for await (const rows of pages) if (rows.length > 0) yield stringify(rows, { record_delimiter: 'windows' });
}
