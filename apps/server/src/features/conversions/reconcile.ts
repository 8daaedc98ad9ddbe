import { eachOrganization } from '../../core/each-organization.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { RouterProblem, type RouterService } from '../../ports/router.ts';
import { RouterEntity, connectionTo, type Router, type RouterTurns } from '../routers/index.ts';
import { markerOf } from '../router-users/index.ts';
import { provisionJob } from './convert-lead.ts';
import { removeUser } from './fail-conversion.ts';

/** A worker that is at it says so at every step; one that has said nothing for this long is gone. */
const silence = 90_000;

/**
 * Finds provisioning that was left half done, by a killed process or an unreachable router, and goes on with it. Running it twice, or beside the
 * worker that is not dead after all, is harmless: a router has one turn at a time and every step looks first.
 */
export async function reconcile(services: Services, turns: RouterTurns, options: { sinceStart?: boolean } = {}): Promise<void> {
  await resumeConversions(services, options);
  await removeLeftUsers(services, turns);
}

/** Has the conversions that are due go on, by a job each: no router is asked here, so that a start waits for none. */
export const resumeConversions = (services: Services, { sinceStart = false } = {}): Promise<void> =>
  eachOrganization(services, 'could not be looked through for conversions', (inOrganization) => inOrganization(async ({ rows, enqueue, organizationId, now }) => {
    const before = new Date(now.getTime() - (sinceStart ? 0 : silence));
    const due = await rows<{ id: string }>(
      `select c.id from conversions c
         left join router_users u on u.organization_id = $1 and u.id = c.router_user_id
         left join routers r on r.organization_id = $1 and r.id = u.router_id
        where c.organization_id = $1 and c.state = 'running' and (c.next_try_at is null and c.last_progress_at <= $2 or c.next_try_at <= $3)
          and not coalesce(r.in_maintenance, false)`, [organizationId, before, now]);
    for (const { id } of due) await enqueue(provisionJob, { conversionId: id });
  }));

interface LeftUser { id: string; routerId: string; conversionId: string; service: RouterService; username: string }

/** Takes what failed conversions left on routers off them again. A router that does not answer keeps no other one waiting: the rest of its users come the next time. */
const removeLeftUsers = (services: Services, turns: RouterTurns): Promise<void> =>
  eachOrganization(services, 'could not be rid of router users', async (inOrganization) => {
    const left = await inOrganization(usersToRemove);
    for (const [routerId, users] of Map.groupBy(left, (user) => user.routerId)) {
      const router: Router = await inOrganization(({ tx, organizationId }) => tx.findOneByOrFail(RouterEntity, { organizationId, id: routerId }));
      for (const user of users) {
        const turn = await turns.take(routerId, () => removeUser(services, {
          connection: connectionTo(router, services.sealer),
          user: { service: user.service, username: user.username, marker: markerOf(user.conversionId) },
        }));
        if (!turn || turn.result instanceof RouterProblem) break;
        await inOrganization((scope) => noteRemoved(scope, user, router.name));
      }
      await inOrganization((scope) => putBehindOthers(scope, routerId));
    }
  });

const usersToRemove = ({ rows, organizationId }: Scope) => rows<LeftUser>(
  `select id, router_id as "routerId", conversion_id as "conversionId", service, username from router_users
    where organization_id = $1 and state = 'removing' and conversion_id is not null
      and not exists (select from routers r where r.organization_id = $1 and r.id = router_users.router_id and r.in_maintenance)
      -- What somebody asked to be removed has an operation of its own.
      and not exists (select from router_operations o where o.organization_id = $1 and o.router_user_id = router_users.id and o.state in ('queued', 'running', 'failed'))
    order by updated_at limit 50`, [organizationId]);

/** What could not be removed from a router now comes after that of others. */
const putBehindOthers = ({ rows, organizationId, now }: Scope, routerId: string) => rows(
  `update router_users set updated_at = $3 where organization_id = $1 and router_id = $2 and state = 'removing' and conversion_id is not null`, [organizationId, routerId, now]);

/** The router does not have it any more. Only while it is still to be removed: a new try may have taken the name up again. */
export async function noteRemoved(scope: Scope, { id, conversionId, username }: Pick<LeftUser, 'id' | 'conversionId' | 'username'>, router: string): Promise<void> {
  const { rows, organizationId, now } = scope;
  await rows('select 1 from conversions where organization_id = $1 and id = $2 for update', [organizationId, conversionId]);
  const [removed] = await rows(
    `update router_users set state = 'removed', updated_at = $3, version = version + 1 where organization_id = $1 and id = $2 and state = 'removing' returning 1`,
    [organizationId, id, now]);
  if (!removed) return;
  await rows('update conversions set clean_up_pending = false where organization_id = $1 and id = $2', [organizationId, conversionId]);
  await scope.record('conversion.cleaned_up', { type: 'conversion', id: conversionId }, { router, username });
}
