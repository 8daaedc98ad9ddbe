import type { Input, getLeadTimeline } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { Json, instant } from '../../core/sql.ts';
import { editableSql, viewer } from '../activities/index.ts';
import { missingLead, readableOwners } from '../leads/index.ts';
import { arrivals, kindSql } from './timeline-kinds.ts';

type Query = NonNullable<Input<typeof getLeadTimeline>['query']>;

/** Throws what {@link missingLead} says for a lead the actor may not see. */
export async function mustSeeLead(scope: Scope, id: string): Promise<void> {
  const { rows, organizationId, actor } = scope;
  const found = await rows(
    `select 1 from leads l where l.organization_id = $1 and l.id = $2 and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))`,
    [organizationId, id, readableOwners(actor)]);
  if (found.length === 0) throw await missingLead(scope, id);
}

/** An event's activity, if it names one. */
const activityId = `case when e.changes->>'activityId' ~ '^[0-9a-fA-F-]{36}$' then (e.changes->>'activityId')::uuid end`;
const namesActivity = "split_part(e.type, '.', 1) = 'activity'";

/**
 * What happened to a lead, newest first, paged by the events' ids, which are in the order they were made. Beside an event stands the activity it is
 * about as it is now; of one that was deleted only that it was there. What happened to leads that were merged into it is told with it.
 */
export async function leadTimeline(scope: Scope, leadId: string, { limit = 50, cursor, kinds }: Query): Promise<Json> {
  await mustSeeLead(scope, leadId);
  const [before] = cursor ? decodeCursor(cursor, ['uuid']) : [null];
  const [, ...who] = viewer(scope);
  const found = await scope.rows<{ id: string; json: string }>(
    `select x.id, row_to_json(x)::text as json from (
       select e.id, e.type, ${instant('e.at')} as at, json_build_object('kind', e.actor_kind, 'id', e.actor_id, 'name', e.actor_name) as actor,
              case when d.deleted then e.changes - 'body' - 'changed' else e.changes end as changes, ${kindSql('e.type')} as kind,
              case when a.id is not null and not d.deleted then json_build_object(
                'id', a.id, 'type', a.type, 'status', a.status, 'outcome', a.outcome, 'subject', a.subject, 'body', a.body, 'isInternal', a.is_internal,
                'isEdited', coalesce(a.updated_at > a.done_at, false), 'canEdit', ${editableSql('$7', '$8', '$9')}) end as activity,
              d.deleted as "activityDeleted", case when e.subject_id <> $2 then ${numberSql('lead', 's.number')} end as "mergedFrom",
              case when e.type = 'lead.stage_changed' then (
                select extract(epoch from e.at - p.at)::int from events p
                 where p.organization_id = $1 and p.subject_type = 'lead' and p.subject_id = e.subject_id and p.id < e.id and p.type = any ($6)
                 order by p.id desc limit 1) end as "stoodSeconds"
         from (select e.* from (
                 select $2::uuid as id union all select m.id from leads m where m.organization_id = $1 and m.merged_into_id = $2) w
                cross join lateral (
                  select e.* from events e
                   where e.organization_id = $1 and e.subject_type = 'lead' and e.subject_id = w.id and ($3::uuid is null or e.id < $3)
                     -- A score follows from what the timeline tells anyway.
                     and e.type <> 'lead.scored' and ($4::text[] is null or ${kindSql('e.type')} = any ($4))
                     -- The lead it went into tells of merging and undoing itself.
                     and (w.id = $2 or not (e.type = 'lead.merged_into' or (e.type = 'lead.unmerged' and e.changes ? 'from'))) order by e.id desc limit $5) e
                order by e.id desc limit $5) e
         join leads s on s.organization_id = $1 and s.id = e.subject_id
         join leads l on l.organization_id = $1 and l.id = $2
         left join activities a on a.organization_id = $1 and ${namesActivity} and a.id = ${activityId}
        cross join lateral (select ${namesActivity} and (a.id is null or a.deleted_at is not null) as deleted) d
        order by e.id desc) x`,
    [scope.organizationId, leadId, before, kinds?.split(',') ?? null, limit + 1, arrivals, ...who]);
  const shown = found.slice(0, limit);
  const nextCursor = found.length > limit ? encodeCursor([shown.at(-1)!.id]) : null;
  return new Json(`{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`);
}
