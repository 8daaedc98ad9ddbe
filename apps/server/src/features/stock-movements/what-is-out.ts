import type { Scope } from '../../core/in-org.ts';
import { balanceSql } from './balances.ts';
import { NotIssued } from './stock.errors.ts';
import type { StockItem } from './stock-item.ts';

interface Out { all: number; theirs: number; subscriber: string | null }

/** How many of an item are out, issued and not taken back: in all, and at a subscriber. Read under the item's lock. */
async function whatIsOut({ rows, organizationId }: Scope, itemId: string, subscriberId: string | null): Promise<Out> {
  const [out] = await rows<Out>(
    `select (select coalesce(sum(b.issued - b.returned), 0)::int from stock_levels v cross join lateral ${balanceSql('is not null')} b
              where v.organization_id = $1 and v.item_id = $2) as "all",
            (select coalesce(sum(case when m.type = 'issue' then m.quantity else -m.quantity end), 0)::int from stock_movements m
              where m.organization_id = $1 and m.item_id = $2 and m.subscriber_id = $3 and m.type in ('issue', 'return')) as theirs,
            (select s.name from subscribers s where s.organization_id = $1 and s.id = $3) as subscriber`, [organizationId, itemId, subscriberId]);
  return out!;
}

/**
 * Throws a 409 where less is out than is to come back, in all or from this subscriber: what nobody has would become stock out of nothing. Serial numbers say so
 * themselves, one by one.
 */
export async function checkIsOut(scope: Scope, item: StockItem, quantity: number, subscriberId: string | null): Promise<void> {
  if (item.serialTracking) return;
  const { all, theirs, subscriber } = await whatIsOut(scope, item.id, subscriberId);
  if (subscriberId && theirs < quantity) throw new NotIssued(item.name, Math.max(0, theirs), subscriber);
  if (all < quantity) throw new NotIssued(item.name, Math.max(0, all));
}
