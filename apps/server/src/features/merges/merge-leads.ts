import { undoMergeDays, type Input, type mergeLeads as contract } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { Stale } from '../../core/problems.ts';
import { applyChanges, differences, isUniqueViolation } from '../../core/records.ts';
import { DuplicateLead, Lead, LeadEntity, beforePlanning, countMany, customChanges, derivedFields, leadView, stepsTakenOver } from '../leads/index.ts';
import { moveReferences } from './lead-references.ts';
import { holdOwnFields, lockForMerging, type LeadsToMerge } from './lock-for-merging.ts';
import { takeOverride } from './merged-scores.ts';
import { chosenChanges, heldIn, mergeableFields } from './merge-fields.ts';

type MergeLeads = Input<typeof contract>['body'];

const day = 86_400_000;

/**
 * Makes leads one: the kept lead gets what hangs on the others and the chosen values, and they are hidden behind it. Everything that undoing needs is noted
 * on the way. Returns the merge's id. Throws what {@link lockForMerging} and {@link chosenChanges} do, and `Stale` where a lead is not as it was looked at.
 */
export async function mergeLeads(scope: Scope, { keepId, mergeIds, fields = {}, versions = {} }: MergeLeads): Promise<string> {
  await holdOwnFields(scope);
  const leads = await lockForMerging(scope, keepId, mergeIds);
  await mustBeAsSeen(scope, leads, versions);
  const { kept, others } = leads;
  const changes = await chosenChanges(scope, leads, fields);
  Object.assign(changes, await takeOverride(scope, leads));
  const before = Object.assign(new Lead(), kept);
  const mergeId = newId();
  const otherIds = others.map(({ id }) => id);
  for (const lead of [kept, ...others]) await planFollowUp(scope, lead);
  countMany(scope, -1, [kept.id, ...otherIds]);
  await noteBefore(scope, mergeId, leads);
  await hide(scope, leads, changes);
  moveReferencesAndData(scope, mergeId, leads);
  const tagIds = await joinTags(scope, leads);
  const step = await stepsTakenOver(scope, kept);
  const next = Object.assign(new Lead(), kept, changes);
  await applyChanges(scope, LeadEntity, kept, { ...changes, ...await derivedFields(scope, next), ...step }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new DuplicateLead(null) : error;
  });
  await scope.rows(
    `update lead_merges m set after = to_jsonb(l), tag_ids = $3 from leads l
      where m.organization_id = $1 and m.id = $2 and l.organization_id = $1 and l.id = m.lead_id`, [scope.organizationId, mergeId, tagIds]);
  countMany(scope, 1, [kept.id]);
  await tellOfMerge(scope, mergeId, leads, before);
  return mergeId;
}

async function mustBeAsSeen(scope: Scope, { kept, others }: LeadsToMerge, versions: { [id: string]: number }): Promise<void> {
  const seen = new Map(Object.entries(versions).map(([id, version]) => [id.toLowerCase(), version]));
  for (const lead of [kept, ...others]) {
    if ((seen.get(lead.id) ?? lead.version) !== lead.version) throw new Stale(JSON.parse((await leadView(scope, lead.id)).text));
  }
}

/** A follow-up that was written without its activity gets it now, so that it is moved with the others. */
async function planFollowUp(scope: Scope, lead: Lead): Promise<void> {
  if (!lead.followUpAt || lead.nextActivityId) return;
  await beforePlanning(scope, lead);
  await scope.rows('update leads set next_activity_id = $3 where organization_id = $1 and id = $2', [scope.organizationId, lead.id, lead.nextActivityId]);
}

async function noteBefore({ rows, organizationId, actor, now }: Scope, mergeId: string, { kept, others }: LeadsToMerge): Promise<void> {
  await rows(
    `insert into lead_merges (organization_id, id, lead_id, before, after, merged_at, merged_by_id, merged_by_name, undoable_until)
     select $1, $2, l.id, to_jsonb(l), '{}', $4, $5, $6, $7 from leads l where l.organization_id = $1 and l.id = $3`,
    [organizationId, mergeId, kept.id, now, actor.userId, actor.name, new Date(now.getTime() + undoMergeDays * day)]);
  await rows(
    `insert into lead_merge_sources (organization_id, merge_id, lead_id, before)
     select $1, $2, l.id, to_jsonb(l) from leads l where l.organization_id = $1 and l.id = any ($3::uuid[])`, [organizationId, mergeId, others.map(({ id }) => id)]);
}

