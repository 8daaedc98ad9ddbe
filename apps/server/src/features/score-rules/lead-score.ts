import type { LeadScore, ScoreRule } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { applyChanges } from '../../core/records.ts';
import { instant } from '../../core/sql.ts';
import { LeadEntity, lockLead, readableOwners, writableOwners } from '../leads/index.ts';

interface ScoreRow extends Omit<LeadScore, 'reasons' | 'override'> {
  reasons: { ruleId: string; points: number }[];
  rules: ScoreRule[];
  override: number | null;
  reason: string | null;
  byName: string | null;
  at: string | null;
}

/** A lead's score with the rules that make it, each as it was when the lead was scored. Throws {@link NotFound}. */
export async function leadScore({ rows, organizationId, actor }: Scope, id: string): Promise<LeadScore> {
  const [found] = await rows<ScoreRow>(
    `select l.score, s.computed, coalesce(s.reasons, '[]') as reasons, coalesce(r.rules, '[]') as rules, ${instant('s.scored_at')} as "scoredAt", s.override,
            s.override_reason as reason, s.overridden_by_name as "byName", ${instant('s.overridden_at')} as at,
            exists (select from score_rules a where a.organization_id = $1 and a.state = 'active') as "isOn",
            l.converted_at is null and ($4::uuid[] is null or l.owner_key = any ($4)) as "canOverride"
       from leads l
       left join lead_scores s on s.organization_id = $1 and s.lead_id = l.id
       left join score_rules r on r.organization_id = $1 and r.id = s.rules_id
      where l.organization_id = $1 and l.id = $2 and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))`,
    [organizationId, id, readableOwners(actor), writableOwners(actor, 'leads:write')]);
  if (!found) throw new NotFound('lead');
  const { reasons, rules, override, reason, byName, at, ...score } = found;
  return {
    ...score,
    reasons: reasons.flatMap(({ ruleId, points }) => {
      const rule = rules.find((one) => one.id === ruleId);
      return rule ? [{ points, rule }] : [];
    }),
    override: override === null ? null : { score: override, reason, byName: byName!, at: at! },
  };
}

/** Says another score than the rules. It stays until it is removed; the rules go on underneath. Throws as `lockLead` does, and `LeadLocked`. */
export async function overrideScore(scope: Scope, id: string, { score, reason }: { score: number; reason: string }): Promise<LeadScore> {
  const lead = await lockLead(scope, id, 'leads:write');
  lead.mustBeChangeable();
  const { rows, organizationId, actor, now } = scope;
  const from = lead.score;
  await rows(
    `insert into lead_scores (organization_id, lead_id, override, override_reason, overridden_by_name, overridden_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (organization_id, lead_id) do update set override = excluded.override, override_reason = excluded.override_reason,
       overridden_by_name = excluded.overridden_by_name, overridden_at = excluded.overridden_at`,
    [organizationId, id, score, reason.trim(), actor.name, now]);
  await applyChanges(scope, LeadEntity, lead, { score, scoreOverridden: true });
  await scope.record('lead.score_overridden', { type: 'lead', id }, { from, to: score, reason: reason.trim() });
  return leadScore(scope, id);
}

/** Goes by the rules again. Nothing happens where nobody said otherwise. */
export async function removeOverride(scope: Scope, id: string): Promise<LeadScore> {
  const lead = await lockLead(scope, id, 'leads:write');
  lead.mustBeChangeable();
  if (!lead.scoreOverridden) return leadScore(scope, id);
  const { rows, organizationId } = scope;
  const from = lead.score;
  const [kept] = await rows<{ computed: number | null }>(
    `update lead_scores set override = null, override_reason = null, overridden_by_name = null, overridden_at = null
      where organization_id = $1 and lead_id = $2 returning computed`, [organizationId, id]);
  await applyChanges(scope, LeadEntity, lead, { score: kept?.computed ?? null, scoreOverridden: false });
  await scope.record('lead.score_override_removed', { type: 'lead', id }, { from, to: lead.score });
  return leadScore(scope, id);
}
