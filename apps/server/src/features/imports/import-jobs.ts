import type { ColumnMapping, DateOrders, OnDuplicate, ValueMapping } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { JobCannotGoOn, stateKnownAgain, type DoneRow, type JobKind, type RowRange, type RowResult, type RunningJob } from '../jobs/index.ts';
import { loadCatalogue, planLeads, takeBackLeads, writeLeads, type LeadAfter, type LeadBefore, type LeadToWrite, type PlannedLead } from '../leads/index.ts';
import { dateOrdersOf, ordersToRemember, usualOrder, type DatedColumn } from './date-order.ts';
import { fileRows } from './import-pages.ts';
import { cellsShown, keepPreview } from './import-preview.ts';
import { decimalSignOf } from './read-number.ts';
import { headingOf, rowReader, type CellProblem } from './read-row.ts';
import { leadShown } from './lead-preview.ts';
import { takeBackMade } from './made-values.ts';
import { readRows } from './read-rows.ts';
import type { Reading } from './reading.ts';
import { headingsOf } from './receive-import.ts';

interface Told { importId: string }
type Job = RunningJob<Told>;

/** Looks through a file and tells what would come of it; nothing but that is written. */
export const checkKind: JobKind<Told> = {
  kind: 'lead_import_check',
  batchSize: 2000,
  needlessBy: laterCheck,
  run: (scope, job, range) => batch(scope, job, range, { writes: false }),
  finish: (scope, job) => conclude(scope, job),
};

export const importKind: JobKind<Told> = {
  kind: 'lead_import',
  batchSize: 2000,
  fills: ['leads', 'lead_scores', 'lead_tags', 'activities', 'events', 'job_results'],
  undoableFor: { hours: 30 * 24 },
  run: (scope, job, range) => batch(scope, job, range, { writes: true }),
  async finish(scope, job) {
    await conclude(scope, job);
    await rememberMapping(scope, 'leads', job.input.importId);
  },
  undo: takeBack,
  undone: (scope, { input: { importId } }) => takeBackMade(scope, importId),
};

interface ImportRow { columns: DatedColumn[]; delimiter: string | null; mapping: ColumnMapping; values: ValueMapping; dateOrders: DateOrders; onDuplicate: OnDuplicate }

export async function importOf({ rows, organizationId }: Scope, id: string): Promise<ImportRow> {
  const [found] = await rows<ImportRow>(
    'select columns, delimiter, mapping, value_mapping as "values", date_orders as "dateOrders", on_duplicate as "onDuplicate" from imports where organization_id = $1 and id = $2', [organizationId, id]);
  if (!found) throw new JobCannotGoOn('The import is gone.');
  return found;
}

/** Each change of what becomes of columns and values has the file looked through anew; nobody waits for those before it. */
export async function laterCheck({ rows, organizationId }: Scope, { id, input: { importId } }: Pick<Job, 'id' | 'input'>): Promise<string | null> {
  const [imported] = await rows<{ checkJobId: string }>('select check_job_id as "checkJobId" from imports where organization_id = $1 and id = $2', [organizationId, importId]);
  return imported && imported.checkJobId !== id ? 'The file is looked through anew, as something else is to become of its columns or values.' : null;
}

