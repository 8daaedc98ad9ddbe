import type { Input, getBoard } from '@lastmile/contracts';
import { decodeCursor } from '../../../core/cursor.ts';
import { idList } from '../../../core/id-list.ts';
import type { Scope } from '../../../core/in-org.ts';
import { NotFound } from '../../../core/problems.ts';
import { searchReach } from '../../../core/search-text.ts';
import { Json } from '../../../core/sql.ts';
import { countSql } from './lead-counts.ts';
import { filtersIn, leadConditions, ownersAsked, searchCondition } from './lead-filters.ts';
import { cardColumns } from '../lead.view.ts';

type Query = NonNullable<Input<typeof getBoard>['query']>;

/** The cursor of a column's next cards, made in SQL: the last card's rank and id, in the form of core/cursor. */
const cursorSql = (rank: string, id: string) => `translate(encode(convert_to(json_build_array(${rank}, ${id})::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/** Where a column's figures and cards come from: what stands before the statement, and two laterals over the stage `s`. */
interface Columns { before: string; counted: string; cards: string; isPrepared: boolean }

/** The board in one statement and one pass: per stage its count, its value and its first cards. */
export async function leadBoard(scope: Scope, query: Query): Promise<Json> {
  const { limit = 30, cursor } = query;
  const { pipelineId, stageId, status, ...filters } = filtersIn(query);
  const owners = await ownersAsked(scope, filters);
  const [afterRank, afterId] = cursor ? decodeCursor(cursor, ['text', 'uuid']) : [null, null];
  // $1 to $4 are the same in every variant, so each has one prepared statement.
  const values: unknown[] = [scope.organizationId, pipelineId ?? null, owners, scope.now];
  const place = (value: unknown) => `$${values.push(value)}`;

  const stages = [
    ...(stageId ? [`and s.id = any (${place(idList(stageId, '/query/stageId'))}::uuid[])`] : []),
    ...(status ? [`and s.type = any (${place(status.split(','))}::text[])`] : []),
  ].join(' ');
  const after = cursor ? `and (l.rank, l.id) > (${place(afterRank)}, ${place(afterId)}::uuid)` : '';
  const { ownerId: _o, teamId: _t, q, ...narrowing } = filters;
  const conditions = await leadConditions(scope, narrowing, place);
  if (q) conditions.push(searchCondition(q, place, '$3', searchReach.among));
  const columns = conditions.length > 0 ? foundColumns(conditions, after, limit) : allColumns(owners, after, limit);

  const sql = `
    with pipeline as (
      select p.id, p.name from pipelines p
       where p.organization_id = $1 and p.kind = 'lead' and case when $2::uuid is null then p.is_default else p.id = $2 end
    )${columns.before}
    select json_build_object('pipelineId', p.id, 'pipelineName', p.name, 'stages', (
      select coalesce(json_agg(b.stage order by b.position), '[]') from (
        select s.position, json_build_object(
          'id', s.id, 'name', s.name, 'type', s.type, 'position', s.position, 'color', s.color, 'probability', s.probability,
          'quietAfterDays', s.quiet_after_days, 'count', c.count, 'value', c.value, 'leads', d.leads,
          'nextCursor', case when d.found > ${limit} then d.cursor end) as stage
          from stages s
          cross join lateral (${columns.counted}) c
          cross join lateral (
            select coalesce(json_agg(x.card order by x.place) filter (where x.place <= ${limit}), '[]') as leads, count(*) as found,
                   max(${cursorSql('x.rank', 'x.id')}) filter (where x.place = ${limit}) as cursor
              from (select i.id, i.rank, row_number() over (order by i.rank, i.id) as place,
                           (select row_to_json(y) from (select ${cardColumns('$4')} from leads l where l.organization_id = $1 and l.id = i.id) y) as card
                      from (${columns.cards}) i) x
          ) d
         where s.organization_id = $1 and s.pipeline_id = p.id ${stages}
      ) b))::text as json
      from pipeline p`;
  // A filter looks through many leads, which PostgreSQL would compile first; that takes longer than it saves.
  if (!columns.isPrepared) scope.write('set local jit = off', []);
  const run = columns.isPrepared ? scope.rows : scope.rowsPlannedAnew;
  const [board] = await run<{ json: string }>(sql, values);
  if (!board) throw new NotFound('pipeline');
  return new Json(board.json);
}

/** Every card of a stage, at most of some owners: cards from the index of their stage, counts from the counters; neither grows with the leads there are. */
function allColumns(owners: string[] | null, after: string, limit: number): Columns {
  const cards = (extra: string) => `select l.id, l.rank from leads l
     where l.organization_id = $1 and l.stage_id = s.id and l.deleted_at is null ${after} ${extra} order by l.rank, l.id limit ${limit + 1}`;
  return {
    before: '',
    counted: countSql('s.id', '$3'),
    cards: owners
      ? `select p.* from unnest($3::uuid[]) k (owner_key) cross join lateral (${cards('and l.owner_key = k.owner_key')}) p order by p.rank, p.id limit ${limit + 1}`
      : cards(''),
    isPrepared: true,
  };
}

/** The cards that filters leave. They are looked for once and then counted and put in order, where each column by itself would look through all again. */
function foundColumns(conditions: readonly string[], after: string, limit: number): Columns {
  return {
    before: `, found as materialized (
      select l.id, l.stage_id, l.rank, l.value from leads l
       where l.organization_id = $1 and l.deleted_at is null and l.pipeline_id = (select id from pipeline)
         and ($3::uuid[] is null or l.owner_key = any ($3)) and ${conditions.join(' and ')}
    ), heads as (
      select stage_id, count(*)::int as count, sum(value)::numeric(20,2)::text as value from found group by stage_id
    )`,
    counted: `select coalesce(sum(h.count), 0)::int as count, coalesce(max(h.value), '0.00') as value from heads h where h.stage_id = s.id`,
    cards: `select l.id, l.rank from found l where l.stage_id = s.id ${after} order by l.rank, l.id limit ${limit + 1}`,
    isPrepared: false,
  };
}
