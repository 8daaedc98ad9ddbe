import type { RouterOperation } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { standingIn } from './router-operation.ts';

type Step = RouterOperation['steps'][number];
type Found = Omit<RouterOperation, 'steps'> & { service: string; isFollowed: boolean };

/** An operation with its steps. Throws {@link NotFound}. */
export async function operationView({ rows, organizationId }: Scope, id: string): Promise<RouterOperation> {
  const [found] = await rows<Found>(
    `select o.id, o.router_user_id as "routerUserId", u.router_id as "routerId", r.name as "routerName", u.username, u.service, u.subscriber_id as "subscriberId",
            o.kind, o.state, o.reason, o.problem, case when o.state = 'queued' then ${instant('o.next_try_at')} end as "nextTryAt",
            exists (select from router_operations l where l.organization_id = $1 and l.router_user_id = o.router_user_id and l.id > o.id) as "isFollowed",
            ${instant('o.created_at')} as "createdAt", ${instant('o.finished_at')} as "finishedAt"
       from router_operations o
       join router_users u on u.organization_id = $1 and u.id = o.router_user_id
       join routers r on r.organization_id = $1 and r.id = u.router_id
      where o.organization_id = $1 and o.id = $2`, [organizationId, id]);
  if (!found) throw new NotFound('operation');
  const steps = await rows<Omit<Step, 'title' | 'canSkip'>>(
    `select name, state, attempts, message, ${instant('at')} as at, skip_reason as "skipReason", skipped_by as "skippedBy" from router_operation_steps where organization_id = $1 and operation_id = $2 order by position`,
    [organizationId, id]);
  const { service, isFollowed, ...operation } = found;
  const titles = titlesFor(found.routerName, found.username, service);
  const standing = isFollowed ? undefined : standingIn(steps, operation.state)?.name;
  return { ...operation, steps: steps.map((step) => ({ ...step, title: titles[step.name], canSkip: step.name === standing })) };
}

function titlesFor(router: string, username: string, service: string): { [name in Step['name']]: string } {
  const kind = service === 'hotspot' ? 'hotspot' : service === 'user_manager' ? 'User Manager' : 'PPPoE';
  return {
    connect: `Connect to ${router}`,
    look_up: `Look for ${username} on ${router}`,
    add: `Have the ${kind} user as it should be`,
    read_back: 'Read the user back from the router',
    enable: 'Enable the user',
    suspend: 'Disable the user and end its session',
    remove: 'Remove the user',
  };
}
