import type { InventorySummary } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { dateIn, startOfDay } from '../../core/zoned-time.ts';
import { statusSql } from '../items/index.ts';
import { balanceSql } from '../stock-movements/index.ts';

export async function summary(scope: Scope): Promise<InventorySummary> {
  const { rows, organizationId, now } = scope;
  const { timezone } = await organizationSettings(scope);
  const monthBegan = startOfDay(`${dateIn(timezone, now).slice(0, 8)}01`, timezone);
  const [figures] = await rows<Omit<InventorySummary, 'categories'>>(
    `select count(*)::int as items, count(*) filter (where ${statusSql} = 'low')::int as low, count(*) filter (where ${statusSql} = 'out_of_stock')::int as "outOfStock",
            coalesce(sum(i.value), 0)::numeric(16,2)::text as value,
            (select coalesce(sum(e.issued - coalesce(b.issued, 0)), 0)::int from stock_levels v
               cross join lateral ${balanceSql('>= $2')} e left join lateral ${balanceSql('< $2')} b on true where v.organization_id = $1) as "issuedThisMonth",
            (select count(*)::int from stock_sendings s where s.organization_id = $1) as "inTransit"
       from items i where i.organization_id = $1 and i.is_active`, [organizationId, monthBegan]);
  const categories = await rows<InventorySummary['categories'][number]>(
    `select i.category_id as "categoryId", c.title, count(*)::int as items, sum(i.on_hand)::int as "onHand", sum(i.value)::numeric(16,2)::text as value
       from items i left join item_categories c on c.organization_id = $1 and c.id = i.category_id
      where i.organization_id = $1 and i.is_active group by 1, 2 order by sum(i.value) desc, c.title limit 1000`, [organizationId]);
  return { ...figures!, categories };
}
