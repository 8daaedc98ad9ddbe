import type { Scope } from '../../core/in-org.ts';
import { lockLeads, type Lead } from '../leads/index.ts';

/** The leads that are hidden behind a locked one, locked too: what is done for good to it is done to them. */
export async function mergedInto(scope: Scope, leadId: string): Promise<Lead[]> {
  const { rows, organizationId } = scope;
  const merged = await rows<{ id: string }>('select id from leads where organization_id = $1 and merged_into_id = $2 order by id', [organizationId, leadId]);
  return lockLeads(scope, merged.map(({ id }) => id));
}

/**
 * Takes out of merges, and of the events that tell of them, what they noted of a person that is erased or purged and of everybody who was merged with them;
 * such a merge is final.
 */
export async function forgetMerges({ rows, organizationId, now }: Scope, leadId: string): Promise<void> {
  const merges = await rows<{ id: string }>(
    `update lead_merges m set before = '{}', after = '{}', undoable_until = least(m.undoable_until, $3)
      where m.organization_id = $1 and (m.lead_id = $2 or exists (
        select 1 from lead_merge_sources s join leads l on l.organization_id = $1 and l.id = s.lead_id
         where s.organization_id = $1 and s.merge_id = m.id and (l.id = $2 or l.merged_into_id = $2))) returning m.id`, [organizationId, leadId, now]);
  await rows(`update lead_merge_sources set before = '{}' where organization_id = $1 and merge_id = any ($2::uuid[])`, [organizationId, merges.map(({ id }) => id)]);
  await rows('update lead_merge_rows set planned = null where organization_id = $1 and merge_id = any ($2::uuid[]) and planned is not null', [organizationId, merges.map(({ id }) => id)]);
  await rows('select erase_merge_events(l.id) from leads l where l.organization_id = $1 and (l.id = $2 or l.merged_into_id = $2)', [organizationId, leadId]);
}

/** What can be undone no longer is remembered no longer, but that it was. */
export async function forgetFinalMerges({ rows, organizationId, now }: Scope): Promise<void> {
  const merges = await rows<{ id: string }>(
    `update lead_merges set before = '{}', after = '{}' where organization_id = $1 and undoable_until <= $2 and before <> '{}' returning id`, [organizationId, now]);
  if (merges.length === 0) return;
  const ids = merges.map(({ id }) => id);
  await rows(`update lead_merge_sources set before = '{}' where organization_id = $1 and merge_id = any ($2::uuid[])`, [organizationId, ids]);
  await rows('delete from lead_merge_rows where organization_id = $1 and merge_id = any ($2::uuid[])', [organizationId, ids]);
}
