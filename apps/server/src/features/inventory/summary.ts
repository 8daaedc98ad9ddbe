import type { InventorySummary } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { dateIn, startOfDay } from '../../core/zoned-time.ts';
import { statusSql } from '../items/index.ts';

export async function summary(scope: Scope): Promise<InventorySummary> {
  const { rows, organizationId, now } = scope;
  const { timezone } = await organizationSettings(scope);
  const monthBegan = startOfDay(`${dateIn(timezone, now).slice(0, 8)}01`, timezone);
  const [figures] = await rows<Omit<InventorySummary, 'categories'>>(
    `select count(*)::int as items, count(*) filter (where ${statusSql} = 'low')::int as low, count(*) filter (where ${statusSql} = 'out_of_stock')::int as "outOfStock",
            coalesce(sum(i.value), 0)::numeric(16,2)::text as value,
            (select coalesce(sum(m.quantity), 0)::int from stock_movements m where m.organization_id = $1 and m.type = 'issue' and m.created_at >= $2) as "issuedThisMonth",
            (select count(*)::int from stock_movements m where m.organization_id = $1 and m.to_state = 'in_transit' and m.reverses_id is null
               and not exists (select from stock_movements r where r.organization_id = $1 and r.reverses_id = m.id)
               and not exists (select from stock_movements k where k.organization_id = $1 and k.confirms_id = m.id and k.reverses_id is null
                 and not exists (select from stock_movements u where u.organization_id = $1 and u.reverses_id = k.id))) as "inTransit"
       from items i where i.organization_id = $1 and i.is_active`, [organizationId, monthBegan]);
  const categories = await rows<InventorySummary['categories'][number]>(
    `select i.category_id as "categoryId", c.title, count(*)::int as items, sum(i.on_hand)::int as "onHand", sum(i.value)::numeric(16,2)::text as value
       from items i left join item_categories c on c.organization_id = $1 and c.id = i.category_id
      where i.organization_id = $1 and i.is_active group by 1, 2 order by sum(i.value) desc, c.title limit 1000`, [organizationId]);
  return { ...figures!, categories };
}