async function batch(scope: Scope, job: Job, { from, to }: RowRange, { writes }: { writes: boolean }): Promise<RowResult[]> {
  const { importId } = job.input;
  const { columns, delimiter, mapping, values, dateOrders, onDuplicate } = await importOf(scope, importId);
  const found = await fileRows(scope, importId, { from, to });
  const catalogue = await loadCatalogue(scope);
  const { country, locale } = await organizationSettings(scope);
  const orders = dateOrdersOf(columns, dateOrders, usualOrder({ country, locale }));
  const reading: Reading = { columns, mapping, values, catalogue, country, timezone: scope.actor.timezone, decimalSign: decimalSignOf(locale), dateOrders: orders };
  const read = readRows(job, { columns, delimiter }, found, rowReader(reading));
  const leads = read.flatMap((one): LeadToWrite[] => ('lead' in one ? [one.lead] : []));
  const earlier = await earlierRows(scope, job.id, from);
  const planned = await planLeads(scope, leads, { onDuplicate, earlier, isTrial: !writes });
  const headings = new Map(Object.entries(mapping).flatMap(([heading, field]) => (field ? [[field, heading] as const] : [])));
  const shown = cellsShown({ columns, mapping });
  const file: File = { headings, cell: (row, field) => shown(found[row - from]!.cells)[headings.get(field) ?? ''] };
  const results = writes ? await written(scope, planned, file, importId) : planned.map((plan) => resultOf(plan, file));
  results.push(...read.flatMap((one): RowResult[] => ('blank' in one ? [{ row: one.row, ok: true, outcome: 'skipped' }] : 'errors' in one ? [refusedRow(one.row, one.errors)] : [])));
  keepKeys(scope, job, earlier, to, results);
  if (from === 1 && !writes) await keepPreview(scope, job, { columns, mapping }, found, results, leadShown(reading));
  return results;
}

const refusedRow = (row: number, errors: CellProblem[]): RowResult =>
  ({ row, ok: false, outcome: 'failed', problem: errors.map(({ field, detail }) => `${field}: ${detail}`).join(' ').slice(0, 1000), errors });

interface File {
  /** By field, which column it comes from. */
  headings: ReadonlyMap<string, string>;
  /** What stands in the file for a field. */
  cell(row: number, field: string): string | undefined;
}

/** What is known, but not in use any more, can be said to mean something else. */
const chosen: { readonly [pointer: string]: string } = { '/ownerId': 'owner', '/source': 'source' };

function resultOf(plan: PlannedLead, { headings, cell }: File): RowResult {
  const { row, keys } = plan;
  switch (plan.action) {
    case 'create': return { row, ok: true, outcome: 'created', keys, problem: plan.hint ?? null };
    case 'update': return { row, ok: true, outcome: 'updated', keys, recordId: plan.lead.id };
    case 'unchanged': return { row, ok: true, outcome: 'unchanged', keys, recordId: plan.leadId };
    case 'skip': return { row, ok: true, outcome: 'skipped', recordId: plan.leadId, problem: plan.problem };
    case 'refuse': return plan.errors.length > 0
      ? refusedRow(row, plan.errors.map(({ pointer, detail }) => {
        const of = chosen[pointer];
        const value = of && cell(row, of);
        return { field: headingOf(pointer, headings), detail, ...(value ? { of, value } : {}) };
      }))
      : { row, ok: false, outcome: 'failed', problem: plan.problem };
  }
}

async function written(scope: Scope, planned: readonly PlannedLead[], file: File, importId: string): Promise<RowResult[]> {
  const done = new Map((await writeLeads(scope, planned, { importId })).map((one) => [one.row, one]));
  return planned.map((plan): RowResult => {
    const one = done.get(plan.row);
    if (!one) return resultOf(plan, file);
    const { outcome, leadId, problem, before, after } = one;
    return { row: plan.row, ok: outcome !== 'failed', outcome, recordId: leadId, problem, before, after, keys: outcome === 'failed' ? [] : plan.keys };
  });
}

/** By a job's id what its rows up to one of them are known by: asked of the database anew only where another worker did the batch before. */
const knownKeys = new Map<string, { upTo: number; rows: Map<string, number> }>();
const mostJobs = 4;

/** Which rows of earlier batches mean one of these leads. */
async function earlierRows({ rows, organizationId }: Scope, jobId: string, from: number): Promise<ReadonlyMap<string, number>> {
  const known = knownKeys.get(jobId);
  if (known?.upTo === from - 1) return known.rows;
  if (from === 1) return new Map();
  const found = await rows<{ key: string; row: number }>(
    'select unnest(r.keys) as key, r.row from job_results r where r.organization_id = $1 and r.job_id = $2 and r.row < $3 order by r.row', [organizationId, jobId, from]);
  return new Map(found.map(({ key, row }) => [key, row]));
}

