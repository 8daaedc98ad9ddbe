import type { Scope } from '../../core/in-org.ts';

/** What a person left out on the router, and why: said on the subscriber until the router is known to have the user as it is here. */
export interface LeftOut { steps: string[]; reason: string; by: string }

/** Of several steps that were left out, all are named, with the reason of the last. */
export function leftOutIn(steps: readonly { name: string; skipReason: string | null; skippedBy: string | null }[]): LeftOut | null {
  const skipped = steps.filter(({ skipReason }) => skipReason !== null);
  const last = skipped.at(-1);
  return last ? { steps: skipped.map(({ name }) => name), reason: last.skipReason!, by: last.skippedBy ?? '' } : null;
}

/** Notes it on the router user and in the history of whose it is. */
export async function noteLeftOut({ rows, organizationId, now, record }: Scope, routerUserId: string, leftOut: LeftOut): Promise<void> {
  const [user] = await rows<{ username: string; subscriberId: string | null }>(
    `update router_users set left_out = $3 where organization_id = $1 and id = $2 returning username, subscriber_id as "subscriberId"`,
    [organizationId, routerUserId, JSON.stringify({ ...leftOut, at: now.toISOString() })]);
  if (!user) return;
  const { steps, reason, by } = leftOut;
  await record('router_user.left_out', { type: 'router_user', id: routerUserId }, { username: user.username, steps, reason, by });
  if (user.subscriberId) await record('subscriber.router_step_left_out', { type: 'subscriber', id: user.subscriberId }, { username: user.username, steps, reason, by });
}
