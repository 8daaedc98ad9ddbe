import type { LoggedActivity } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import { Json, instant } from '../../core/sql.ts';
import { dueSql, momentSql, momentStateSql, readableOwners, writableOwners } from '../leads/index.ts';

/** What the columns below ask about who looks, as parameters in this order: now, whose leads they may work on, who they are, whether they may write. */
export const viewer = ({ actor, now }: Pick<Scope, 'actor' | 'now'>): unknown[] =>
  [now, writableOwners(actor, 'activities:write'), actor.userId, mayWrite(actor)];

const mayWrite = (actor: Actor): boolean => !actor.role || Boolean(actor.grants['activities:write']);

/** An activity as the contract shows it, as columns in SQL: `a` is the activity, `l` its lead; the places are those of {@link viewer}. */
export const activityColumns = ([now, owners, me, may]: readonly [string, string, string, string]): string => `
  a.id, a.lead_id as "leadId", ${numberSql('lead', 'l.number')} as "leadNumber", l.title as "leadTitle", l.status as "leadStatus", l.owner_id as "leadOwnerId", a.type, a.status,
  a.outcome, a.subject, a.body, a.priority, a.is_internal as "isInternal", ${momentSql('a.due_at', 'a.due_on')} as "dueAt",
  case when a.status in ('planned', 'in_progress') and a.due_at is not null and l.status not in ('won', 'lost')
    then ${momentStateSql('a.due_at', 'l', now)} else 'none' end as due,
  l.next_activity_id is not distinct from a.id as "isNextStep", a.assignee_id as "assigneeId",
  (select u.name from users u where u.organization_id = $1 and u.id = coalesce(a.assignee_id, l.owner_id)) as "assigneeName",
  ${instant('a.done_at')} as "doneAt", a.done_by_id as "doneById",
  (select u.name from users u where u.organization_id = $1 and u.id = a.done_by_id) as "doneByName", a.created_by_id as "createdById",
  (select u.name from users u where u.organization_id = $1 and u.id = a.created_by_id) as "createdByName",
  ${instant('a.created_at')} as "createdAt", ${instant('a.updated_at')} as "updatedAt", a.version,
  json_build_object('edit', ${editableSql(owners, me, may)}) as can`;

/** Who may change, finish or delete an activity: whose it is, and who works on the lead; on a converted lead notes alone (D27). */
export const editableSql = (owners: string, me: string, may: string): string => `
  ${may}::boolean and (a.type = 'note' or l.converted_at is null)
    and (${owners}::uuid[] is null or l.owner_key = any (${owners}::uuid[]) or coalesce(a.created_by_id = ${me}::uuid, false) or coalesce(a.done_by_id = ${me}::uuid, false))`;

const oneSql = (more: string): string => `
  select x.version, row_to_json(x)::text as json from (
    select ${activityColumns(['$3', '$4', '$5', '$6'])} ${more}
      from activities a join leads l on l.organization_id = $1 and l.id = a.lead_id and l.deleted_at is null
     where a.organization_id = $1 and a.id = $2 and a.deleted_at is null and ($7::uuid[] is null or l.owner_key = any ($7))) x`;

async function one(scope: Scope, id: string, more: string): Promise<{ version: number; json: string }> {
  const [activity] = await scope.rows<{ version: number; json: string }>(
    oneSql(more), [scope.organizationId, id, ...viewer(scope), readableOwners(scope.actor)]);
  if (!activity) throw new NotFound('activity');
  return activity;
}

/** One activity of a lead the actor may see. Throws {@link NotFound}. */
export async function activityView(scope: Scope, id: string): Promise<Json> {
  const { json, version } = await one(scope, id, '');
  return new Json(json, version);
}

/** The same as a write answers it: with the lead's next step after it. */
export async function loggedActivity(scope: Scope, id: string): Promise<LoggedActivity> {
  const { json } = await one(scope, id, `, ${dueSql('l', '$3')} as "followUp", l.version as "leadVersion"`);
  return JSON.parse(json) as LoggedActivity;
}
