import {
  customFieldPrefix, leadAmountFilters, leadDayFilters, leadFilterNames, leadTextFilters, type LeadFilterName, type LeadFilters,
} from '@lastmile/contracts';
import { idList } from '../../../core/id-list.ts';
import { nobody } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import { snakeCase } from '../../../core/relation.ts';
import { searchPattern, searchReach } from '../../../core/search-text.ts';
import { countCap } from '../../../core/sql.ts';
import { customFieldConditions } from './custom-field-filters.ts';
import { amountRange, anyOf, badFilter, containing, dayRange, hanging, whether, type Condition, type Place } from './filter-conditions.ts';
import { isDueSql } from '../follow-up.ts';
import { openStatuses } from '../lead.entity.ts';
import { ownersWithin, readableOwners } from '../lead.policy.ts';

/**
 * The leads that a search finds, as a condition; `owners` is the place of a uuid[] that may be null. As an array the found are looked up one by one; joined, the
 * planner, who cannot know how many there are, reads every lead instead.
 */
export const searchCondition = (q: string, place: Place, owners: string, reach: number): string =>
  `l.id = any (array(select search_leads(${place(searchPattern(q))}, ${owners}::uuid[], ${reach})))`;

const isOpen = `l.status in (${openStatuses.map((status) => `'${status}'`).join(', ')})`;

const each = (names: readonly LeadFilterName[], condition: (column: string) => Condition) =>
  Object.fromEntries(names.map((name) => [name, condition(`l.${snakeCase(name)}`)])) as { [name in LeadFilterName]?: Condition };

const facts: { [fact: string]: string } = {
  pending: 'l.owner_id is null',
  assigned: 'l.owner_id is not null and l.first_action_at is null',
  in_progress: 'l.owner_id is not null and l.first_action_at is not null',
};

/** Every filter but those that say whose leads they are, and the search, which have ways of their own. */
const conditions: { [name in LeadFilterName]?: Condition } = {
  pipelineId: (text, _scope, place) => `l.pipeline_id = ${place(text)}`,
  stageId: anyOf('l.stage_id', 'uuid'),
  furthestStageId: anyOf('l.furthest_stage_id', 'uuid'),
  status: anyOf('l.status', 'text'),
  assignment: (text) => `(${isOpen} and (${text.split(',').map((fact) => `(${facts[fact]})`).join(' or ')}))`,
  source: anyOf('l.source', 'text'),
  offerId: anyOf('l.offer_id', 'uuid'),
  tagId: (text, _scope, place, where) => {
    const tags = idList(text, where);
    const marked = (more: string) => `exists (select 1 from lead_tags t where t.organization_id = $1 and t.lead_id = l.id${more})`;
    return `(${marked(` and t.tag_id = any (${place(tags.filter((id) => id !== 'none'))}::uuid[])`)}${tags.includes('none') ? ` or not ${marked('')}` : ''})`;
  },
  priority: anyOf('l.priority', 'text'),
  rating: anyOf('l.rating', 'text'),
  urgency: anyOf('l.urgency', 'text'),
  followUp: (text, { now }, place) => isDueSql(text.split(','), 'l', place(now)),
  quiet: (text, { now }, place) => `${text === 'true' ? '' : 'not '}exists (select 1 from stages q where q.organization_id = $1 and q.id = l.stage_id
    and l.stage_entered_at < ${place(now)}::timestamptz - q.quiet_after_days * interval '1 day')`,
  workedOn: whether('l.first_action_at is not null'),
  leftStage: hanging((key, place) => ({
    from: 'lead_stage_stays h', of: `h.stage_id = ${place(key)}::uuid`, at: 'h.left_at', by: 'h.owner_key',
  })),
  followedUp: hanging((key) => ({
    from: 'activities h', of: `h.status = 'done' and h.due_at is not null and h.deleted_at is null${key === 'any' ? '' : ` and h.done_at ${key === 'late' ? '>' : '<='} h.due_at`}`,
    at: 'h.done_at', by: `coalesce(h.done_by_id, '${nobody}')`,
  })),
  converted: whether('l.converted_at is not null'),
  hasPhone: whether('l.phone is not null'),
  hasEmail: whether('l.email is not null'),
  hasRouter: whether('l.has_router is true'),
  doNotContact: whether('l.do_not_contact is not null'),
  phone: (text, _scope, place, where) => {
    const digits = text.replace(/\D/g, '').replace(/^0+/, '');
    if (!digits) throw badFilter(where, 'Expected some digits of a phone number.');
    return `l.phone like ${place(`%${digits}%`)}`;
  },
  ...each(leadTextFilters, containing),
  ...each(leadAmountFilters, amountRange),
  ...each(leadDayFilters, dayRange),
};

