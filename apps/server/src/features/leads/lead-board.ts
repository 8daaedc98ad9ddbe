import type { Input, getBoard } from '@lastmile/contracts';
import { decodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { searchPattern } from '../../core/search-text.ts';
import { Json } from '../../core/sql.ts';
import { countSql } from './lead-counts.ts';
import { searchReach } from './lead-list.ts';
import { ownersWithin, readableOwners } from './lead.policy.ts';
import { cardColumns } from './lead.view.ts';

type Query = NonNullable<Input<typeof getBoard>['query']>;

/** The cursor of a column's next cards, made in SQL: the last card's rank and id, in the form of core/cursor. */
const cursorSql = (rank: string, id: string) => `translate(encode(convert_to(json_build_array(${rank}, ${id})::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/**
 * The board in one statement and one pass: per stage its count, its value and its first cards. Cards come from the index of their stage, counts from
 * the counters; neither grows with the leads there are.
 */
export async function leadBoard(scope: Scope, query: Query): Promise<Json> {
  const { limit = 30, cursor, stageId, q } = query;
  const owners = ownersWithin(readableOwners(scope.actor), query.ownerId);
  const [afterRank, afterId] = cursor ? decodeCursor(cursor, ['text', 'uuid']) : [null, null];
  // $1 to $5 are the same in every variant, so each has one prepared statement.
  const values: unknown[] = [scope.organizationId, query.pipelineId ?? null, owners, scope.now, scope.actor.timezone];
  const place = (value: unknown) => `$${values.push(value)}`;

  const found = q ? `found as materialized (select search_leads(${place(searchPattern(q))}, $3, ${searchReach}) as id),` : '';
  const within = q ? 'and l.id = any (array(select id from found))' : '';
  const after = cursor ? `and (l.rank, l.id) > (${place(afterRank)}, ${place(afterId)}::uuid)` : '';
  const stage = stageId ? `and s.id = ${place(stageId)}` : '';
  const cards = (extra: string) => `select l.id, l.rank from leads l
     where l.organization_id = $1 and l.stage_id = s.id and l.deleted_at is null ${within} ${after} ${extra} order by l.rank, l.id limit ${limit + 1}`;
  const pick = owners
    ? `select p.* from unnest($3::uuid[]) k (owner_key) cross join lateral (${cards('and l.owner_key = k.owner_key')}) p order by p.rank, p.id limit ${limit + 1}`
    : cards('');
  const counted = q
    ? `select count(*)::int as count, coalesce(sum(l.value), 0)::numeric(20,2)::text as value from leads l
        where l.organization_id = $1 and l.stage_id = s.id and l.deleted_at is null ${within} and ($3::uuid[] is null or l.owner_key = any ($3))`
    : countSql('s.id', '$3');

  const sql = `
    with ${found} pipeline as (
      select p.id, p.name from pipelines p
       where p.organization_id = $1 and p.kind = 'lead' and case when $2::uuid is null then p.is_default else p.id = $2 end
    )
    select json_build_object('pipelineId', p.id, 'pipelineName', p.name, 'stages', (
      select coalesce(json_agg(b.stage order by b.position), '[]') from (
        select s.position, json_build_object(
          'id', s.id, 'name', s.name, 'type', s.type, 'position', s.position, 'color', s.color, 'probability', s.probability,
          'quietAfterDays', s.quiet_after_days, 'count', c.count, 'value', c.value, 'leads', d.leads,
          'nextCursor', case when d.found > ${limit} then d.cursor end) as stage
          from stages s
          cross join lateral (${counted}) c
          cross join lateral (
            select coalesce(json_agg(x.card order by x.place) filter (where x.place <= ${limit}), '[]') as leads, count(*) as found,
                   max(${cursorSql('x.rank', 'x.id')}) filter (where x.place = ${limit}) as cursor
              from (select i.id, i.rank, row_number() over (order by i.rank, i.id) as place,
                           (select row_to_json(y) from (select ${cardColumns('$4', '$5')} from leads l where l.organization_id = $1 and l.id = i.id) y) as card
                      from (${pick}) i) x
          ) d
         where s.organization_id = $1 and s.pipeline_id = p.id ${stage}
      ) b))::text as json
      from pipeline p`;
  const run = q ? scope.rowsPlannedAnew : scope.rows;
  const [board] = await run<{ json: string }>(sql, values);
  if (!board) throw new NotFound('pipeline');
  return new Json(board.json);
}
