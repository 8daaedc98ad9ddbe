import { Readable } from 'node:stream';
import type { ColumnMapping, DateOrder, DateOrders } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import { csvLines } from '../../core/csv.ts';
import type { InOrg, Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { NotFound } from '../../core/problems.ts';
import { guardedCell, type CellKind } from '../../core/spreadsheet.ts';
import { textOfCell, type Cell } from './cell.ts';
import { certainDay, dateOrdersOf, usualOrder, type DatedColumn } from './date-order.ts';
import { ownImports, type ImportNoun } from './import-noun.ts';
import { failedRows, pageStarts } from './import-pages.ts';

/** The rows with a problem as they were sent, with what is wrong in one more column: to be corrected and sent again. */
export async function errorsFile(inOrg: InOrg, actor: Actor, noun: ImportNoun, id: string): Promise<{ name: string; content: Readable }> {
  const { fileName, columns, mapping, jobId, orderOf } = await inOrg(actor, (scope) => whatIsSent(scope, noun, id), { readOnly: true });
  const kept = columns.flatMap(({ name }, index) => (name === errorColumn ? [] : [{ name, index, kind: noun.cellKind(mapping[name]), order: orderOf(name) }]));

  async function* lines(): AsyncGenerator<string> {
    yield csvLines([[...kept.map(({ name }) => guardedCell(name)), errorColumn]], { areFirst: true });
    for (const firstRow of await inOrg(actor, (scope) => pageStarts(scope, id), { readOnly: true })) {
      const rows = await inOrg(actor, (scope) => failedRows(scope, { importId: id, firstRow, jobId }), { readOnly: true });
      if (rows.length > 0) yield csvLines(rows.map(({ cells, problem }) => [
        ...kept.map(({ index, kind, order }) => guardedCell(certainText(cells[index], kind, order), kind)), guardedCell(problem),
        // Sent back as they are, these are beyond the heading again.
        ...cells.slice(columns.length).map((cell) => guardedCell(textOfCell(cell))),
      ]));
    }
  }
  const name = `${fileName.replace(/\.(csv|xlsx|txt|tsv)$/i, '')} errors.csv`;
  return { name, content: Readable.from(lines()) };
}

async function whatIsSent(scope: Scope, noun: ImportNoun, id: string) {
  const { rows, organizationId, actor } = scope;
  const [imported] = await rows<{ fileName: string; columns: DatedColumn[]; mapping: ColumnMapping; dateOrders: DateOrders; jobId: string | null }>(
    `select file_name as "fileName", columns, mapping, date_orders as "dateOrders", coalesce(run_job_id, check_job_id) as "jobId" from imports
      where organization_id = $1 and id = $2 and noun = $4 and total is not null and ($3::uuid is null or created_by_id = $3)`, [organizationId, id, ownImports(actor, noun), noun.noun]);
  if (!imported?.jobId) throw new NotFound('import');
  const ofDays = new Set((await noun.fields(scope, { toRead: true })).filter(({ isOfDays }) => isOfDays).map(({ name }) => name));
  const orders = dateOrdersOf(imported.columns, imported.dateOrders, usualOrder(await organizationSettings(scope)));
  const orderOf = (column: string): DateOrder | null => (ofDays.has(imported.mapping[column] ?? '') ? orders[column]! : null);
  return { ...imported, jobId: imported.jobId, orderOf };
}

/**
 * What a cell says, so that nobody reads it otherwise: days as their column was read, and a number of a workbook with a zero more where its text would be a guess,
 * as that of 1.125, which is thousands in some languages.
 */
function certainText(cell: Cell | undefined, kind: CellKind, order: DateOrder | null): string {
  const text = textOfCell(cell);
  if (order) return certainDay(text, order);
  return kind === 'number' && typeof cell === 'number' && /\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** Sent back with its rows, it is left out by itself. */
const errorColumn = 'Error';
