import type { SubscriberEquipment } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { instant } from '../../core/sql.ts';

/** What a subscriber has of ours: units by their serials, and counted items as the ledger says. */
export async function subscriberEquipment({ rows, organizationId }: Scope, id: string): Promise<SubscriberEquipment> {
  return {
    units: await rows<SubscriberEquipment['units'][number]>(
      `select u.id, u.item_id as "itemId", i.name as "itemName", i.sku, u.serial, u.mac, ${instant('u.changed_at')} as since, u.service_order_id as "serviceOrderId",
              ${numberSql('service_order', 'o.number')} as "serviceOrderNumber", d.id as "deviceId", d.type as "deviceType"
         from stock_units u join items i on i.organization_id = $1 and i.id = u.item_id
         left join service_orders o on o.organization_id = $1 and o.id = u.service_order_id
         left join network_devices d on d.organization_id = $1 and d.unit_id = u.id and d.state = 'in_use'
        where u.organization_id = $1 and u.subscriber_id = $2 and u.state = 'issued' order by i.name, u.serial limit 500`, [organizationId, id]),
    counted: await rows<SubscriberEquipment['counted'][number]>(
      `select i.id as "itemId", i.name as "itemName", i.sku, i.unit, x.quantity
         from (select m.item_id, sum(case when m.type = 'issue' then m.quantity else -m.quantity end)::int as quantity from stock_movements m
                where m.organization_id = $1 and m.subscriber_id = $2 and m.type in ('issue', 'return') group by 1) x
         join items i on i.organization_id = $1 and i.id = x.item_id and not i.serial_tracking
        where x.quantity > 0 order by i.name limit 500`, [organizationId, id]),
  };
}
