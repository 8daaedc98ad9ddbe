import type { Input, listActivities } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { idList } from '../../core/id-list.ts';
import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import { searchPattern, searchReach } from '../../core/search-text.ts';
import { Json } from '../../core/sql.ts';
import { endOfDay, isDate, startOfDay } from '../../core/zoned-time.ts';
import { readableOwners } from '../leads/index.ts';
import { activityColumns, viewer } from './activity.view.ts';

type Query = NonNullable<Input<typeof listActivities>['query']>;

/** A page of the log, of leads the actor may see: by when things were done or are due, paged by key. */
export async function activityList(scope: Scope, query: Query): Promise<Json> {
  const { limit = 50, cursor, sort = '-at', q } = query;
  const values: unknown[] = [scope.organizationId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const readable = readableOwners(scope.actor);
  const owners = readable && place(readable);
  const conditions = filters(scope, query, place);
  if (owners) conditions.push(`l.owner_key = any (${owners}::uuid[])`);
  if (q) {
    const [pattern, within] = [place(searchPattern(q)), owners ?? 'null'];
    conditions.push(`(a.id = any (array(select search_activities(${pattern}, ${within}::uuid[], ${searchReach.among})))
      or a.lead_id = any (array(select search_leads(${pattern}, ${within}::uuid[], ${searchReach.among}))))`);
  }
  const [order, before] = sort === '-at' ? ['desc', '<'] : ['asc', '>'];
  if (cursor) {
    const [at, id] = decodeCursor(cursor, ['instant', 'uuid']);
    conditions.push(`(a.at, a.id) ${before} (${place(at)}::timestamptz, ${place(id)}::uuid)`);
  }
  const [now, writable, me, may] = viewer(scope).map(place) as [string, string, string, string];
  // Who sees few of the leads is helped by another plan than who sees all of them.
  const run = q || owners ? scope.rowsPlannedAnew : scope.rows;
  const found = await run<{ json: string; id: string; key: string }>(
    `select row_to_json(x)::text as json, k.id, k.key from (
       select a.id, a.at::text as key, row_number() over (order by a.at ${order}, a.id ${order}) as place
         from activities a join leads l on l.organization_id = $1 and l.id = a.lead_id and l.deleted_at is null
        where a.organization_id = $1 and a.deleted_at is null and ${conditions.join(' and ')}
        order by a.at ${order}, a.id ${order} limit ${limit + 1}
     ) k cross join lateral (
       select ${activityColumns([now, writable, me, may])}
         from activities a join leads l on l.organization_id = $1 and l.id = a.lead_id where a.organization_id = $1 and a.id = k.id
     ) x order by k.place`, values);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = found.length > limit && last ? encodeCursor([last.key, last.id]) : null;
  return new Json(`{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`);
}

function filters({ actor }: Scope, query: Query, place: (value: unknown) => string): string[] {
  const conditions: string[] = ['true'];
  if (query.leadId) conditions.push(`a.lead_id = ${place(query.leadId)}`);
  for (const field of ['type', 'outcome', 'status'] as const) {
    if (query[field]) conditions.push(`a.${field} = any (${place(query[field].split(','))}::text[])`);
  }
  // Whose it is: who did it, and of what is planned who is to do it.
  if (query.userId) {
    const people = place(idList(query.userId, '/query/userId').filter((id) => id !== 'none'));
    conditions.push(`case when a.status = 'done' then a.done_by_id else coalesce(a.assignee_id, l.owner_id) end = any (${people}::uuid[])`);
  }
  if (query.from) conditions.push(`a.at >= ${place(startOfDay(day(query.from, '/query/from'), actor.timezone))}::timestamptz`);
  if (query.to) conditions.push(`a.at <= ${place(endOfDay(day(query.to, '/query/to'), actor.timezone))}::timestamptz`);
  return conditions;
}

function day(text: string, pointer: string): string {
  if (isDate(text)) return text;
  const detail = `${text} is no day; expected one such as 2026-05-18.`;
  throw new Refusal({ status: 400, code: 'malformed', detail: `${pointer}: ${detail}`, errors: [{ pointer, detail }] });
}
