import { createValue, type ColumnMapping, type ImportPlan, type OnDuplicate, type StartedImport, type ValueMapping } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { startJob, undoJob } from '../jobs/index.ts';
import { loadCatalogue } from '../leads/index.ts';
import { ImportBegun, ImportUnchecked } from './import.errors.ts';
import { importFields, plain } from './import-fields.ts';

interface LockedImport {
  fileName: string;
  total: number;
  columns: { name: string }[];
  mapping: ColumnMapping;
  values: ValueMapping;
  onDuplicate: OnDuplicate;
  checkState: string | null;
  runJobId: string | null;
}

/** An import that somebody may see, held until the end of the transaction. Throws a 404. */
async function lockImport({ rows, organizationId, actor }: Scope, id: string): Promise<LockedImport> {
  const [found] = await rows<LockedImport>(
    `select i.file_name as "fileName", i.total, i.columns, i.mapping, i.value_mapping as "values", i.on_duplicate as "onDuplicate", i.run_job_id as "runJobId",
            (select j.state from jobs j where j.organization_id = $1 and j.id = i.check_job_id) as "checkState"
       from imports i where i.organization_id = $1 and i.id = $2 and i.total is not null and ($3::uuid is null or i.created_by_id = $3) for update`,
    [organizationId, id, ownImports(actor)]);
  if (!found) throw new NotFound('import');
  return found;
}

/** Whose imports somebody sees: an admin everybody's. */
export const ownImports = ({ role, grants, userId }: Scope['actor']): string | null => (!role || grants['leads:import'] === 'all' ? null : userId);

/** Keeps what becomes of columns and values, and looks through the file anew. */
export async function startCheck(scope: Scope, id: string, plan: ImportPlan): Promise<StartedImport> {
  const imported = await lockImport(scope, id);
  if (imported.runJobId) throw new ImportBegun();
  await keepPlan(scope, id, imported, plan);
  const jobId = await startJob(scope, {
    kind: 'lead_import_check', title: `Looking through ${imported.fileName}`, href: `/leads/import/${id}`, permission: 'leads:import', isListed: false,
    total: imported.total, input: { importId: id },
  });
  await scope.rows('update imports set check_job_id = $3, counts = null where organization_id = $1 and id = $2', [scope.organizationId, id, jobId]);
  return { importId: id, jobId };
}

/** Runs it, once. */
export async function startRun(scope: Scope, id: string, plan: ImportPlan = {}): Promise<StartedImport> {
  const imported = await lockImport(scope, id);
  if (imported.runJobId) throw new ImportBegun();
  if (imported.checkState === 'queued' || imported.checkState === 'running') throw new ImportUnchecked();
  const { values } = await keepPlan(scope, id, imported, plan);
  await makeValues(scope, id, values);
  const jobId = await startJob(scope, {
    kind: 'lead_import', title: `Import of ${imported.fileName}`, href: `/leads/import/${id}`, permission: 'leads:import', total: imported.total, input: { importId: id },
  });
  await scope.rows('update imports set run_job_id = $3, counts = null where organization_id = $1 and id = $2', [scope.organizationId, id, jobId]);
  return { importId: id, jobId };
}

export async function undoImport(scope: Scope, id: string): Promise<StartedImport> {
  const { runJobId } = await lockImport(scope, id);
  if (!runJobId) throw new ImportUnchecked();
  return { importId: id, jobId: await undoJob(scope, runJobId) };
}

/** Throws a 422 for a column that is not in the file, a field that is not there, and two columns that go to one field. */
async function keepPlan(scope: Scope, id: string, imported: LockedImport, plan: ImportPlan): Promise<{ values: ValueMapping }> {
  const mapping = { ...imported.mapping, ...plan.mapping };
  const values = plan.values ?? imported.values;
  const fields = new Set(importFields(await loadCatalogue(scope)).map(({ name }) => name));
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
  if (problems.length === 0 && !['name', 'companyName', 'contactName', 'phone', 'email', 'number', 'externalReference'].some((field) => taken.has(field))) {
    problems.push({ pointer: '/mapping', detail: 'Say which column is the name, company, phone, email or number: nothing else says which lead a row is.' });
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  await scope.rows(
    'update imports set mapping = $3, value_mapping = $4, on_duplicate = $5 where organization_id = $1 and id = $2',
    [scope.organizationId, id, JSON.stringify(mapping), JSON.stringify(values), plan.onDuplicate ?? imported.onDuplicate]);
  return { values };
}

/** Sources and tags that were asked for are made, and stand in the mapping from then on. */
async function makeValues(scope: Scope, id: string, values: ValueMapping): Promise<void> {
  const made: ValueMapping = structuredClone(values);
  const { organizationId, now } = scope;
  const { sources } = await loadCatalogue(scope);
  for (const [field, of] of Object.entries(made)) {
    for (const [word, target] of Object.entries(of)) {
      if (target !== createValue) continue;
      if (field === 'tags') {
        const tagId = newId();
        await insertRow(scope, 'tags', { organizationId, id: tagId, name: word.slice(0, 40), color: 'gray', position: 1000, createdAt: now, updatedAt: now }, { orNothing: true });
        const [tag] = await scope.rows<{ id: string }>('select id from tags where organization_id = $1 and lower(name) = lower($2)', [organizationId, word.slice(0, 40)]);
        of[word] = tag!.id;
      } else if (field === 'source') {
        const letters = plain(word).replace(/[^a-z0-9]/g, '');
        const code = (/^[a-z].+/.test(letters) ? letters : `source${letters}`).slice(0, 40);
        if (!sources.has(code)) await insertSource(scope, code, word);
        of[word] = code;
      } else of[word] = null;
    }
  }
  await scope.rows('update imports set value_mapping = $3 where organization_id = $1 and id = $2', [organizationId, id, JSON.stringify(made)]);
}

async function insertSource({ rows, organizationId, now }: Scope, code: string, name: string): Promise<void> {
  await rows(
    `insert into lead_sources (organization_id, id, code, name, position, created_at)
     select $1, $2, $3, $4, coalesce(max(position), 0) + 1, $5 from lead_sources where organization_id = $1
     on conflict do nothing`, [organizationId, newId(), code, name.slice(0, 80), now]);
}
