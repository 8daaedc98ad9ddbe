import { generateNKeysBetween } from 'fractional-indexing';
import type { Scope } from '../../../core/in-org.ts';
import { takeNumbers } from '../../../core/numbers.ts';
import { insertRows, snakeCase } from '../../../core/rows.ts';
import { searchText } from '../../../core/search-text.ts';
import { customChanges } from '../custom-fields/custom-fields.ts';
import { countingAnew, countMany } from '../finding/lead-counts.ts';
import type { Lead } from '../lead.entity.ts';
import { changeNextStep } from '../next-step.ts';
import { searchTextOf } from '../writing/lead-fields.ts';
import { derived } from '../writing/update-lead.ts';
import type { PlannedLead } from './plan-leads.ts';

type Create = Extract<PlannedLead, { action: 'create' }>;
type Update = Extract<PlannedLead, { action: 'update' }>;

/** What came of a planned lead, with what taking it back needs. */
export interface WrittenLead {
  row: number;
  outcome: 'created' | 'updated' | 'failed';
  leadId: string | null;
  problem: string | null;
  before: LeadBefore | null;
  after: LeadAfter | null;
}

/** Columns as they were; of what hangs on the lead only what was touched. */
export interface LeadBefore { columns: { [field: string]: unknown }; activities?: object[] }
export interface LeadAfter { version: number; columns?: { [field: string]: unknown }; activities?: object[]; tagIds?: readonly string[] }

/** Makes and changes what was planned, with everything that hangs on it, in a few statements whatever their number. `more` is told with every event. */
export async function writeLeads(scope: Scope, planned: readonly PlannedLead[], more: object): Promise<WrittenLead[]> {
  const creates = planned.filter((one): one is Create => one.action === 'create');
  const updates = planned.filter((one): one is Update => one.action === 'update');
  return [...await makeLeads(scope, creates, more), ...await changeLeads(scope, updates, more)];
}

async function makeLeads(scope: Scope, plans: readonly Create[], more: object): Promise<WrittenLead[]> {
  if (plans.length === 0) return [];
  const first = await takeNumbers(scope, 'lead', plans.length);
  await putBelow(scope, plans.map(({ lead }) => lead));
  for (const [index, { lead }] of plans.entries()) {
    lead.number = first + index;
    lead.searchText = await searchTextOf(scope, lead);
  }
  const made = new Set(await insertRows(scope, 'leads', plans.map(({ lead }) => columnsOf(lead)), { orNothing: true }));
  const there = plans.filter(({ lead }) => made.has(lead.id));
  const { organizationId, actor, now } = scope;
  await insertRows(scope, 'lead_tags', there.flatMap(({ lead, tagIds }) => tagIds.map((tagId) => ({ organizationId, leadId: lead.id, tagId, createdAt: now }))));
  await insertRows(scope, 'activities', there.flatMap(({ lead }) => (lead.nextActivityId ? [{
    id: lead.nextActivityId, leadId: lead.id, type: 'task', status: 'planned', subject: lead.followUpNote, dueAt: lead.followUpAt, dueOn: lead.followUpOn,
    isFollowUp: true, searchText: searchText([lead.followUpNote]), createdById: actor.userId, createdAt: now, updatedAt: now, version: 1,
    isInternal: true,
  }] : [])));
  countMany(scope, 1, there.map(({ lead }) => lead.id));
  await scope.recordAll('lead.created', there.map(({ lead: { id, title, source, stageId, ownerId } }) =>
    ({ subject: { type: 'lead', id }, changes: { title, source, stageId, ownerId, ...more } })));
  return plans.map(({ row, lead }): WrittenLead => (made.has(lead.id)
    ? { row, outcome: 'created', leadId: lead.id, problem: null, before: null, after: { version: 1 } }
    : { row, outcome: 'failed', leadId: null, problem: 'A lead with this phone number or external reference is there by now, or was deleted and keeps it.', before: null, after: null }));
}

/** Below what stands in their stages, in their own order: what people work on stays on top. */
async function putBelow({ rows, organizationId }: Scope, leads: readonly Lead[]): Promise<void> {
  for (const [stageId, inStage] of Map.groupBy(leads, (lead) => lead.stageId)) {
    const [lowest] = await rows<{ rank: string }>(
      'select rank from leads where organization_id = $1 and stage_id = $2 and deleted_at is null order by rank desc, id desc limit 1', [organizationId, stageId]);
    const ranks = generateNKeysBetween(lowest?.rank ?? null, null, inStage.length);
    for (const [index, lead] of inStage.entries()) lead.rank = ranks[index]!;
  }
}

/** A lead's columns, without those that are empty: a file fills few of them. */
function columnsOf(lead: Lead): object {
  const columns: { [field: string]: unknown } = {};
  for (const [field, value] of Object.entries(lead)) if (value !== null && value !== undefined && field !== 'converting') columns[field] = value;
  return columns;
}