/** The phone, and a reference where it was chosen, are free for the kept lead from here on. */
async function hide({ rows, organizationId, actor, now }: Scope, { kept, others }: LeadsToMerge, { externalReference, externalSource }: Partial<Lead>): Promise<void> {
  await rows(
    `update leads set deleted_at = $3, deleted_by_id = $4, merged_into_id = $5, unique_phone = null, version = version + 1, updated_at = $3,
            external_source = case when (external_source, external_reference) = ($6, $7) then null else external_source end,
            external_reference = case when (external_source, external_reference) = ($6, $7) then null else external_reference end
      where organization_id = $1 and id = any ($2::uuid[])`,
    [organizationId, others.map(({ id }) => id), now, actor.userId, kept.id, externalSource ?? null, externalReference ?? null]);
}

/** What systems sent besides is joined; where both have the same property, the kept lead's stays. */
function moveReferencesAndData(scope: Scope, mergeId: string, { kept, others }: LeadsToMerge): void {
  const { organizationId, write } = scope;
  const otherIds = others.map(({ id }) => id);
  moveReferences(scope, mergeId, kept.id, otherIds);
  if (kept.convertedAt) return;
  for (const id of otherIds) {
    write(
      `update leads k set data = o.data || k.data from leads o
        where k.organization_id = $1 and k.id = $2 and o.organization_id = $1 and o.id = $3 and o.data <> '{}'`, [organizationId, kept.id, id]);
  }
}

async function joinTags({ rows, organizationId, now }: Scope, { kept, others }: LeadsToMerge): Promise<string[]> {
  const added = await rows<{ tagId: string }>(
    `insert into lead_tags (organization_id, lead_id, tag_id, created_at)
     select distinct $1::uuid, $2::uuid, t.tag_id, $4::timestamptz from lead_tags t where t.organization_id = $1 and t.lead_id = any ($3::uuid[])
         on conflict (organization_id, lead_id, tag_id) do nothing returning tag_id as "tagId"`, [organizationId, kept.id, others.map(({ id }) => id), now]);
  return added.map(({ tagId }) => tagId);
}

/** So much of a text is told; the lead that had it keeps it whole. */
const toldOf = 300;

/** One event for each: what the kept lead got, and what of the others went nowhere, so that nobody has to guess. */
async function tellOfMerge(scope: Scope, mergeId: string, { kept, others }: LeadsToMerge, before: Lead): Promise<void> {
  const { customFields, ...columns } = differences(before, kept);
  const derived = new Set(['searchText', 'uniquePhone', 'title', 'value', 'nextActivityId', 'version', 'updatedAt', 'firstActionAt', 'lastActivityAt', 'scoreOverridden']);
  const changed = Object.fromEntries(Object.entries(columns).filter(([column]) => !derived.has(column)));
  if (customFields) Object.assign(changed, { customFields: await customChanges(scope, before.customFields, kept.customFields) });
  const fields = await mergeableFields(scope, [before, ...others]);
  const left = others.flatMap((lead) => fields.flatMap((field) => {
    const value = heldIn(lead, field);
    const stays = value === null || JSON.stringify(value) === JSON.stringify(heldIn(kept, field));
    return stays ? [] : [{ number: lead.label, field: field.name, label: field.label, value: typeof value === 'string' ? value.slice(0, toldOf) : value }];
  }));
  await scope.record('lead.merged', { type: 'lead', id: kept.id }, { mergeId, merged: others.map(({ id, label }) => ({ id, number: label })), changed, left });
  for (const { id } of others) await scope.record('lead.merged_into', { type: 'lead', id }, { mergeId, into: { id: kept.id, number: kept.label } });
}
