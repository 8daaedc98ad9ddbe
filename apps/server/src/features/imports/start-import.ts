import type { ColumnMapping, DateOrders, ImportPlan, OnDuplicate, StartedImport, ValueMapping } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { startJob, undoJob } from '../jobs/index.ts';
import { ImportBegun, ImportedBefore, ImportUnchecked } from './import.errors.ts';
import { importedBefore } from './imported-before.ts';
import { ownImports, type ImportNoun } from './import-noun.ts';

interface LockedImport {
  fileName: string;
  total: number;
  columns: { name: string }[];
  mapping: ColumnMapping;
  values: ValueMapping;
  onDuplicate: OnDuplicate;
  dateOrders: DateOrders;
  checkState: string | null;
  runJobId: string | null;
}

/** An import that somebody may see, held until the end of the transaction. Throws a 404. */
async function lockImport({ rows, organizationId, actor }: Scope, noun: ImportNoun, id: string): Promise<LockedImport> {
  const [found] = await rows<LockedImport>(
    `select i.file_name as "fileName", i.total, i.columns, i.mapping, i.value_mapping as "values", i.on_duplicate as "onDuplicate", i.date_orders as "dateOrders", i.run_job_id as "runJobId",
            (select j.state from jobs j where j.organization_id = $1 and j.id = i.check_job_id) as "checkState"
       from imports i where i.organization_id = $1 and i.id = $2 and i.noun = $4 and i.total is not null and ($3::uuid is null or i.created_by_id = $3) for update`,
    [organizationId, id, ownImports(actor, noun), noun.noun]);
  if (!found) throw new NotFound('import');
  return found;
}

/** Keeps what becomes of columns and values, and looks through the file anew. */
export async function startCheck(scope: Scope, noun: ImportNoun, id: string, plan: ImportPlan): Promise<StartedImport> {
  const imported = await lockImport(scope, noun, id);
  if (imported.runJobId) throw new ImportBegun();
  await keepPlan(scope, noun, id, imported, plan);
  const jobId = await startJob(scope, {
    kind: noun.kinds.check, title: `Looking through ${imported.fileName}`, href: noun.href(id), permission: noun.permission, isListed: false,
    total: imported.total, input: { importId: id },
  });
  await scope.rows('update imports set check_job_id = $3, counts = null where organization_id = $1 and id = $2', [scope.organizationId, id, jobId]);
  return { importId: id, jobId };
}

/** Runs it, once. Throws {@link ImportedBefore} where it would count twice and nobody said that it is to. */
export async function startRun(scope: Scope, noun: ImportNoun, id: string, plan: ImportPlan = {}, { again = false } = {}): Promise<StartedImport> {
  const imported = await lockImport(scope, noun, id);
  if (imported.runJobId) throw new ImportBegun();
  if (imported.checkState === 'queued' || imported.checkState === 'running') throw new ImportUnchecked();
  if (noun.countsTwice && !again) {
    const before = await importedBefore(scope, noun, id, { alone: true });
    if (before) throw new ImportedBefore(before);
  }
  const kept = await keepPlan(scope, noun, id, imported, plan);
  await noun.makeValues?.(scope, id, kept);
  const jobId = await startJob(scope, {
    kind: noun.kinds.run, title: `Import of ${imported.fileName}`, href: noun.href(id), permission: noun.permission, total: imported.total, input: { importId: id },
  });
  await scope.rows('update imports set run_job_id = $3, counts = null where organization_id = $1 and id = $2', [scope.organizationId, id, jobId]);
  return { importId: id, jobId };
}

export async function undoImport(scope: Scope, noun: ImportNoun, id: string): Promise<StartedImport> {
  const { runJobId } = await lockImport(scope, noun, id);
  if (!runJobId) throw new ImportUnchecked();
  return { importId: id, jobId: await undoJob(scope, runJobId) };
}

/** Throws a 422 for a column that is not in the file, a field that is not there, and two columns that go to one field. */
async function keepPlan(scope: Scope, noun: ImportNoun, id: string, imported: LockedImport, plan: ImportPlan): Promise<{ mapping: ColumnMapping; values: ValueMapping }> {
  const mapping = { ...imported.mapping, ...plan.mapping };
  const values = plan.values ?? imported.values;
  const fields = new Set((await noun.fields(scope)).map(({ name }) => name));
  const pointerTo = (column: string) => `/mapping/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const taken = new Map<string, string>();
  const problems = Object.entries(mapping).flatMap(([column, field]) => {
    if (!imported.columns.some(({ name }) => name === column)) return [{ pointer: pointerTo(column), detail: 'There is no such column in the file.' }];
    if (field === null) return [];
    if (!fields.has(field)) return [{ pointer: pointerTo(column), detail: `There is no field ${field.slice(0, 60)}.` }];
    const other = taken.get(field);
    taken.set(field, column);
    return other === undefined ? [] : [{ pointer: pointerTo(column), detail: `${other} goes to this field already.` }];
  });
  const complaint = problems.length === 0 ? noun.complaint(new Set(taken.keys())) : null;
  if (complaint) problems.push({ pointer: '/mapping', detail: complaint });
  if (problems.length > 0) throw new InvalidFields(problems);
  await scope.rows(
    'update imports set mapping = $3, value_mapping = $4, on_duplicate = $5, date_orders = $6 where organization_id = $1 and id = $2',
    [scope.organizationId, id, JSON.stringify(mapping), JSON.stringify(values), plan.onDuplicate ?? imported.onDuplicate, JSON.stringify({ ...imported.dateOrders, ...plan.dateOrders })]);
  return { mapping, values };
}
