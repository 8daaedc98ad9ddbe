import type { NetworkDeviceType } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';

/** Of an item's category, or of the nearest above it that says one. */
async function deviceTypeOf({ rows, organizationId }: Scope, itemId: string): Promise<NetworkDeviceType | null> {
  const [found] = await rows<{ deviceType: NetworkDeviceType }>(
    `with recursive above as (
       select c.parent_category_id, c.device_type, 1 as step from item_categories c join items i on i.organization_id = $1 and i.category_id = c.id
        where c.organization_id = $1 and i.id = $2
       union all
       select c.parent_category_id, c.device_type, a.step + 1 from item_categories c join above a on c.id = a.parent_category_id
        where c.organization_id = $1 and a.device_type is null)
     select device_type as "deviceType" from above where device_type is not null order by step limit 1`, [organizationId, itemId]);
  return found?.deviceType ?? null;
}

/** What units of a locked item have become, in their devices: a unit that is issued is a device of the network, one that is not is free or gone. */
export async function followUnits(scope: Scope, itemId: string, unitIds: readonly string[]): Promise<void> {
  const { rows, organizationId, now } = scope;
  if (unitIds.length === 0) return;
  await rows(
    `update network_devices d set subscriber_id = null, location_id = coalesce(u.location_id, d.location_id), changed_at = $3,
            state = case when u.state = 'retired' then 'retired' else 'free' end
       from stock_units u where d.organization_id = $1 and u.organization_id = $1 and u.id = d.unit_id and d.unit_id = any ($2::uuid[]) and u.state <> 'issued'
        and (d.state is distinct from case when u.state = 'retired' then 'retired' else 'free' end or d.location_id is distinct from coalesce(u.location_id, d.location_id))`, [organizationId, unitIds, now]);
  const type = await deviceTypeOf(scope, itemId);
  if (!type) return;
  await rows(
    `insert into network_devices (organization_id, id, unit_id, item_id, type, state, subscriber_id, location_id, created_at, changed_at)
     select $1, n.id, u.id, u.item_id, $2, 'in_use', u.subscriber_id, m.from_location_id, $3, $3
       from unnest($4::uuid[], $5::uuid[]) as n (id, unit_id) join stock_units u on u.organization_id = $1 and u.id = n.unit_id and u.state = 'issued'
       join stock_movements m on m.organization_id = $1 and m.id = u.last_movement_id
     on conflict (organization_id, unit_id) do update
       set type = excluded.type, state = 'in_use', subscriber_id = excluded.subscriber_id, location_id = excluded.location_id, changed_at = excluded.changed_at`,
    [organizationId, type, now, unitIds.map(() => newId()), unitIds]);
}
