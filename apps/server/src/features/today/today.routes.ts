import { getToday } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Routes } from '../../core/routes.ts';
import { Json } from '../../core/sql.ts';
import { addDays, dateIn, endOfDay } from '../../core/zoned-time.ts';
import { cardColumns, readableOwners } from '../leads/index.ts';

/** A count that stops says “more than 1,000”. */
const cap = 1001;

/** Whose leads the view shows: one's own, or everybody's one may see but the unclaimed, which have a section of their own. */
async function ownersOf({ actor, rows, organizationId }: Scope, view: 'mine' | 'team'): Promise<string[]> {
  if (view === 'mine') return [actor.userId ?? nobody];
  const readable = readableOwners(actor);
  if (readable) return readable.filter((id) => id !== nobody);
  const users = await rows<{ id: string }>('select id from users where organization_id = $1', [organizationId]);
  return users.map(({ id }) => id);
}

const cards = (condition: string, order: string) => `
  (select json_build_object(
    'count', (select count(*)::int from (select 1 from unnest($6::uuid[]) k (owner_key) join leads l on l.organization_id = $1 and l.owner_key = k.owner_key
       and ${condition} limit ${cap}) c),
    'leads', coalesce((select json_agg(row_to_json(y)) from (
      select ${cardColumns('$2', '$3')}, g.name as "stageName",
             (select count(*)::int from stages s where s.organization_id = $1 and s.pipeline_id = l.pipeline_id and s.position < g.position
                 and s.type in ('new', 'in_progress')) as "stagePosition",
             (select count(*)::int from stages s where s.organization_id = $1 and s.pipeline_id = l.pipeline_id and s.type in ('new', 'in_progress')) as "openStages"
        from (select p.id, p.place from (
                select l.id, row_number() over (order by ${order}) as place
                  from unnest($6::uuid[]) k (owner_key)
                  cross join lateral (select l.* from leads l where l.organization_id = $1 and l.owner_key = k.owner_key and ${condition}
                    order by ${order} limit $5) l
              ) p where p.place <= $5) i
        join leads l on l.organization_id = $1 and l.id = i.id
        join stages g on g.organization_id = $1 and g.id = l.stage_id
       order by i.place) y), '[]')))`;

const open = "l.deleted_at is null and l.follow_up_at is not null and l.status in ('new', 'in_progress', 'dormant')";
const followUps = (condition: string) => cards(`${open} and ${condition}`, 'l.follow_up_at, l.id');

async function today(scope: Scope, view: 'mine' | 'team', limit: number): Promise<Json> {
  const { organizationId, actor, now, rows } = scope;
  const date = dateIn(actor.timezone, now);
  const owners = await ownersOf(scope, view);
  // An instant is late once it is past, a date once its day is: both are past their follow_up_at.
  const parameters = [organizationId, now, actor.timezone, endOfDay(date, actor.timezone), limit, owners];
  const claimable = !actor.role || actor.grants['leads:claim'];
  const sections: [string, string, unknown[]][] = [
    ['overdue', followUps('l.follow_up_at < $2 and $4::timestamptz is not null'), parameters],
    ['due', followUps('l.follow_up_at >= $2 and l.follow_up_at <= $4'), parameters],
    ['later', followUps('l.follow_up_at > $4 and l.follow_up_at <= $7::timestamptz'), [...parameters, endOfDay(addDays(date, 7), actor.timezone)]],
    ['unclaimed', cards("l.deleted_at is null and l.status in ('new', 'in_progress') and $4::timestamptz is not null", 'l.created_at desc, l.id desc'),
      [...parameters.slice(0, 5), claimable ? [nobody] : []]],
  ];
  const parts: string[] = [`"date":"${date}"`];
  for (const [name, sql, values] of sections) {
    const [row] = await rows<{ json: string }>(`select ${sql}::text as json`, values);
    parts.push(`"${name}":${row!.json}`);
  }
  const [figures] = await rows<{ json: string }>(
    `select json_build_object(
       'oldestOverdueAt', (select to_char(min(o.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from unnest($2::uuid[]) k (owner_key)
          cross join lateral (select l.follow_up_at as at from leads l where l.organization_id = $1 and l.owner_key = k.owner_key and ${open}
            and l.follow_up_at < $3 order by l.follow_up_at limit 1) o),
       'doneToday', (select count(*)::int from activities a where a.organization_id = $1 and a.created_by_id = any ($2) and a.type <> 'note'
          and a.done_at >= $4),
       'openValue', c.value, 'openCount', c.count)::text as json
       from (select coalesce(sum(x.leads), 0)::int as count, coalesce(sum(x.value), 0)::numeric(20,2)::text as value from (
         select k.stage_id, k.leads, k.value from lead_counts k where k.organization_id = $1 and k.owner_key = any ($2)
         union all select d.stage_id, d.leads, d.value from lead_count_deltas d where d.organization_id = $1 and d.owner_key = any ($2)
       ) x join stages s on s.organization_id = $1 and s.id = x.stage_id and s.type in ('new', 'in_progress')) c`,
    [organizationId, owners, now, new Date(endOfDay(addDays(date, -1), actor.timezone).getTime() + 1)]);
  return new Json(`{${parts.join(',')},${figures!.json.slice(1)}`);
}

export function todayRoutes({ on }: Routes): void {
  on(getToday, (scope, { query }) => today(scope, query.view ?? 'mine', query.limit ?? 20));
}
