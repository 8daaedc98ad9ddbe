import type { ScoreRule } from '@lastmile/contracts';
import { newId } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import { relationOf } from '../../../core/relation.ts';
import { openStatuses, type Lead } from '../lead.entity.ts';
import { evaluateScore, type Scored } from './evaluate-score.ts';
import { factsOfNew, scoreFacts } from './score-facts.ts';

/** How many leads are scored in one transaction: their rows are locked meanwhile. */
const together = 500;

/** Leads are scored by it; null while the score is switched off. */
export interface ActiveRules { id: string; rules: ScoreRule[] }

export async function activeRules({ rows, organizationId }: Scope): Promise<ActiveRules | null> {
  const [active] = await rows<ActiveRules>("select id, rules from score_rules where organization_id = $1 and state = 'active'", [organizationId]);
  return active ?? null;
}

/**
 * Gives leads that are about to be written the score they begin with, so that they are not written a second time for it. Returns what keeps the reasons
 * once they are there. The rules are held until the end of the transaction: whoever switches others on waits, and finds these leads then.
 */
export async function scoreNewLeads(scope: Scope, leads: readonly { lead: Lead; tagIds: readonly string[] }[]): Promise<(made: ReadonlySet<string>) => Promise<void>> {
  const { rows, organizationId, now } = scope;
  const [active] = await rows<ActiveRules>("select id, rules from score_rules where organization_id = $1 and state = 'active' for key share", [organizationId]);
  if (!active) return async () => {};
  const factsOf = factsOfNew(active.rules);
  const results = leads.filter(({ lead }) => lead.isOpen).map(({ lead, tagIds }) => ({ lead, result: evaluateScore(active.rules, factsOf(lead, tagIds), now) }));
  for (const { lead, result } of results) lead.score = result.score;
  return (made) => keepReasons(scope, active.id, results.filter(({ lead }) => made.has(lead.id)), { areNew: true });
}

/** Notes in this transaction that leads changed: a second after the commit they are scored again. Costs nothing to speak of where the score is switched off. */
export function noteScores({ write, organizationId }: Scope, leadIds: readonly string[]): void {
  if (leadIds.length === 0) return;
  write(
    `insert into lead_score_dues (organization_id, id, lead_id) select $1, d.id, d.lead_id from unnest($2::uuid[], $3::uuid[]) as d (id, lead_id)
      where exists (select from score_rules where organization_id = $1 and state = 'active')`,
    [organizationId, leadIds.map(() => newId()), leadIds]);
}

export async function hasDueScores({ rows, organizationId }: Scope): Promise<boolean> {
  const [due] = await rows<{ any: boolean }>(
    'select exists (select from lead_score_dues where organization_id = $1 and job_id is null) as any', [organizationId]);
  return due!.any;
}

/** Scores some of the leads that are due, of a job or of nobody's. Returns whether there may be more. */
export async function scoreDueLeads(scope: Scope, { jobId = null, most = together }: { jobId?: string | null; most?: number } = {}): Promise<boolean> {
  const taken = await scope.rows<{ leadId: string }>(
    `delete from lead_score_dues where organization_id = $1 and id in (
       select id from lead_score_dues where organization_id = $1 and job_id is not distinct from $2 order by id limit $3 for update skip locked)
     returning lead_id as "leadId"`, [scope.organizationId, jobId, most]);
  // A whole organization's scores are no news of each lead.
  await scoreLeads(scope, taken.map(({ leadId }) => leadId), { tell: jobId === null });
  return taken.length === most;
}

/** Scores leads whose score changes by time alone, from the range of an index where that is due. Returns whether there may be more. */
export async function scoreByTime(scope: Scope): Promise<boolean> {
  const due = await scope.rows<{ leadId: string }>(
    'select lead_id as "leadId" from lead_scores where organization_id = $1 and changes_at <= $2 order by changes_at limit $3',
    [scope.organizationId, scope.now, together]);
  await scoreLeads(scope, due.map(({ leadId }) => leadId), { tell: true });
  return due.length === together;
}

interface Locked { id: string; status: (typeof openStatuses)[number]; score: number | null; isOverridden: boolean }

/**
 * Scores leads by the rules that are switched on. They are locked first and looked at then, so that of a change at the same moment either this sees it or
 * the change's own note makes them due again: the last one to score has seen everything. What is won, lost or deleted keeps the score it had.
 */
export async function scoreLeads(scope: Scope, leadIds: readonly string[], { tell }: { tell: boolean }): Promise<void> {
  if (leadIds.length === 0) return;
  const { rows, organizationId, now } = scope;
  const locked = await rows<Locked>(
    `select id, status, score, score_overridden as "isOverridden" from leads
      where organization_id = $1 and id = any ($2::uuid[]) and deleted_at is null and erased_at is null order by id for no key update`,
    [organizationId, leadIds]);
  const active = await activeRules(scope);
  const scored = active ? locked.filter(({ status }) => openStatuses.includes(status)) : locked;
  const facts = active ? await scoreFacts(scope, active.rules, scored.map(({ id }) => ({ id, at: now }))) : null;
  const results = scored.map((lead) => ({ lead, result: active ? evaluateScore(active.rules, facts!.get(lead.id)!, now) : null }));
  scope.write('update lead_scores set changes_at = null where organization_id = $1 and lead_id = any ($2::uuid[])', [organizationId, leadIds]);
  await keepReasons(scope, active?.id ?? null, results);
  const changed = results.filter(({ lead, result }) => !lead.isOverridden && lead.score !== (result?.score ?? null));
  if (changed.length === 0) return;
  // Not a new version: a background score must not turn away what somebody is about to save.
  scope.write(
    'update leads l set score = s.score from unnest($2::uuid[], $3::int[]) as s (id, score) where l.organization_id = $1 and l.id = s.id',
    [organizationId, changed.map(({ lead }) => lead.id), changed.map(({ result }) => result?.score ?? null)]);
  if (tell && active) {
    await scope.recordAll('lead.scored', changed.map(({ lead, result }) => ({ subject: { type: 'lead', id: lead.id }, changes: { from: lead.score, to: result!.score } })));
  }
}

/** Why leads score what they score; null where the score is switched off. There is nothing yet of those that are new, and nothing is looked for. */
async function keepReasons(
  scope: Scope, rulesId: string | null, results: readonly { lead: { id: string }; result: Scored | null }[], { areNew = false } = {},
): Promise<void> {
  if (results.length === 0) return;
  const { columns, relation, values } = await relationOf(scope, 'lead_scores', results.map(({ lead, result }) => (
    { leadId: lead.id, computed: result?.score, reasons: result?.reasons ?? [], rulesId, scoredAt: scope.now, changesAt: result?.changesAt })), { empty: true });
  const instead = `on conflict (organization_id, lead_id) do update set computed = excluded.computed, reasons = excluded.reasons, rules_id = excluded.rules_id,
       scored_at = excluded.scored_at, changes_at = excluded.changes_at`;
  scope.write(`insert into lead_scores (organization_id, ${columns}) select organization_id, ${columns} from ${relation} r ${areNew ? '' : instead}`, values);
}
