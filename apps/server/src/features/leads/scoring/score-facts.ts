import type { ScoreRule } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { snakeCase } from '../../../core/relation.ts';
import type { Lead } from '../lead.entity.ts';
import type { ScoreFacts } from './evaluate-score.ts';

/** A lead, and the moment as of which it is looked at. */
export interface Looked { id: string; at: Date }

const custom = 'customFields.';
/** Nobody's rule counts further; a lead with more is looked at by its latest. */
const mostActivities = 200;
const mostCaptures = 100;

/** The standard columns that rules look at; names come from the contract's own list, so that they may stand in SQL. */
const columnsIn = (rules: readonly ScoreRule[]): string[] =>
  [...new Set(rules.flatMap((rule) => (rule.kind === 'field' && !rule.field.startsWith(custom) && rule.field !== 'geo' ? [rule.field] : [])))];

interface FactRow {
  id: string;
  fields: { [name: string]: unknown };
  customFields: { [name: string]: unknown };
  latitude: number | null;
  longitude: number | null;
  createdAt: Date;
  firstActionAt: Date | null;
  tagIds: string[] | null;
  activities: [type: string, outcome: string | null, at: string][] | null;
  captures: string[] | null;
}

/** What the rules ask of leads, in one statement, by lead. What happened after a lead's moment is left out; its fields are as they are now. */
export async function scoreFacts({ rowsPlannedAnew, organizationId }: Scope, rules: readonly ScoreRule[], leads: readonly Looked[]): Promise<Map<string, ScoreFacts>> {
  const asks = (...kinds: ScoreRule['kind'][]): boolean => rules.some(({ kind }) => kinds.includes(kind));
  const columns = columnsIn(rules);
  const found = await rowsPlannedAnew<FactRow>(
    `select l.id, l.latitude::float8, l.longitude::float8, l.created_at as "createdAt", l.custom_fields as "customFields",
            case when l.first_action_at <= m.at then l.first_action_at end as "firstActionAt",
            json_build_object(${columns.map((field) => `'${field}', l.${snakeCase(field)}`).join(', ')}) as fields,
            ${asks('tag') ? `(select json_agg(t.tag_id) from lead_tags t where t.organization_id = $1 and t.lead_id = l.id and t.created_at <= m.at)` : 'null'} as "tagIds",
            ${asks('activity', 'silence') ? `(select json_agg(json_build_array(a.type, a.outcome, a.done_at) order by a.done_at desc) from (
               select type, outcome, done_at from activities
                where organization_id = $1 and lead_id = l.id and status = 'done' and deleted_at is null and done_at <= m.at
                order by at desc limit ${mostActivities}) a)` : 'null'} as activities,
            ${asks('capture') ? `(select json_agg(c.source) from (
               select source from lead_captures where organization_id = $1 and lead_id = l.id and created_at <= m.at
                order by created_at desc limit ${mostCaptures}) c)` : 'null'} as captures
       from unnest($2::uuid[], $3::timestamptz[]) as m (id, at)
       join leads l on l.organization_id = $1 and l.id = m.id`,
    [organizationId, leads.map(({ id }) => id), leads.map(({ at }) => at)]);
  return new Map(found.map((row) => [row.id, factsOf(row)]));
}

/** Reads what the rules ask of a lead that is about to be written: nothing was done with it yet. The same as {@link scoreFacts} will say of it. */
export function factsOfNew(rules: readonly ScoreRule[]): (lead: Lead, tagIds: readonly string[]) => ScoreFacts {
  const columns = columnsIn(rules) as (keyof Lead)[];
  // An amount is a number in the database's JSON.
  const valueIn = (lead: Lead, column: keyof Lead): unknown => (column === 'estimatedValue' && lead[column] !== null ? Number(lead[column]) : lead[column]);
  return (lead, tagIds) => ({
    fields: { ...Object.fromEntries(columns.map((column) => [column, valueIn(lead, column)])), ...namedCustom(lead.customFields) },
    pin: lead.latitude !== null && lead.longitude !== null ? { latitude: Number(lead.latitude), longitude: Number(lead.longitude) } : null,
    tagIds,
    activities: [],
    captures: [],
    createdAt: lead.createdAt,
    firstActionAt: null,
  });
}

const namedCustom = (values: { readonly [name: string]: unknown }) => Object.fromEntries(Object.entries(values).map(([name, value]) => [`${custom}${name}`, value]));

const factsOf = ({ fields, customFields, latitude, longitude, createdAt, firstActionAt, tagIds, activities, captures }: FactRow): ScoreFacts => ({
  fields: { ...fields, ...namedCustom(customFields) },
  pin: latitude !== null && longitude !== null ? { latitude, longitude } : null,
  tagIds: tagIds ?? [],
  activities: (activities ?? []).map(([type, outcome, at]) => ({ type, outcome, at: new Date(at) })),
  captures: (captures ?? []).map((source) => ({ source })),
  createdAt,
  firstActionAt,
});
