import type { todaySections } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { countCap, Json } from '../../core/sql.ts';
import { cardColumns } from '../leads/index.ts';
import type { People } from './people.ts';

export type SectionName = (typeof todaySections)[number];

/** A count that stops says “more than 1,000”. */

const followUp = "l.deleted_at is null and l.follow_up_at is not null and l.status in ('new', 'in_progress', 'dormant')";

/** What is in each section, in SQL: `l` is a lead of the person `k`. An instant is late once it is past, a date once its day is: both are past their `follow_up_at`. */
const conditions: { [name in SectionName]: string } = {
  overdue: `l.owner_key = k.owner_key and ${followUp} and l.follow_up_at < $2`,
  due: `l.owner_key = k.owner_key and ${followUp} and l.follow_up_at >= $2 and l.follow_up_at <= k.day_ends`,
  later: `l.owner_key = k.owner_key and ${followUp} and l.follow_up_at > k.day_ends and l.follow_up_at <= k.week_ends and $2::timestamptz is not null`,
  // The words of the queue's index.
  unclaimed: "l.owner_id is null and l.deleted_at is null and l.status in ('new', 'in_progress') and $2::timestamptz is not null",
};

const peopleSql = 'unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[]) k (owner_key, day_ends, week_ends)';

/** The parameters of every statement here. */
const parameters = (scope: Scope, name: SectionName, { ids, dayEnds, weekEnds }: People): unknown[] => {
  const whose = name === 'unclaimed' ? [[nobody], [scope.now], [scope.now]] : [ids, dayEnds, weekEnds];
  return [scope.organizationId, scope.now, ...whose];
};

/** The cards of a section in their order, as `json`, `id`, `key` and `place`; `$6` is how many, and a cursor's key is in `$7` and `$8`. */
function cardsSql(name: SectionName, withCursor: boolean): string {
  const [column, direction, beyond] = name === 'unclaimed' ? ['l.created_at', 'desc', '<'] : ['l.follow_up_at', 'asc', '>'];
  const after = withCursor ? `and (${column}, l.id) ${beyond} ($7::timestamptz, $8::uuid)` : '';
  return `
    select i.id, i.key, i.place, row_to_json(y) as json
      from (select p.id, p.at::text as key, row_number() over (order by p.at ${direction}, p.id ${direction}) as place
              from ${peopleSql}
              cross join lateral (
                select l.id, ${column} as at from leads l where l.organization_id = $1 and ${conditions[name]} ${after}
                 order by ${column} ${direction}, l.id ${direction} limit $6) p
             order by p.at ${direction}, p.id ${direction} limit $6) i
      cross join lateral (
        select ${cardColumns('$2')}, g.name as "stageName",
               (select count(*)::int from stages s where s.organization_id = $1 and s.pipeline_id = l.pipeline_id and s.position < g.position
                   and s.type in ('new', 'in_progress')) as "stagePosition",
               (select count(*)::int from stages s where s.organization_id = $1 and s.pipeline_id = l.pipeline_id and s.type in ('new', 'in_progress')) as "openStages"
          from leads l join stages g on g.organization_id = $1 and g.id = l.stage_id
         where l.organization_id = $1 and l.id = i.id) y`;
}

/** A section as Today shows it: how many there are, and the first of them. Person by person, so that each count is a range of an index. */
export async function sectionJson(scope: Scope, name: SectionName, people: People, limit: number): Promise<string> {
  const [section] = await scope.rows<{ json: string }>(
    `select json_build_object(
       'count', (select count(*)::int from (
          select from ${peopleSql}
           cross join lateral (select from leads l where l.organization_id = $1 and ${conditions[name]} limit ${countCap}) o limit ${countCap}) c),
       'leads', coalesce((select json_agg(r.json order by r.place) from (${cardsSql(name, false)}) r), '[]'))::text as json`,
    [...parameters(scope, name, people), limit]);
  return section!.json;
}

/** A page of a section, by key. */
export async function sectionPage(
  scope: Scope, name: SectionName, people: People, { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<Json> {
  const after = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [];
  const found = await scope.rows<{ json: string; id: string; key: string }>(
    `select r.id, r.key, r.json::text as json from (${cardsSql(name, after.length > 0)}) r order by r.place`,
    [...parameters(scope, name, people), limit + 1, ...after]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = found.length > limit && last ? encodeCursor([last.key, last.id]) : null;
  return new Json(`{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`);
}
