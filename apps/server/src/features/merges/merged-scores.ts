import type { Scope } from '../../core/in-org.ts';
import { activeRules, type Lead } from '../leads/index.ts';
import type { LeadsToMerge } from './lock-for-merging.ts';

/** Whether a score is a value like any other: neither follows from rules nor is what somebody gave a reason for. */
export const isScoreChosen = async (scope: Scope, leads: readonly Lead[]): Promise<boolean> =>
  leads.every(({ scoreOverridden }) => !scoreOverridden) && await activeRules(scope) === null;

const overrideColumns = ['override', 'override_reason', 'overridden_by_name', 'overridden_at'] as const;
const listed = (alias: string): string => overrideColumns.map((column) => `${alias}.${column}`).join(', ');

/** What somebody said of another lead's score, and why, holds for the kept one as a whole, unless there is such a word of its own. Returns its columns. */
export async function takeOverride({ rows, organizationId }: Scope, { kept, others }: LeadsToMerge): Promise<Partial<Lead>> {
  const from = kept.convertedAt || kept.scoreOverridden ? undefined : others.find(({ scoreOverridden }) => scoreOverridden);
  if (!from) return {};
  await rows(
    `insert into lead_scores (organization_id, lead_id, ${overrideColumns.join(', ')})
     select $1, $2, ${listed('s')} from lead_scores s where s.organization_id = $1 and s.lead_id = $3
         on conflict (organization_id, lead_id) do update set ${overrideColumns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [organizationId, kept.id, from.id]);
  return { score: from.score, scoreOverridden: true };
}

/** Takes it off the kept lead again, unless somebody said another since. Returns whether it was as the merge left it. */
export async function giveOverrideBack({ rows, organizationId }: Scope, mergeId: string, keptId: string): Promise<boolean> {
  const [taken] = await rows<{ isAlone: boolean }>(
    `select k.scored_at is null as "isAlone" from lead_scores k
      where k.organization_id = $1 and k.lead_id = $3 and k.override is not null and exists (
        select from lead_merge_sources m join lead_scores s on s.organization_id = $1 and s.lead_id = m.lead_id
         where m.organization_id = $1 and m.merge_id = $2 and (${listed('s')}) is not distinct from (${listed('k')}))`, [organizationId, mergeId, keptId]);
  if (!taken) return false;
  await rows(taken.isAlone
    ? 'delete from lead_scores where organization_id = $1 and lead_id = $2'
    : `update lead_scores set ${overrideColumns.map((column) => `${column} = null`).join(', ')} where organization_id = $1 and lead_id = $2`, [organizationId, keptId]);
  return true;
}

/** What the rules have said since the merge, or that they were switched off, counts for more than the score from before it. */
export async function scoreBySince({ rows, organizationId }: Scope, leadId: string, mergedAt: Date): Promise<void> {
  await rows(
    `update leads l set score = s.computed from lead_scores s
      where l.organization_id = $1 and l.id = $2 and s.organization_id = $1 and s.lead_id = l.id and s.scored_at > $3`, [organizationId, leadId, mergedAt]);
}
