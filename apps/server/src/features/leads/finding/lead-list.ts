import type { Input, LeadSortKey, listLeads } from '@lastmile/contracts';
import { decodeCursorOf, encodeCursor, type CursorPart } from '../../../core/cursor.ts';
import type { Scope } from '../../../core/in-org.ts';
import { searchReach } from '../../../core/search-text.ts';
import { countCap, Json } from '../../../core/sql.ts';
import { openStatuses } from '../lead.entity.ts';
import { readableOwners } from '../lead.policy.ts';
import { extraFieldsSql } from './extra-fields.ts';
import type { Place } from './filter-conditions.ts';
import { filtersIn, isPlain, leadConditions, matchingSql, ownersAsked, searchCondition } from './lead-filters.ts';
import { cardColumns } from '../lead.view.ts';

type Query = NonNullable<Input<typeof listLeads>['query']>;

interface Order {
  column: string;
  type: 'text' | 'timestamptz' | 'numeric' | 'int';
  /** Where leads may lack the value: the condition that one has it. Those without come last, the newest of them first. */
  filled?: string;
}
const orders: { [key in LeadSortKey]: Order } = {
  title: { column: 'title', type: 'text' },
  source: { column: 'source', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  updatedAt: { column: 'updated_at', type: 'timestamptz' },
  stageEnteredAt: { column: 'stage_entered_at', type: 'timestamptz' },
  value: { column: 'value', type: 'numeric' },
  score: { column: 'score', type: 'int', filled: 'l.score is not null' },
  lastActivityAt: { column: 'last_activity_at', type: 'timestamptz', filled: 'l.last_activity_at is not null' },
  // Who is won or lost has no next step, whatever was once noted.
  followUpAt: {
    column: 'follow_up_at', type: 'timestamptz',
    filled: `l.follow_up_at is not null and l.status in (${openStatuses.map((status) => `'${status}'`).join(', ')})`,
  },
};
const newest: Order = { column: 'created_at', type: 'timestamptz' };
const cursorParts: { [type in Order['type']]: CursorPart } = { text: 'text', timestamptz: 'instant', numeric: 'decimal', int: 'integer' };

interface Found { json: string; id: string; key: string }

/** A page of leads as the table shows them: keyset paging, so that page 1,000 costs what page 1 does. */
export async function leadList(scope: Scope, { fields, ...query }: Query): Promise<Json> {
  const { found, nextCursor, count } = await leadPage(scope, query, {
    columns: (place) => `${cardColumns(place(scope.now))}${fields ? `, ${extraFieldsSql(fields, place)} as fields` : ''}`, isPrepared: !fields,
  });
  const total = count === undefined ? '' : `,"count":${count}`;
  return new Json(`{"data":[${found.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}${total}}`);
}

interface Shown {
  /** What is read of each lead `l`, as columns in SQL. */
  columns: (place: Place) => string;
  /** Whether it is asked for in so few ways that all of them are kept prepared. */
  isPrepared: boolean;
}

export interface LeadPage { found: Found[]; nextCursor: string | null; count?: number }

/** The leads of a page, in any shape. */
export async function leadPage(
  scope: Scope, { limit = 50, cursor, count, sort = '-createdAt', q, ...narrowing }: Omit<Query, 'fields'>, { columns, isPrepared }: Shown,
): Promise<LeadPage> {
  const filters = filtersIn(narrowing);
  const order = orders[sort.replace('-', '') as LeadSortKey];
  const owners = await ownersAsked(scope, filters);
  const values: unknown[] = [scope.organizationId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['l.organization_id = $1', 'l.deleted_at is null', ...await leadConditions(scope, filters, place)];
  // A search gives the newest first: what goes on one page of them, unsifted, is all that has to be found. Who searches often looks no further.
  const isOfNewest = sort === '-createdAt' && conditions.length === 2;
  const reach = isOfNewest && !cursor && !count ? limit + 1 : isOfNewest ? searchReach.newest : searchReach.among;
  if (q) conditions.push(searchCondition(q, place, place(owners), reach));
  // What is asked in endless variety is not prepared: each statement would be kept on every connection for good.
  const run = q || !isPrepared || !isPlain(filters) ? scope.rowsPlannedAnew : scope.rows;

  const [key, ...after] = cursor ? decodeCursorOf(cursor, [[cursorParts[order.type], 'uuid'], ...(order.filled ? [['none', 'instant', 'uuid'] as const] : [])]) : [];
  const isAmongEmpty = after.length === 2;
  const pageOf = (by: Order, descending: boolean, part: string | undefined, from: readonly string[], take: number) =>
    run<Found>(...pageSql({ conditions: part ? [...conditions, part] : conditions, values, owners, order: by, descending, from, take, columns }));

  const filled = isAmongEmpty ? [] : await pageOf(order, sort.startsWith('-'), order.filled, key === undefined ? [] : [key, ...after], limit + 1);
  const rest = limit + 1 - filled.length;
  const empty = order.filled && rest > 0 ? await pageOf(newest, true, `not (${order.filled})`, isAmongEmpty ? after : [], rest) : [];
  const found = [...filled, ...empty];

  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = found.length > limit && last ? encodeCursor([...(shown.length > filled.length ? ['none'] : []), last.key, last.id]) : null;
  if (!count) return { found: shown, nextCursor };
  const owned = owners ? [`l.owner_key = any ($${values.length + 1}::uuid[])`] : [];
  const counted = `select count(*)::int as count from (select 1 from leads l where ${[...conditions, ...owned].join(' and ')} limit ${countCap}) c`;
  const [row] = await run<{ count: number }>(counted, owners ? [...values, owners] : values);
  return { found: shown, nextCursor, count: row!.count };
}

/** Which leads the filters leave, all of them however many a search finds, in the order asked for. */
export async function leadIds(scope: Scope, { sort = '-createdAt', ...narrowing }: Omit<Query, 'fields' | 'cursor' | 'limit' | 'count'>): Promise<string[]> {
  const { column, filled } = orders[sort.replace('-', '') as LeadSortKey];
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const order = filled
    ? `(${filled}) desc, case when ${filled} then l.${column} end ${direction}, case when ${filled} then l.id end ${direction}, l.created_at desc, l.id desc`
    : `l.${column} ${direction}, l.id ${direction}`;
  const values: unknown[] = [scope.organizationId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const found = await scope.rowsPlannedAnew<{ id: string }>(
    `select l.id ${await matchingSql(scope, filtersIn(narrowing), place, { all: true })} order by ${order}`, values);
  return found.map(({ id }) => id);
}

/** These leads in any shape, in this order, but for those that are gone or not the caller's to see by now. */
export function leadsById(scope: Scope, ids: readonly string[], columns: Shown['columns']): Promise<{ json: string }[]> {
  const values: unknown[] = [scope.organizationId, ids, readableOwners(scope.actor)];
  const place = (value: unknown) => `$${values.push(value)}`;
  return scope.rowsPlannedAnew(
    `select row_to_json(x)::text as json from unnest($2::uuid[]) with ordinality k (id, place)
       join lateral (select ${columns(place)} from leads l
         where l.organization_id = $1 and l.id = k.id and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))) x on true order by k.place`, values);
}

interface PageQuery {
  conditions: readonly string[];
  values: readonly unknown[];
  owners: string[] | null;
  order: Order;
  descending: boolean;
  /** Key and id of the last lead before this page; empty for the first. */
  from: readonly string[];
  take: number;
  columns: (place: Place) => string;
}

function pageSql({ conditions, values: given, owners, order, descending, from, take, columns }: PageQuery): [sql: string, values: unknown[]] {
  const values = [...given];
  const place = (value: unknown) => `$${values.push(value)}`;
  const all = [...conditions];
  if (from.length > 0) all.push(`(l.${order.column}, l.id) ${descending ? '<' : '>'} (${place(from[0])}::${order.type}, ${place(from[1])}::uuid)`);
  const direction = descending ? 'desc' : 'asc';
  const page = (extra: string[]) => `select l.* from leads l where ${[...all, ...extra].join(' and ')}
    order by l.${order.column} ${direction}, l.id ${direction} limit ${take}`;
  // “Mine and unclaimed” is a few ranges of the owners' index, each already in order; one range over all of them would have to be sorted.
  const source = owners
    ? `(select p.* from unnest(${place(owners)}::uuid[]) k (owner_key) cross join lateral (${page(['l.owner_key = k.owner_key'])}) p
        order by p.${order.column} ${direction}, p.id ${direction} limit ${take})`
    : `(${page([])})`;
  // A text key keeps microseconds; a date in JavaScript would not.
  const sql = `select row_to_json(x)::text as json, k.lead_id as id, k.key from (
      select row_number() over () as place, l.${order.column}::text as key, l.id as lead_id from ${source} l
    ) k join lateral (select ${columns(place)} from leads l where l.organization_id = $1 and l.id = k.lead_id) x on true order by k.place`;
  return [sql, values];
}
