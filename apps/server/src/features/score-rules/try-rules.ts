import type { ScoreRule, ScoreTrial } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { evaluateScore, scoreFacts, type ScoreFacts } from '../leads/index.ts';
import { refuseSenselessRules } from './check-rules.ts';
import { judgeRules } from './judge-rules.ts';

/** Of each the newest: enough to judge rules by, and read in a moment however many there are. */
const mostDecided = 2000;
const custom = 'customFields.';

interface Decided { id: string; won: boolean; at: Date }

/**
 * How rules would have scored the leads that were won and lost in the last year, by what was known of each a day before, or when it came in where that was
 * later: what was written in the last hours often tells the end. Throws a 422 for rules that make no sense.
 */
export async function tryRules(scope: Scope, rules: ScoreRule[]): Promise<ScoreTrial> {
  await refuseSenselessRules(scope, rules);
  const decided = await decidedLeads(scope);
  const [facts, earlier] = [await scoreFacts(scope, rules, decided), await earlierFields(scope, rules, decided)];
  return judgeRules(rules, decided.map(({ id, won, at }) => {
    const then = asItWas(facts.get(id)!, earlier.get(id));
    const { score, reasons } = evaluateScore(rules, then, at);
    return { won, score, ruleIds: reasons.map(({ ruleId }) => ruleId) };
  }));
}

async function decidedLeads({ rows, organizationId, now }: Scope): Promise<Decided[]> {
  const newest = (moment: string, won: boolean) => `
    (select l.id, ${won} as won, greatest(l.created_at, l.${moment} - interval '1 day') as at from leads l
      where l.organization_id = $1 and l.${moment} > $2::timestamptz - interval '1 year' and l.deleted_at is null and l.erased_at is null
      order by l.${moment} desc, l.id desc limit ${mostDecided})`;
  return rows<Decided>(`${newest('won_at', true)} union all ${newest('lost_at', false)}`, [organizationId, now]);
}

/** What the fields that rules look at held before they were changed after a lead's moment, by lead. */
async function earlierFields({ rowsPlannedAnew, organizationId }: Scope, rules: readonly ScoreRule[], decided: readonly Decided[]): Promise<Map<string, Map<string, unknown>>> {
  const fields = rules.flatMap((rule) => (rule.kind === 'field' ? (rule.field === 'geo' ? ['latitude', 'longitude'] : [rule.field]) : rule.kind === 'distance' ? ['latitude', 'longitude'] : []));
  const held = new Map<string, Map<string, unknown>>();
  if (fields.length === 0) return held;
  const changes = await rowsPlannedAnew<{ id: string; field: string; value: unknown }>(
    `select distinct on (m.id, c.field) m.id, c.field, c.value
       from unnest($2::uuid[], $3::timestamptz[]) as m (id, at)
       join events e on e.organization_id = $1 and e.subject_type = 'lead' and e.subject_id = m.id and e.type = 'lead.updated' and e.at > m.at
       cross join lateral (
         select key as field, value -> 'from' as value from jsonb_each(e.changes) where key <> 'customFields' and jsonb_typeof(value) = 'object'
         union all
         select '${custom}' || key, value -> 'from' from jsonb_each(case when jsonb_typeof(e.changes -> 'customFields') = 'object' then e.changes -> 'customFields' else '{}' end)
          where jsonb_typeof(value) = 'object'
       ) c
      where c.field = any ($4::text[]) order by m.id, c.field, e.at, e.id`,
    [organizationId, decided.map(({ id }) => id), decided.map(({ at }) => at), fields]);
  for (const { id, field, value } of changes) {
    if (!held.has(id)) held.set(id, new Map());
    held.get(id)!.set(field, value);
  }
  return held;
}

function asItWas(facts: ScoreFacts, earlier: ReadonlyMap<string, unknown> = new Map()): ScoreFacts {
  if (earlier.size === 0) return facts;
  const pinPart = (part: 'latitude' | 'longitude'): unknown => (earlier.has(part) ? earlier.get(part) : facts.pin?.[part] ?? null);
  const [latitude, longitude] = [pinPart('latitude'), pinPart('longitude')];
  return {
    ...facts, fields: { ...facts.fields, ...Object.fromEntries(earlier) },
    pin: latitude !== null && longitude !== null ? { latitude: Number(latitude), longitude: Number(longitude) } : null,
  };
}
