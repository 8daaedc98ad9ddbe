import type { Scope } from '../../core/in-org.ts';
import { activityColumns, viewer } from '../activities/index.ts';
import { isPlannedSql, readableOwners } from '../leads/index.ts';
import type { People } from './people.ts';

/** As many as one day can hold; whoever plans more for a day sees the rest once these are done. */
const most = 50;

/**
 * What is planned until the end of the day and is not a follow-up of the sections: a second thing on a lead, or something that is to be done on
 * somebody else's. Both are with leads for which something was planned besides the follow-up, so only those are looked at, lead by lead: `offset 0`
 * keeps the order of the joins, which a plan made once for all values gets wrong (it read every lead).
 */
export async function plannedJson(scope: Scope, { ids, dayEnds }: People): Promise<string> {
  const [planned] = await scope.rows<{ json: string }>(
    `with others as materialized (
       select distinct b.lead_id from activities b
        where b.organization_id = $1 and b.deleted_at is null and b.status in ('planned', 'in_progress') and b.due_at is not null and not b.is_follow_up
          and b.due_at <= (select max(e) from unnest($3::timestamptz[]) e)
     ), found as (
       select a.id, a.due_at from others o
        cross join lateral (
          select l.id, l.owner_key, l.next_activity_id from leads l
           where l.organization_id = $1 and l.id = o.lead_id and l.deleted_at is null and l.status in ('new', 'in_progress', 'dormant')
             and ($4::uuid[] is null or l.owner_key = any ($4)) offset 0) l
        cross join lateral (
          select a.id, a.due_at, coalesce(a.assignee_id, l.owner_key) as person from activities a
           where a.organization_id = $1 and a.lead_id = l.id and ${isPlannedSql} offset 0) a
         join unnest($2::uuid[], $3::timestamptz[]) k (person, day_ends) on k.person = a.person and a.due_at <= k.day_ends
        where not (l.next_activity_id is not distinct from a.id and l.owner_key = any ($2))
     )
     select json_build_object('count', (select count(*)::int from found), 'activities', coalesce((
       select json_agg(row_to_json(x) order by f.due_at, f.id) from (select * from found order by due_at, id limit ${most}) f
        cross join lateral (
          select ${activityColumns(['$5', '$6', '$7', '$8'])} from activities a join leads l on l.organization_id = $1 and l.id = a.lead_id
           where a.organization_id = $1 and a.id = f.id) x), '[]'))::text as json`,
    [scope.organizationId, ids, dayEnds, readableOwners(scope.actor), ...viewer(scope)]);
  return planned!.json;
}
