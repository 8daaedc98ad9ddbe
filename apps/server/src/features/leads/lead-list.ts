import type { Input, listLeads } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { idList } from '../../core/id-list.ts';
import type { Scope } from '../../core/in-org.ts';
import { searchPattern } from '../../core/search-text.ts';
import { Json } from '../../core/sql.ts';
import { ownersWithin, readableOwners } from './lead.policy.ts';
import { cardColumns } from './lead.view.ts';

type Query = NonNullable<Input<typeof listLeads>['query']>;

/** How many leads a search looks at, newest first. Whoever means another one types more of its name. */
export const searchReach = 1000;
/** A count stops here and says “more than 1,000”. */
export const countCap = 1001;

interface Order { column: string; type: string; descending: boolean }
const orders: { [sort in NonNullable<Query['sort']>]: Order } = {
  '-createdAt': { column: 'created_at', type: 'timestamptz', descending: true },
  createdAt: { column: 'created_at', type: 'timestamptz', descending: false },
  followUpAt: { column: 'follow_up_at', type: 'timestamptz', descending: false },
  '-followUpAt': { column: 'follow_up_at', type: 'timestamptz', descending: true },
  title: { column: 'title', type: 'text', descending: false },
  '-title': { column: 'title', type: 'text', descending: true },
};

/** A page of leads as the table shows them: keyset paging, so that page 1,000 costs what page 1 does. */
export async function leadList(scope: Scope, query: Query): Promise<Json> {
  const { limit = 50, cursor, count, sort = '-createdAt', q } = query;
  const owners = ownersWithin(readableOwners(scope.actor), query.ownerId);
  const values: unknown[] = [scope.organizationId];
  const place = (value: unknown) => `$${values.push(value)}`;

  const conditions = ['l.organization_id = $1', 'l.deleted_at is null'];
  if (query.pipelineId) conditions.push(`l.pipeline_id = ${place(query.pipelineId)}`);
  if (query.stageId) conditions.push(`l.stage_id = any (${place(idList(query.stageId, '/query/stageId').filter((id) => id !== 'none'))}::uuid[])`);
  if (query.status) conditions.push(`l.status = any (${place(query.status.split(','))}::text[])`);
  if (query.source) conditions.push(`l.source = any (${place(query.source.split(','))}::text[])`);
  // A search gives the newest first: what goes on one page of them, unsifted, is all that has to be found. Who searches often looks no further.
  const isFirstOfNewest = sort === '-createdAt' && !cursor && !count && conditions.length === 2;
  const reach = isFirstOfNewest ? limit + 1 : searchReach;
  // As an array the found are looked up one by one; joined, the planner, who cannot know how many there are, reads every lead instead.
  if (q) conditions.push(`l.id = any (array(select search_leads(${place(searchPattern(q))}, ${place(owners)}::uuid[], ${reach})))`);

  const order = orders[sort];
  if (order.column === 'follow_up_at') conditions.push('l.follow_up_at is not null', `l.status in ('new', 'in_progress', 'dormant')`);
  const ownersPlace = owners && place(owners);
  const counted = `select 1 from leads l where ${conditions.join(' and ')}${ownersPlace ? ` and l.owner_key = any (${ownersPlace}::uuid[])` : ''} limit ${countCap}`;
  const countValues = [...values];

  if (cursor) {
    const [key, id] = decodeCursor(cursor, [order.type === 'text' ? 'text' : 'instant', 'uuid']);
    conditions.push(`(l.${order.column}, l.id) ${order.descending ? '<' : '>'} (${place(key)}::${order.type}, ${place(id)}::uuid)`);
  }
  const direction = order.descending ? 'desc' : 'asc';
  const page = (extra: string) => `select l.* from leads l where ${[...conditions, ...(extra ? [extra] : [])].join(' and ')}
    order by l.${order.column} ${direction}, l.id ${direction} limit ${limit + 1}`;
  // “Mine and unclaimed” is a few ranges of the owners' index, each already in order; one range over all of them would have to be sorted.
  const source = ownersPlace
    ? `(select p.* from unnest(${ownersPlace}::uuid[]) k (owner_key) cross join lateral (${page('l.owner_key = k.owner_key')}) p
        order by p.${order.column} ${direction}, p.id ${direction} limit ${limit + 1})`
    : `(${page('')})`;
  const now = place(scope.now);
  const timezone = place(scope.actor.timezone);
  // A text key keeps microseconds; a date in JavaScript would not.
  const sql = `select row_to_json(x)::text as json, x.id, k.key from (
      select row_number() over () as place, l.${order.column}::text as key, l.id as lead_id from ${source} l
    ) k join lateral (select ${cardColumns(now, timezone)} from leads l where l.organization_id = $1 and l.id = k.lead_id) x on true order by k.place`;
  const run = q ? scope.rowsPlannedAnew : scope.rows;
  const found = await run<{ json: string; id: string; key: string }>(sql, values);

  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = found.length > limit && last ? encodeCursor([last.key, last.id]) : null;
  let total = '';
  if (count) {
    const [row] = await run<{ count: number }>(`select count(*)::int as count from (${counted}) c`, countValues);
    total = `,"count":${row!.count}`;
  }
  return new Json(`{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}${total}}`);
}
