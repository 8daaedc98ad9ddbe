import type { Output, undoMerge as contract } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { applyChanges, isUniqueViolation } from '../../core/records.ts';
import {
  DuplicateLead, LeadConverting, LeadEntity, countMany, derivedFields, findOpenLeadByPhone, lockLeads, mayChange, readableOwners, stepsTakenOver, type Lead,
} from '../leads/index.ts';
import { moveReferencesBack } from './lead-references.ts';
import { LaterMerge, MergeIsFinal, MergeUndone } from './merge.errors.ts';
import { holdOwnFields } from './lock-for-merging.ts';
import { restoreKept } from './restore-kept.ts';
import { addedSince, inWords, stepsInWords, stoppedAgain } from './what-stays.ts';

interface KnownMerge { leadId: string; otherIds: string[]; tagIds: string[]; mergedAt: Date; undoableUntil: Date; undoneAt: Date | null; undoneByName: string | null }

/**
 * Takes leads apart that were merged: each comes back where it stood, with everything that was its own, and the kept lead has its values again. What was
 * changed or added since stays, and is named.
 */
export async function undoMerge(scope: Scope, mergeId: string): Promise<Output<typeof contract>> {
  await holdOwnFields(scope);
  const { merge, kept, others } = await lockMerged(scope, mergeId);
  const ids = [kept.id, ...merge.otherIds];
  countMany(scope, -1, ids);
  const steps = await moveReferencesBack(scope, mergeId, kept.id);
  scope.write(
    'delete from lead_tags where organization_id = $1 and lead_id = $2 and tag_id = any ($3::uuid[])', [scope.organizationId, kept.id, merge.tagIds]);
  const stopped = stoppedAgain(kept, others);
  const stays = await restoreKept(scope, mergeId, kept, merge.mergedAt);
  for (const lead of others) await bringBack(scope, mergeId, lead);
  const since = await addedSince(scope, kept, merge.mergedAt);
  await close(scope, mergeId);
  countMany(scope, 1, ids);
  await scope.record('lead.unmerged', { type: 'lead', id: kept.id }, { mergeId, merged: others.map(({ id, label }) => ({ id, number: label })), kept: stays.fields });
  for (const { id } of others) await scope.record('lead.unmerged', { type: 'lead', id }, { mergeId, from: { id: kept.id, number: kept.label } });
  return { restored: merge.otherIds, kept: [...inWords(stays, kept), ...stopped, ...stepsInWords(steps, kept), ...since], lead: { id: kept.id, number: kept.label, title: kept.title } };
}

/** The leads are locked first, in the order in which merging locks them; what the merge says by then is what counts. */
async function lockMerged(scope: Scope, mergeId: string): Promise<{ merge: KnownMerge; kept: Lead; others: Lead[] }> {
  const seen = await mergeOf(scope, mergeId);
  const leads = new Map((await lockLeads(scope, [seen.leadId, ...seen.otherIds])).map((lead) => [lead.id, lead]));
  const merge = await mergeOf(scope, mergeId);
  const kept = leads.get(merge.leadId);
  const others = merge.otherIds.map((id) => leads.get(id)!);
  const readable = readableOwners(scope.actor);
  if (!kept || (readable && !readable.includes(kept.ownerId ?? nobody))) throw new NotFound('merge');
  for (const { label, ownerId } of [kept, ...others]) mayChange(scope.actor, 'leads:merge', { number: label, ownerId });
  if (merge.undoneAt) throw new MergeUndone(merge.undoneByName!);
  if (merge.undoableUntil <= scope.now) throw new MergeIsFinal();
  await mustBeLast(scope, mergeId, kept);
  if (kept.converting) throw new LeadConverting(kept.label);
  return { merge, kept, others };
}

async function mergeOf({ rows, organizationId }: Scope, mergeId: string): Promise<KnownMerge> {
  const [merge] = await rows<KnownMerge>(
    `select m.lead_id as "leadId", m.tag_ids as "tagIds", m.merged_at as "mergedAt", m.undoable_until as "undoableUntil", m.undone_at as "undoneAt",
            m.undone_by_name as "undoneByName",
            array(select s.lead_id from lead_merge_sources s where s.organization_id = $1 and s.merge_id = m.id order by s.lead_id) as "otherIds"
       from lead_merges m where m.organization_id = $1 and m.id = $2`, [organizationId, mergeId]);
  if (!merge) throw new NotFound('merge');
  return merge;
}

async function mustBeLast({ rows, organizationId }: Scope, mergeId: string, kept: Lead): Promise<void> {
  const [later] = await rows<{ id: string }>(
    `select m.id from lead_merges m where m.organization_id = $1 and m.undone_at is null and m.id > $2 and (m.lead_id = $3 or exists (
       select 1 from lead_merge_sources s where s.organization_id = $1 and s.merge_id = m.id and s.lead_id = $3)) order by m.id desc limit 1`,
    [organizationId, mergeId, kept.id]);
  if (later) throw new LaterMerge(kept.label, later.id);
}

/** Back where it stood. Throws {@link DuplicateLead} where its phone has meanwhile gone to another open lead. */
async function bringBack(scope: Scope, mergeId: string, lead: Lead): Promise<void> {
  const { rows, organizationId } = scope;
  // A reference that the kept lead had taken is its own again.
  const [reference] = await rows<Pick<Lead, 'externalSource' | 'externalReference'>>(
    `select coalesce(l.external_source, s.before ->> 'external_source') as "externalSource", coalesce(l.external_reference, s.before ->> 'external_reference') as "externalReference"
       from lead_merge_sources s join leads l on l.organization_id = $1 and l.id = s.lead_id
      where s.organization_id = $1 and s.merge_id = $2 and s.lead_id = $3`, [organizationId, mergeId, lead.id]);
  lead.deletedAt = null;
  const { uniquePhone } = await derivedFields(scope, lead);
  const other = uniquePhone && await findOpenLeadByPhone(scope, uniquePhone, lead.id);
  if (other) throw new DuplicateLead(other);
  const step = await stepsTakenOver(scope, lead);
  lead.deletedAt = scope.now;
  await applyChanges(scope, LeadEntity, lead, { ...reference, ...step, uniquePhone, deletedAt: null, deletedById: null, mergedIntoId: null }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new DuplicateLead(null) : error;
  });
}

/** What the merge had noted is needed no more, and may say things about a person. */
async function close({ rows, organizationId, actor, now }: Scope, mergeId: string): Promise<void> {
  await rows(
    `update lead_merges set undone_at = $3, undone_by_name = $4, before = '{}', after = '{}' where organization_id = $1 and id = $2`,
    [organizationId, mergeId, now, actor.name]);
  await rows(`update lead_merge_sources set before = '{}' where organization_id = $1 and merge_id = $2`, [organizationId, mergeId]);
  await rows('delete from lead_merge_rows where organization_id = $1 and merge_id = $2', [organizationId, mergeId]);
}
