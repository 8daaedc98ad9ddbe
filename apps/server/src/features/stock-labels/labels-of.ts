import { mostLabels, type Input, type printStockLabels } from '@lastmile/contracts';
import { idList } from '../../core/id-list.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import type { PaperLabel } from '../../ports/paper.ts';

type Query = Input<typeof printStockLabels>['query'];

/** The labels that are asked for, each as often as it is. Throws a 422 where there are none, or more than are drawn at once. */
export async function labelsOf(scope: Scope, query: Query): Promise<PaperLabel[]> {
  const found = await { units: unitLabels, items: itemLabels, locations: locationLabels }[query.of](scope, query);
  const { copies = 1 } = query;
  if (found.length === 0) throw new InvalidFields([{ pointer: '/query/of', detail: 'There is nothing like that to put on a label.' }]);
  if (found.length * copies > mostLabels) {
    throw new InvalidFields([{ pointer: '/query/copies', detail: `At most ${mostLabels} labels are made at once; choose fewer.` }]);
  }
  return found.flatMap((label) => Array.from({ length: copies }, () => label));
}

const chosen = ({ ids }: Query): string[] | null => (ids ? idList(ids, '/query/ids').filter((id) => id !== 'none') : null);
/** One more than are drawn, so that too many are told from all. */
const enough = mostLabels + 1;

function unitLabels({ rows, organizationId }: Scope, query: Query): Promise<PaperLabel[]> {
  const ids = chosen(query);
  const { itemId = null, movementId = null, locationId = null } = query;
  if (!ids && !itemId && !movementId) throw new InvalidFields([{ pointer: '/query/itemId', detail: 'Say of which units: an item, a movement, or their ids.' }]);
  return rows<PaperLabel>(
    `select i.name as title, case when u.mac is null then i.sku else i.sku || ' · ' || regexp_replace(u.mac, '(..)(?!$)', '\\1:', 'g') end as detail, u.serial as code
       from stock_units u join items i on i.organization_id = $1 and i.id = u.item_id
      where u.organization_id = $1 and ($2::uuid[] is null or u.id = any ($2::uuid[])) and ($3::uuid is null or u.item_id = $3) and ($4::uuid is null or u.location_id = $4)
        and ($5::uuid is null or u.id in (select mu.unit_id from stock_movement_units mu where mu.organization_id = $1 and mu.movement_id = $5))
        and ($2::uuid[] is not null or $5::uuid is not null or u.state in ('in_stock', 'reserved'))
      order by i.name, u.serial, u.id limit ${enough}`, [organizationId, ids, itemId, locationId, movementId]);
}

function itemLabels({ rows, organizationId }: Scope, query: Query): Promise<PaperLabel[]> {
  const { itemId = null, locationId = null, categoryId = null } = query;
  const ids = chosen(query) ?? (itemId ? [itemId] : null);
  return rows<PaperLabel>(
    `select i.name as title, case when i.barcode is null then c.title else i.sku end as detail, coalesce(i.barcode, i.sku) as code
       from items i left join item_categories c on c.organization_id = $1 and c.id = i.category_id
      where i.organization_id = $1 and i.is_active and ($2::uuid[] is null or i.id = any ($2::uuid[])) and ($3::uuid is null or i.category_id = $3)
        and ($4::uuid is null or exists (select from stock_levels v where v.organization_id = $1 and v.item_id = i.id and v.location_id = $4 and v.on_hand > 0))
      order by lower(i.name), i.id limit ${enough}`, [organizationId, ids, categoryId, locationId]);
}

function locationLabels({ rows, organizationId }: Scope, query: Query): Promise<PaperLabel[]> {
  return rows<PaperLabel>(
    `select l.name as title, nullif(concat_ws(', ', initcap(replace(l.type, '_', ' ')), l.city), '') as detail, l.name as code from stock_locations l
      where l.organization_id = $1 and l.is_active and ($2::uuid[] is null or l.id = any ($2::uuid[])) and ($3::uuid is null or l.id = $3)
      order by lower(l.name), l.id limit ${enough}`, [organizationId, chosen(query), query.locationId ?? null]);
}
