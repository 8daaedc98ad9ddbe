import type { Scope } from '../../../core/in-org.ts';
import { changeNextSteps, isPlannedSql, stepsOfNewOwners, type StepColumns } from '../next-step.ts';
import type { Lead } from '../lead.entity.ts';
import type { ChangedFields } from './planned-lead.ts';

/** A planned activity as its whole row, by column. */
export interface KeptActivity { id: string; [column: string]: unknown }

/** What a change did to what is planned for a lead: the lead's columns after it, and the activities before and after. */
export interface StepWritten { columns: Partial<StepColumns>; before: KeptActivity[]; after: KeptActivity[] }

/** A change of a locked lead, as far as it may touch what is planned for it. */
export interface StepChanging {
  lead: Lead;
  changes: Partial<Lead>;
  changed: ChangedFields;
  /** By whose days its dates go from now on, where that makes them other moments. */
  daysOf?: { ownerId: string | null };
}

const stepFields = ['followUpAt', 'followUpOn', 'followUpNote'] as const;

/** Writes down where it is planned what changes do to the next steps of locked leads. Of a change that does nothing to them there is no answer. */
export async function writeSteps<Change extends StepChanging>(scope: Scope, plans: readonly Change[]): Promise<Map<Change, StepWritten>> {
  const given = plans.filter(({ daysOf }) => daysOf);
  const edited = plans.filter((plan) => !plan.daysOf && stepFields.some((field) => field in plan.changed));
  const leadIds = [...given, ...edited].map(({ lead }) => lead.id);
  if (leadIds.length === 0) return new Map();
  const before = await plannedFor(scope, leadIds);
  // A follow-up that has no activity yet gets one: noted on a copy, the lead stays as it was read.
  const columns = new Map<string, Partial<StepColumns>>([
    ...await changeNextSteps(scope, edited.map(({ lead, changes: { followUpAt, followUpOn = null, followUpNote } }) =>
      ({ lead: stepOf(lead), change: { at: followUpAt && { at: followUpAt, on: followUpOn }, note: followUpNote } }))),
    ...await stepsOfNewOwners(scope, given.map(({ lead, daysOf }) => ({ lead: stepOf(lead), ownerId: daysOf!.ownerId }))),
  ]);
  const after = await plannedFor(scope, leadIds, [...before.values()].flat().map(({ id }) => id));
  return new Map([...given, ...edited].map((plan) =>
    [plan, { columns: columns.get(plan.lead.id) ?? {}, before: before.get(plan.lead.id) ?? [], after: after.get(plan.lead.id) ?? [] }]));
}

const stepOf = ({ id, ownerId, followUpAt, followUpOn, followUpNote, nextActivityId }: Lead) =>
  ({ id, ownerId, followUpAt, followUpOn, followUpNote, nextActivityId });

/** What is planned for these leads, and what of the other activities is named, by lead. */
export async function plannedFor({ rows, organizationId }: Scope, leadIds: readonly string[], activityIds: readonly string[] = []): Promise<Map<string, KeptActivity[]>> {
  if (leadIds.length === 0) return new Map();
  const found = await rows<{ leadId: string; activities: KeptActivity[] }>(
    `select a.lead_id as "leadId", json_agg(to_jsonb(a) order by a.id) as activities from activities a
      where a.organization_id = $1 and (a.id = any ($3::uuid[]) or (a.lead_id = any ($2::uuid[]) and ${isPlannedSql})) group by a.lead_id`,
    [organizationId, leadIds, activityIds]);
  return new Map(found.map(({ leadId, activities }) => [leadId, activities]));
}

/** Puts back what was planned for leads, where it still is as it was left. */
export async function restorePlanned(scope: Scope, restored: readonly { before: readonly KeptActivity[]; after: readonly KeptActivity[] }[]): Promise<void> {
  const { rows, rowsPlannedAnew, organizationId } = scope;
  const activities = restored.flatMap(({ before }) => before);
  const there = new Set(activities.map(({ id }) => id));
  const added = restored.flatMap(({ after }) => after.filter(({ id }) => !there.has(id))).map(({ id }) => id);
  if (added.length > 0) await rows('delete from activities where organization_id = $1 and id = any ($2::uuid[])', [organizationId, added]);
  if (activities.length === 0) return;
  // `at` is written by the database itself.
  const columns = Object.keys(activities[0]!).filter((column) => column !== 'at');
  await rowsPlannedAnew(
    `insert into activities (${columns.join(', ')}) select ${columns.join(', ')} from json_populate_recordset(null::activities, $1)
     on conflict (organization_id, id) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`, [JSON.stringify(activities)]);
}
