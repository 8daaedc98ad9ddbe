import type { Reaction } from '../../core/events.ts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber } from '../../core/numbers.ts';

/** Where a subscriber's service moves, the orders that are still to be done there go to the new address. An order that goes somewhere else stays as it is. */
export function serviceOrderReactions(): Reaction[] {
  return [{
    name: 'follow-installation-address',
    to: ['subscriber.updated'],
    async react({ event, inOrg }) {
      const moved = event.changes.installationAddress as { from: string | null; to: string | null } | undefined;
      if (moved) await inOrg((scope) => follow(scope, event.subjectId, moved));
    },
  }];
}

async function follow(scope: Scope, subscriberId: string, { from, to }: { from: string | null; to: string | null }): Promise<void> {
  const { rows, organizationId, now } = scope;
  const orders = await rows<{ id: string; number: number }>(
    `update service_orders set address = $4, updated_at = $5, version = version + 1
      where organization_id = $1 and subscriber_id = $2 and status in ('open', 'scheduled', 'in_progress') and address is not distinct from $3
     returning id, number`, [organizationId, subscriberId, from, to, now]);
  for (const { id, number } of orders) {
    await scope.record('service_order.updated', { type: 'service_order', id }, { number: formatNumber('service_order', number), address: to, because: 'subscriber.updated' });
  }
}
