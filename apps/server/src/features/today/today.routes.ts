import { getToday, listTodayLeads } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import type { Routes } from '../../core/routes.ts';
import { Json } from '../../core/sql.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { peopleOf, type People, type View } from './people.ts';
import { plannedJson } from './planned.ts';
import { sectionJson, sectionPage, type SectionName } from './sections.ts';

const mayClaim = ({ actor }: Scope): boolean => !actor.role || Boolean(actor.grants['leads:claim']);
const nothing = '{"count":0,"leads":[]}';

async function today(scope: Scope, view: View, limit: number): Promise<Json> {
  const people = await peopleOf(scope, view);
  const parts: string[] = [`"date":"${dateIn(scope.actor.timezone, scope.now)}"`];
  for (const name of ['overdue', 'due', 'later', 'unclaimed'] as const) {
    const isHidden = name === 'unclaimed' && !mayClaim(scope);
    parts.push(`"${name}":${isHidden ? nothing : await sectionJson(scope, name, people, limit)}`);
  }
  parts.push(`"planned":${await plannedJson(scope, people)}`);
  return new Json(`{${parts.join(',')},${(await figuresJson(scope, people)).slice(1)}`);
}

/** What the day comes to, for the figures above it. */
async function figuresJson({ rows, organizationId, now }: Scope, { ids, dayBegins }: People): Promise<string> {
  const [figures] = await rows<{ json: string }>(
    `select json_build_object(
       'oldestOverdueAt', (select to_char(min(o.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from unnest($2::uuid[]) k (owner_key)
          cross join lateral (select l.follow_up_at as at from leads l where l.organization_id = $1 and l.owner_key = k.owner_key and l.deleted_at is null
            and l.follow_up_at is not null and l.status in ('new', 'in_progress', 'dormant') and l.follow_up_at < $3 order by l.follow_up_at limit 1) o),
       'doneToday', (select count(*)::int from unnest($2::uuid[], $4::timestamptz[]) k (person, day_begins)
          join activities a on a.organization_id = $1 and a.done_by_id = k.person and a.done_at >= k.day_begins and a.type <> 'note' and a.deleted_at is null),
       'quotesPending', (select count(*)::int from unnest($2::uuid[]) k (owner_key)
          join leads l on l.organization_id = $1 and l.owner_key = k.owner_key and l.deleted_at is null
          join quotes q on q.organization_id = $1 and q.lead_id = l.id and q.status in ('sent', 'on_review') and q.deleted_at is null),
       'openValue', c.value, 'openCount', c.count)::text as json
       from (select coalesce(sum(x.leads), 0)::int as count, coalesce(sum(x.value), 0)::numeric(20,2)::text as value from (
         select k.stage_id, k.leads, k.value from lead_counts k where k.organization_id = $1 and k.owner_key = any ($2)
         union all select d.stage_id, d.leads, d.value from lead_count_deltas d where d.organization_id = $1 and d.owner_key = any ($2)
       ) x join stages s on s.organization_id = $1 and s.id = x.stage_id and s.type in ('new', 'in_progress')) c`,
    [organizationId, ids, now, dayBegins]);
  return figures!.json;
}

async function page(
  scope: Scope, { section, view = 'mine', limit = 50, cursor }: { section: SectionName; view?: View; limit?: number; cursor?: string },
): Promise<Json> {
  if (section === 'unclaimed' && !mayClaim(scope)) return new Json('{"data":[],"nextCursor":null}');
  return sectionPage(scope, section, await peopleOf(scope, view), { limit, cursor });
}

export function todayRoutes({ on }: Routes): void {
  on(getToday, (scope, { query }) => today(scope, query.view ?? 'mine', query.limit ?? 20));
  on(listTodayLeads, (scope, { query }) => page(scope, query));
}
