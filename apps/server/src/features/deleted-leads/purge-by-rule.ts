import { organizationSettings } from '../../core/organization-settings.ts';
import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import { purgeLead } from './purge-lead.ts';

/** So many a run: the rule is kept up with, and no run is long. */
const mostAtOnce = 200;

/**
 * Purges what was deleted longer ago than the organization's rule says, each in a transaction of its own; by default there is no rule. What cannot be
 * purged, as a subscriber's lead, stays.
 */
export async function purgeByRule(inOrganization: <R>(work: (scope: Scope) => Promise<R>) => Promise<R>): Promise<number> {
  const due = await inOrganization(async (scope) => {
    const { purgeDeletedAfterDays } = await organizationSettings(scope);
    if (purgeDeletedAfterDays === null) return [];
    return scope.rows<{ id: string }>(
      `select l.id from leads l where l.organization_id = $1 and l.deleted_at < $2 and l.merged_into_id is null
         and not exists (select 1 from subscribers s where s.organization_id = $1 and s.lead_id = l.id)
         and not exists (select 1 from conversions c where c.organization_id = $1 and c.lead_id = l.id and c.subscriber_id is not null)
        order by l.deleted_at limit ${mostAtOnce}`, [scope.organizationId, new Date(scope.now.getTime() - purgeDeletedAfterDays * 86_400_000)]);
  });
  let purged = 0;
  for (const { id } of due) {
    try {
      await inOrganization((scope) => purgeLead(scope, id));
      purged += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return purged;
}