const stepFields = ['followUpAt', 'followUpOn', 'followUpNote'] as const;

async function changeLeads(scope: Scope, plans: readonly Update[], more: object): Promise<WrittenLead[]> {
  if (plans.length === 0) return [];
  const { organizationId, now } = scope;
  const steps = new Map<Update, { before: object[]; after: object[] }>();
  const changed = new Map<Update, Update['changed']>();
  for (const plan of plans) {
    const own = { ...plan.changed };
    // The next step is written where it is planned, lead by lead: few imports change it.
    if (stepFields.some((field) => field in own)) {
      const before = await activitiesOf(scope, plan.lead.id);
      const { followUpAt, followUpOn = null, followUpNote } = plan.changes;
      const columns = await changeNextStep(scope, { ...plan.lead, ownerId: plan.lead.ownerId }, { at: followUpAt && { at: followUpAt, on: followUpOn }, note: followUpNote });
      for (const field of [...stepFields, 'nextActivityId'] as const) {
        delete own[field];
        const to = columns[field];
        if (to !== undefined && String(to) !== String(plan.lead[field])) own[field] = { from: plan.lead[field], to };
      }
      steps.set(plan, { before, after: await activitiesOf(scope, plan.lead.id) });
    }
    changed.set(plan, own);
  }
  const fields = [...new Set([...changed.values()].flatMap((own) => Object.keys(own)))];
  await countingAnew(scope, plans.map(({ lead }) => lead.id), () => writeColumns(scope, fields, plans.map((plan) => ({
    ...plan.lead, ...Object.fromEntries(Object.entries(changed.get(plan)!).map(([field, { to }]) => [field, to])), updatedAt: now,
  }))));
  await insertRows(scope, 'lead_tags', plans.flatMap(({ lead, tagIds }) => tagIds.map((tagId) => ({ organizationId, leadId: lead.id, tagId, createdAt: now }))));
  await recordChanges(scope, plans.map((plan) => ({ lead: plan.lead, changed: changed.get(plan)! })), more);
  return plans.map((plan) => {
    const own = Object.entries(changed.get(plan)!);
    const step = steps.get(plan);
    return {
      row: plan.row, outcome: 'updated', leadId: plan.lead.id, problem: null,
      before: { columns: { ...Object.fromEntries(own.map(([field, { from }]) => [field, from])), updatedAt: plan.lead.updatedAt }, ...(step ? { activities: step.before } : {}) },
      after: {
        version: plan.lead.version + 1, columns: Object.fromEntries(own.map(([field, { to }]) => [field, to])),
        ...(step ? { activities: step.after } : {}), ...(plan.tagIds.length > 0 ? { tagIds: plan.tagIds } : {}),
      },
    };
  });
}

/** What is planned for a lead, whole rows. */
export async function activitiesOf({ rows, organizationId }: Scope, leadId: string): Promise<object[]> {
  const found = await rows<{ activity: object }>(
    'select to_jsonb(a) as activity from activities a where a.organization_id = $1 and a.lead_id = $2 order by a.id', [organizationId, leadId]);
  return found.map(({ activity }) => activity);
}

/** Writes the same columns of many locked leads, and counts their versions. */
export async function writeColumns({ rowsPlannedAnew, organizationId }: Scope, fields: readonly string[], leads: readonly Partial<Lead>[]): Promise<void> {
  const columns = [...new Set([...fields, 'updatedAt'])];
  const records = leads.map((lead) => ({
    id: lead.id, ...Object.fromEntries(columns.map((field) => [snakeCase(field), lead[field as keyof Lead] ?? null])),
  }));
  await rowsPlannedAnew(
    `update leads l set ${columns.map((field) => `${snakeCase(field)} = r.${snakeCase(field)}`).join(', ')}, version = l.version + 1
       from json_populate_recordset(null::leads, $2) r where l.organization_id = $1 and l.id = r.id`, [organizationId, JSON.stringify(records)]);
}

interface ChangedLead { lead: Lead; changed: { [field: string]: { from: unknown; to: unknown } } }

/** Tells of each lead what is news of it. */
export async function recordChanges(scope: Scope, leads: readonly ChangedLead[], more: object): Promise<void> {
  const events = await Promise.all(leads.map(async ({ lead, changed }) => {
    const { customFields, ...news } = Object.fromEntries(Object.entries(changed).filter(([field]) => !derived.has(field)));
    const custom = customFields && { customFields: await customChanges(scope, customFields.from as Lead['customFields'], customFields.to as Lead['customFields']) };
    return { subject: { type: 'lead', id: lead.id }, changes: { ...news, ...custom, ...more } };
  }));
  await scope.recordAll('lead.updated', events);
}