/** Kept for the next batch, if this one commits. */
function keepKeys({ afterCommit }: Scope, { id, total }: Job, earlier: ReadonlyMap<string, number>, to: number, results: readonly RowResult[]): void {
  afterCommit(() => {
    knownKeys.delete(id);
    if (to === total) return;
    const rows = earlier as Map<string, number>;
    for (const { row, keys } of results) for (const key of keys ?? []) rows.set(key, row);
    if (knownKeys.size >= mostJobs) knownKeys.delete(knownKeys.keys().next().value!);
    knownKeys.set(id, { upTo: to, rows });
  });
}

/** What came of all rows together, and the values that nothing here is called like. */
export async function conclude({ rows, organizationId }: Scope, { id, input: { importId } }: Pick<Job, 'id' | 'input'>): Promise<void> {
  await rows(
    `update imports i set counts = c.counts, unknown_values = u.found
       from (select json_build_object(
               'new', count(*) filter (where r.outcome = 'created'), 'updated', count(*) filter (where r.outcome = 'updated'),
               'unchanged', count(*) filter (where r.outcome = 'unchanged'), 'duplicates', count(*) filter (where r.outcome = 'skipped' and r.problem is not null),
               'errors', count(*) filter (where not r.ok), 'likely', count(*) filter (where r.outcome = 'created' and r.problem is not null)) as counts
               from job_results r where r.organization_id = $1 and r.job_id = $3) c,
            (select coalesce(json_agg(json_build_object('field', v.field, 'value', v.value, 'rows', v.rows)), '[]') as found from (
               select e ->> 'of' as field, e ->> 'value' as value, count(*) as rows from job_results r, jsonb_array_elements(r.errors) e
                where r.organization_id = $1 and r.job_id = $3 and e ? 'value' group by 1, 2 order by 3 desc, 1, 2 limit 200) v) u
      where i.organization_id = $1 and i.id = $2 and $3 in (i.check_job_id, i.run_job_id)`, [organizationId, importId, id]);
}

/** The next file with the same headings is offered what was done with this one. */
export async function rememberMapping(scope: Scope, noun: string, importId: string): Promise<void> {
  const { columns, mapping, values, dateOrders } = await importOf(scope, importId);
  await scope.rows(
    `insert into import_mappings (organization_id, noun, headings, mapping, value_mapping, date_orders, updated_at) values ($1, $6, $2, $3, $4, $7, $5)
     on conflict (organization_id, noun, headings) do update
       set mapping = excluded.mapping, value_mapping = excluded.value_mapping, date_orders = excluded.date_orders, updated_at = excluded.updated_at`,
    [scope.organizationId, headingsOf(columns), JSON.stringify(mapping), JSON.stringify(values), scope.now, noun, JSON.stringify(ordersToRemember(columns, dateOrders))]);
}

async function takeBack(scope: Scope, job: Job, done: readonly DoneRow[]): Promise<RowResult[]> {
  const leads = done.map(({ row, recordId, before, after }) => ({ row, leadId: recordId, before: before as LeadBefore | null, after: after as LeadAfter }));
  const back = await takeBackLeads(scope, leads, { importId: job.input.importId, undone: true });
  await stateKnownAgain(scope, back.flatMap(({ row, leadId, version }) => {
    const after = leads.find((lead) => lead.row === row)!.after;
    // Only where nothing else happened to the lead in between it is now as whoever made it left it.
    return version === after.version + 1 ? [{ recordId: leadId, before: after.version - 1, version }] : [];
  }));
  return back.map(({ row, leadId, outcome, problem }) => ({ row, recordId: leadId, ok: outcome !== 'kept', outcome, problem }));
}
