import { standardLeadFields } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { snakeCase } from '../../core/relation.ts';
import { itemCategories, leadFields, leadSources, pipelines, signupWidget } from './beginnings.ts';
import { rememberWidget } from './tenant-lookup.ts';

/** Writes what an organization begins with: pipelines, sources, fields, equipment categories and a signup form. */
export async function makeBeginnings(scope: Scope): Promise<void> {
  const newLeads = await makePipelines(scope);
  await insertAll(scope, 'lead_sources', leadSources.map(([code, name], position) => ({ code, name, position })));
  await insertAll(scope, 'lead_fields', leadFields.map(({ name, category }, position) => (
    { name, label: standardLeadFields[name].label, type: standardLeadFields[name].type, category, position, updatedAt: scope.now })));
  await insertAll(scope, 'item_categories', itemCategories.map(([title, deviceType]) => ({ title, deviceType, updatedAt: scope.now })));
  const [widgetId] = await insertAll(scope, 'signup_widgets', [{ ...signupWidget, ...newLeads, updatedAt: scope.now }]);
  await rememberWidget(scope, widgetId!);
}

/** Returns where a new lead goes. */
async function makePipelines(scope: Scope): Promise<{ pipelineId: string; stageId: string }> {
  const pipelineIds = await insertAll(scope, 'pipelines', pipelines.map(({ kind, name }, position) => (
    { kind, name, position, isDefault: true, updatedAt: scope.now })));
  const stageIds = await insertAll(scope, 'stages', pipelines.flatMap(({ stages }, index) =>
    stages.map((stage, position) => ({ ...stage, pipelineId: pipelineIds[index], position, updatedAt: scope.now }))));
  return { pipelineId: pipelineIds[0]!, stageId: stageIds[0]! };
}

/** Inserts rows of one shape in one statement, each with an id of its own, and returns the ids in their order. */
async function insertAll(scope: Scope, table: string, shaped: readonly object[]): Promise<string[]> {
  const ids = shaped.map(() => newId());
  const common = { organizationId: scope.organizationId, createdAt: scope.now };
  const columns = Object.keys({ ...common, id: '', ...shaped[0] }).map(snakeCase).join(', ');
  const records = shaped.map((row, index) => Object.fromEntries(
    Object.entries({ ...common, id: ids[index], ...row }).map(([field, value]) => [snakeCase(field), value])));
  await scope.rows(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(records)]);
  return ids;
}
