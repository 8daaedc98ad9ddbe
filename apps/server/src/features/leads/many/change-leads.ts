import type { EventType, Scope } from '../../../core/in-org.ts';
import { differences } from '../../../core/records.ts';
import { relationOf, snakeCase } from '../../../core/relation.ts';
import { insertRows } from '../../../core/rows.ts';
import { customChanges } from '../custom-fields/custom-fields.ts';
import { noteStays } from '../figures/note-figures.ts';
import { countingAnew } from '../finding/lead-counts.ts';
import type { Lead } from '../lead.entity.ts';
import type { StepColumns } from '../next-step.ts';
import { derived } from '../writing/update-lead.ts';
import { writeSteps, type KeptActivity, type StepChanging } from './planned-activities.ts';
import type { ChangedFields } from './planned-lead.ts';

/** A change of a locked lead among many. */
export interface LeadChange extends StepChanging {
  row: number;
  /** Tags it gets, and those it has no longer. */
  tagIds: readonly string[];
  removedTagIds?: readonly string[];
  /** What is told of it; without, which fields were changed. */
  event?: { type: EventType; changes: object };
}

/** Columns and tags as they were; of what hangs on the lead only what was touched. */
export interface LeadBefore { columns: { [field: string]: unknown }; activities?: KeptActivity[]; tagIds?: readonly string[] }
export interface LeadAfter { version: number; columns?: { [field: string]: unknown }; activities?: KeptActivity[]; tagIds?: readonly string[] }

export interface ChangedLead {
  row: number;
  outcome: 'updated';
  leadId: string;
  problem: null;
  before: LeadBefore;
  after: LeadAfter;
}

/** Writes changes of many locked leads with all that follows from them: counts and figures, stays in stages, and an event for each. */
export async function changeLeads(scope: Scope, plans: readonly LeadChange[], more: object): Promise<ChangedLead[]> {
  if (plans.length === 0) return [];
  const { organizationId, now } = scope;
  const steps = await writeSteps(scope, plans);
  const changed = new Map(plans.map((plan) => [plan, withStep(plan, steps.get(plan)?.columns)]));
  const fields = [...new Set([...changed.values()].flatMap((own) => Object.keys(own)))];
  await countingAnew(scope, plans.map(({ lead }) => lead.id), () => writeColumns(scope, fields, plans.map((plan) => ({
    ...plan.lead, ...Object.fromEntries(Object.entries(changed.get(plan)!).map(([field, { to }]) => [field, to])), updatedAt: now,
  }))));
  noteStaysLeft(scope, plans.filter((plan) => changed.get(plan)!.stageId).map(({ lead }) => lead));
  await insertRows(scope, 'lead_tags', plans.flatMap(({ lead, tagIds }) => tagIds.map((tagId) => ({ organizationId, leadId: lead.id, tagId, createdAt: now }))));
  await removeTags(scope, plans.map(({ lead, removedTagIds = [] }) => ({ leadId: lead.id, tagIds: removedTagIds })));
  for (const [type, told] of Map.groupBy(plans.filter(({ event }) => event), ({ event }) => event!.type)) {
    await scope.recordAll(type, told.map(({ lead, event }) => ({ subject: { type: 'lead', id: lead.id }, changes: { ...event!.changes, ...more } })));
  }
  await recordChanges(scope, plans.filter(({ event }) => !event).map((plan) => ({ lead: plan.lead, changed: changed.get(plan)! })), more);
  return plans.map((plan) => {
    const own = Object.entries(changed.get(plan)!);
    const step = steps.get(plan);
    const { tagIds, removedTagIds = [] } = plan;
    return {
      row: plan.row, outcome: 'updated', leadId: plan.lead.id, problem: null,
      before: {
        columns: { ...Object.fromEntries(own.map(([field, { from }]) => [field, from])), updatedAt: plan.lead.updatedAt },
        ...(step ? { activities: step.before } : {}), ...(removedTagIds.length > 0 ? { tagIds: removedTagIds } : {}),
      },
      after: {
        version: plan.lead.version + 1, columns: Object.fromEntries(own.map(([field, { to }]) => [field, to])),
        ...(step ? { activities: step.after } : {}), ...(tagIds.length > 0 ? { tagIds } : {}),
      },
    };
  });
}

/** What is changed of a lead, with its next step as it came to be. */
function withStep({ lead, changed }: LeadChange, columns: Partial<StepColumns> | undefined): ChangedFields {
  if (!columns) return changed;
  const { followUpAt: _a, followUpOn: _o, followUpNote: _n, ...others } = changed;
  return { ...others, ...differences({ ...lead } as StepColumns, columns) };
}

/** Call it after they were counted: what is noted here adds its own figures. */
function noteStaysLeft(scope: Scope, leads: readonly Lead[]): void {
  for (const [stageId, left] of Map.groupBy(leads, (lead) => lead.stageId)) noteStays(scope, { id: stageId, pipelineId: left[0]!.pipelineId }, left);
}

/** Takes tags away from many leads in one statement. */
export async function removeTags({ rows, organizationId }: Scope, from: readonly { leadId: string; tagIds: readonly string[] }[]): Promise<void> {
  const pairs = from.flatMap(({ leadId, tagIds }) => tagIds.map((tagId) => [leadId, tagId] as const));
  if (pairs.length === 0) return;
  await rows(
    'delete from lead_tags t using unnest($2::uuid[], $3::uuid[]) as x (lead_id, tag_id) where t.organization_id = $1 and t.lead_id = x.lead_id and t.tag_id = x.tag_id',
    [organizationId, pairs.map(([leadId]) => leadId), pairs.map(([, tagId]) => tagId)]);
}

/** Writes the same columns of many locked leads, and counts their versions. */
export async function writeColumns(scope: Scope, fields: readonly string[], leads: readonly Partial<Lead>[]): Promise<void> {
  if (leads.length === 0) return;
  const written = [...new Set([...fields, 'updatedAt'])];
  const { relation, values } = await relationOf(
    scope, 'leads', leads.map((lead) => Object.fromEntries(['id', ...written].map((field) => [field, lead[field as keyof Lead]]))), { empty: true });
  await scope.rowsPlannedAnew(
    `update leads l set ${written.map((field) => `${snakeCase(field)} = r.${snakeCase(field)}`).join(', ')}, version = l.version + 1
       from ${relation} r where l.organization_id = $1 and l.id = r.id`, values);
}

interface NewsOfLead { lead: Lead; changed: ChangedFields }

/** Tells of each lead what is news of it. */
export async function recordChanges(scope: Scope, leads: readonly NewsOfLead[], more: object): Promise<void> {
  const events = await Promise.all(leads.map(async ({ lead, changed }) => {
    const { customFields, ...news } = Object.fromEntries(Object.entries(changed).filter(([field]) => !derived.has(field)));
    const custom = customFields && { customFields: await customChanges(scope, customFields.from as Lead['customFields'], customFields.to as Lead['customFields']) };
    return { subject: { type: 'lead', id: lead.id }, changes: { ...news, ...custom, ...more } };
  }));
  await scope.recordAll('lead.updated', events);
}
