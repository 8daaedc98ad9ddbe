import type { Scope } from '../../core/in-org.ts';

/** What was available of an item when a transaction first had it, and from where on that was too little. */
interface Watched { scope: Scope; id: string; available: number; threshold: number }

/**
 * Has a fall of what is available told when the transaction ends, if there is one by then: what is let go only to be taken again, as a hold that becomes an issue
 * or goes along to another van, was never available to anybody.
 */
export function watchFall(scope: Scope, item: Omit<Watched, 'scope'>): void {
  scope.beforeCommit(tellFalls, { scope, ...item });
}

/**
 * One event for each fall to the threshold or to none, not one for each movement below it. A threshold that is raised above what is available is a fall as
 * any other: what there is became too little.
 */
async function tellFalls(watched: readonly Watched[]): Promise<void> {
  const first = new Map<string, Watched>();
  for (const one of watched) if (!first.has(one.id)) first.set(one.id, one);
  // Where there was nothing, nothing falls.
  const ids = [...first.values()].flatMap(({ id, available }) => (available > 0 ? [id] : []));
  if (ids.length === 0) return;
  const { rows, organizationId } = watched[0]!.scope;
  const items = await rows<{ id: string; sku: string; name: string; available: number; threshold: number }>(
    `select id, sku, name, on_hand - reserved as available, low_stock_threshold as threshold from items where organization_id = $1 and id = any ($2::uuid[])`,
    [organizationId, ids]);
  for (const { id, ...now } of items) {
    const { scope, ...before } = first.get(id)!;
    if (now.available === 0) await scope.record('inventory.out_of_stock', { type: 'item', id }, now);
    else if (now.available <= now.threshold && before.available > before.threshold) await scope.record('inventory.low_stock', { type: 'item', id }, now);
  }
}
