import type { DateOrders, Import, ImportState, ImportSummary, Input, listImports } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { dateOrdersOf, datesShown, usualOrder, type DatedColumn } from './date-order.ts';
import { ownImports, type ImportNoun } from './import-noun.ts';
import { importedBefore } from './imported-before.ts';
import type { MadeValue } from './made-values.ts';

interface Row extends Omit<ImportSummary, 'state' | 'canUndo' | 'jobId'> {
  checkState: string | null;
  runState: string | null;
  undoState: string | null;
  checkJobId: string | null;
  runJobId: string | null;
  undoJobId: string | null;
  undoableUntil: string | null;
}

const columns = `i.id, i.noun, i.file_name as "fileName", i.total, i.counts, i.created_by_id as "createdById", i.created_by_name as "createdByName",
  ${instant('i.created_at')} as "createdAt", ${instant('r.finished_at')} as "finishedAt", c.state as "checkState", r.state as "runState", u.state as "undoState",
  i.check_job_id as "checkJobId", i.run_job_id as "runJobId", u.id as "undoJobId", ${instant('r.undoable_until')} as "undoableUntil"`;
const joined = `imports i
  left join jobs c on c.organization_id = $1 and c.id = i.check_job_id
  left join jobs r on r.organization_id = $1 and r.id = i.run_job_id
  left join jobs u on u.organization_id = $1 and u.undo_of_id = i.run_job_id`;

const isActive = (state: string | null) => state === 'queued' || state === 'running';

function stateOf({ checkState, runState, undoState }: Row): ImportState {
  if (undoState) return isActive(undoState) ? 'undoing' : undoState === 'done' ? 'undone' : 'undo_failed';
  if (runState) return isActive(runState) ? 'running' : runState === 'done' ? 'done' : 'failed';
  return isActive(checkState) ? 'checking' : checkState === 'done' ? 'checked' : 'check_failed';
}

function summaryOf({ now }: Scope, row: Row): ImportSummary {
  const { checkState: _c, runState: _r, undoState: _u, checkJobId, runJobId, undoJobId, undoableUntil, ...rest } = row;
  const inTime = undoableUntil !== null && new Date(undoableUntil) > now;
  return { ...rest, state: stateOf(row), jobId: undoJobId ?? runJobId ?? checkJobId, canUndo: inTime && (!row.undoState || row.undoState === 'failed') };
}

export async function importList(scope: Scope, noun: ImportNoun, { limit = 50, cursor }: NonNullable<Input<typeof listImports>['query']>) {
  const found = await scope.rows<Row>(
    `select ${columns} from ${joined} where i.organization_id = $1 and i.noun = $5 and i.total is not null and ($2::uuid is null or i.created_by_id = $2) and ($3::uuid is null or i.id < $3)
      order by i.id desc limit $4`, [scope.organizationId, ownImports(scope.actor, noun), cursor ? decodeCursor(cursor, ['uuid'])[0] : null, limit + 1, noun.noun]);
  const shown = found.slice(0, limit);
  return { data: shown.map((row) => summaryOf(scope, row)), nextCursor: found.length > limit ? encodeCursor([shown.at(-1)!.id]) : null };
}

type More = Pick<Import, 'format' | 'encoding' | 'delimiter' | 'columns' | 'mapping' | 'values' | 'onDuplicate' | 'unknownValues' | 'preview' | 'keptCount'> & { made: MadeValue[]; columns: DatedColumn[]; dateOrders: DateOrders };

export async function importView(scope: Scope, noun: ImportNoun, id: string): Promise<Import> {
  const [found] = await scope.rows<Row & More>(
    `select ${columns}, i.format, i.encoding, i.delimiter, i.columns, i.mapping, i.value_mapping as "values", i.on_duplicate as "onDuplicate",
            i.unknown_values as "unknownValues", i.preview, i.date_orders as "dateOrders", u.failed as "keptCount", i.made
       from ${joined} where i.organization_id = $1 and i.id = $2 and i.noun = $4 and i.total is not null and ($3::uuid is null or i.created_by_id = $3)`,
    [scope.organizationId, id, ownImports(scope.actor, noun), noun.noun]);
  if (!found) throw new NotFound('import');
  const known = await noun.fields(scope, { toRead: true });
  const fields = known.map(({ name, label, choices }) => ({ name, label, choices }));
  const { dateOrders, ...rest } = found;
  const ofDays = new Set(known.filter(({ isOfDays }) => isOfDays).map(({ name }) => name));
  const orders = dateOrdersOf(found.columns, dateOrders, usualOrder(await organizationSettings(scope)));
  const dates = datesShown(found.columns, orders, (column) => ofDays.has(found.mapping[column] ?? ''));
  const columnsShown = (found.columns as Import['columns']).map(({ name, samples }) => ({ name, samples }));
  const made = found.made.map(({ kind, name, isGone }) => ({ kind, name, isGone }));
  // Of imports that were looked through before there was such a thing it is not kept.
  const preview = found.preview.map((row) => ({ ...row, read: row.read ?? {} }));
  return { ...summaryOf(scope, rest), columns: columnsShown, dates, made, preview, fields, importedBefore: await importedBefore(scope, noun, id) } as Import;
}