const plainFilters: readonly string[] = ['pipelineId', 'stageId', 'status', 'ownerId', 'teamId', 'source'];

/** Whether only the filters are used that are used all day, of which there are few enough combinations to prepare them all. */
export const isPlain = (filters: LeadFilters): boolean => Object.keys(filters).every((name) => plainFilters.includes(name));

/** The filters of a query, without its paging. */
export function filtersIn(query: object): LeadFilters {
  const kept = Object.entries(query).filter(([name]) => name.startsWith(customFieldPrefix) || leadFilterNames.includes(name as LeadFilterName));
  return Object.fromEntries(kept) as LeadFilters;
}

/**
 * What the filters ask of `l`, a lead, as conditions with their values among the parameters, of which `$1` is the organization. Whose leads it may be
 * says {@link ownersAsked}; `q` is the caller's to search for. Throws a 400 naming the filter for what cannot be asked.
 */
export async function leadConditions(scope: Scope, filters: LeadFilters, place: Place, at = '/query'): Promise<string[]> {
  const plain = Object.entries(filters).flatMap(([name, text]) => {
    const condition = conditions[name as LeadFilterName];
    return condition && text !== undefined ? [condition(text, scope, place, `${at}/${name}`)] : [];
  });
  return [...plain, ...await customFieldConditions(scope, filters, place, at)];
}

/** Whose leads are asked for, of those that may be seen, as owner keys; null for everybody's. An empty list finds nothing. */
export async function ownersAsked(scope: Scope, filters: LeadFilters, at = '/query'): Promise<string[] | null> {
  const { actor, rows, organizationId } = scope;
  const own = ownersWithin(readableOwners(actor), filters.ownerId?.replaceAll('me', actor.userId ?? nobody), `${at}/ownerId`);
  if (filters.teamId === undefined) return own;
  const members = await rows<{ id: string }>(
    'select id from users where organization_id = $1 and team_id = any ($2::uuid[])', [organizationId, idList(filters.teamId, `${at}/teamId`)]);
  return members.map(({ id }) => id).filter((id) => !own || own.includes(id));
}

/** The leads that the filters leave of those the caller may see, as `from leads l where …` in SQL; `all` of them however many a search finds. */
export async function matchingSql(scope: Scope, filters: LeadFilters, place: Place, { at = '/query', all = false } = {}): Promise<string> {
  const { q, ownerId: _o, teamId: _t, ...narrowing } = filters;
  const owners = await ownersAsked(scope, filters, at);
  const conditions = await leadConditions(scope, narrowing, place, at);
  const reach = all ? searchReach.all : conditions.length > 0 ? searchReach.among : searchReach.newest;
  if (owners) conditions.push(`l.owner_key = any (${place(owners)}::uuid[])`);
  if (q) conditions.push(searchCondition(q, place, place(owners), reach));
  return `from leads l where l.organization_id = $1 and l.deleted_at is null ${conditions.map((condition) => `and ${condition}`).join(' ')}`;
}

/** A count of them as an expression in SQL; it stops at its cap. */
export async function cappedCountSql(scope: Scope, filters: LeadFilters, place: Place): Promise<string> {
  return `(select count(*)::int from (select 1 ${await matchingSql(scope, filters, place)} limit ${countCap}) c)`;
}

/** Throws a 400 naming the filter that cannot be asked, before it is kept. */
export async function refuseUnusableFilters(scope: Scope, filters: LeadFilters, at: string): Promise<void> {
  await ownersAsked(scope, filters, at);
  await leadConditions(scope, filters, () => '$1', at);
}
