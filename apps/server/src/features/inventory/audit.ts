import type { InventoryAudit } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';

/** Every level as the ledger says it: what came to a location in a state less what went from it, and how it came and went. */
const ledger = `select x.item_id, x.location_id,
    sum(x.quantity) filter (where x.state = 'in_stock') as on_hand, sum(x.quantity) filter (where x.state = 'in_transit') as in_transit,
    sum(x.quantity) filter (where x.state = 'set_aside') as set_aside,
    coalesce(sum(x.quantity) filter (where x.type = 'receive'), 0) as received, coalesce(-sum(x.quantity) filter (where x.type = 'issue'), 0) as issued,
    coalesce(sum(x.quantity) filter (where x.type = 'return'), 0) as returned,
    coalesce(sum(x.quantity) filter (where x.type = 'adjust' and x.state <> 'set_aside'), 0) as adjusted
  from (select m.item_id, m.to_location_id as location_id, m.to_state as state, m.type, m.quantity from stock_movements m where m.organization_id = $1 and m.to_location_id is not null
        union all
        select m.item_id, m.from_location_id, m.from_state, m.type, -m.quantity from stock_movements m where m.organization_id = $1 and m.from_location_id is not null) x
 group by 1, 2`;

/** Sendings that neither arrived nor were undone, or whose arrival was undone. */
const onTheWay = `select m.item_id, m.to_location_id as location_id, count(*) as sendings from stock_movements m
  where m.organization_id = $1 and m.to_state = 'in_transit' and m.reverses_id is null
    and not exists (select from stock_movements r where r.organization_id = $1 and r.reverses_id = m.id)
    and not exists (select from stock_movements k where k.organization_id = $1 and k.confirms_id = m.id and k.reverses_id is null
      and not exists (select from stock_movements u where u.organization_id = $1 and u.reverses_id = k.id)) group by 1, 2`;

/** Works everything out anew and says where it is not what is kept; one statement, so it sees one moment. */
export async function audit({ rowsPlannedAnew, organizationId }: Scope): Promise<InventoryAudit> {
  const [found] = await rowsPlannedAnew<{ checked: number; differences: InventoryAudit['differences'] }>(
    `with ledger as materialized (${ledger}),
     held as (select r.item_id, r.location_id, sum(r.quantity) as reserved from stock_reservations r where r.organization_id = $1 and r.state = 'held' group by 1, 2),
     -- A reservation of a tracked item names all of its units, or none.
     named as (select r.item_id, r.location_id, sum(r.quantity) as reserved from stock_reservations r
       where r.organization_id = $1 and r.state = 'held' and exists (select from stock_units u where u.organization_id = $1 and u.reservation_id = r.id) group by 1, 2),
     units as (select u.item_id, u.location_id, count(*) filter (where u.state in ('in_stock', 'reserved')) as on_hand, count(*) filter (where u.state = 'reserved') as reserved,
         count(*) filter (where u.state = 'in_transit') as in_transit, count(*) filter (where u.state in ('returned', 'faulty')) as set_aside
       from stock_units u where u.organization_id = $1 and u.location_id is not null group by 1, 2),
     levels as (select v.item_id, v.location_id, i.serial_tracking, v.on_hand, v.reserved, v.in_transit, v.set_aside from stock_levels v
       join items i on i.organization_id = $1 and i.id = v.item_id where v.organization_id = $1),
     balances as (select v.item_id, v.location_id, b.* from stock_levels v cross join lateral (select received, issued, returned, adjusted, quantity, value
         from stock_balances b where b.organization_id = $1 and b.item_id = v.item_id and b.location_id = v.location_id order by b.quarter desc limit 1) b where v.organization_id = $1),
     on_the_way as materialized (${onTheWay}),
     sendings as (select m.item_id, m.to_location_id as location_id, count(*) as sendings from stock_sendings s
       join stock_movements m on m.organization_id = $1 and m.id = s.movement_id where s.organization_id = $1 group by 1, 2),
     worth as (select m.item_id, sum(m.value) as value from stock_movements m where m.organization_id = $1 group by 1),
     sums as (select v.item_id, sum(v.on_hand) as on_hand, sum(v.reserved) as reserved, sum(v.in_transit) as in_transit, sum(v.set_aside) as set_aside from levels v group by 1),
     compared as (
       select 'level' as what, coalesce(v.item_id, l.item_id) as item_id, coalesce(v.location_id, l.location_id) as location_id,
              concat_ws(' ', coalesce(v.on_hand, 0), coalesce(v.in_transit, 0), coalesce(v.set_aside, 0)) as kept,
              concat_ws(' ', coalesce(l.on_hand, 0), coalesce(l.in_transit, 0), coalesce(l.set_aside, 0)) as worked_out
         from levels v full join ledger l on l.item_id = v.item_id and l.location_id = v.location_id
       union all
       select 'reserved', coalesce(v.item_id, h.item_id), coalesce(v.location_id, h.location_id), coalesce(v.reserved, 0)::text, coalesce(h.reserved, 0)::text
         from levels v full join held h on h.item_id = v.item_id and h.location_id = v.location_id
       union all
       select 'units', coalesce(v.item_id, u.item_id), coalesce(v.location_id, u.location_id),
              concat_ws(' ', coalesce(v.on_hand, 0), coalesce(n.reserved, 0), coalesce(v.in_transit, 0), coalesce(v.set_aside, 0)),
              concat_ws(' ', coalesce(u.on_hand, 0), coalesce(u.reserved, 0), coalesce(u.in_transit, 0), coalesce(u.set_aside, 0))
         from (select * from levels where serial_tracking) v full join units u on u.item_id = v.item_id and u.location_id = v.location_id
         left join named n on n.item_id = coalesce(v.item_id, u.item_id) and n.location_id = coalesce(v.location_id, u.location_id)
       union all
       select 'balance', coalesce(b.item_id, l.item_id), coalesce(b.location_id, l.location_id), concat_ws(' ', b.received, b.issued, b.returned, b.adjusted, b.quantity),
              concat_ws(' ', l.received, l.issued, l.returned, l.adjusted, coalesce(l.on_hand, 0) + coalesce(l.in_transit, 0))
         from balances b full join ledger l on l.item_id = b.item_id and l.location_id = b.location_id
       union all
       select 'balance', i.id, null, coalesce(b.value, 0)::numeric(16,2)::text, coalesce(w.value, 0)::numeric(16,2)::text
         from items i left join (select item_id, sum(value) as value from balances group by 1) b on b.item_id = i.id left join worth w on w.item_id = i.id where i.organization_id = $1
       union all
       select 'sending', coalesce(s.item_id, o.item_id), coalesce(s.location_id, o.location_id), coalesce(s.sendings, 0)::text, coalesce(o.sendings, 0)::text
         from sendings s full join on_the_way o on o.item_id = s.item_id and o.location_id = s.location_id
       union all
       select 'total', i.id, null, concat_ws(' ', i.on_hand, i.reserved, i.in_transit, i.set_aside, i.value),
              concat_ws(' ', coalesce(s.on_hand, 0), coalesce(s.reserved, 0), coalesce(s.in_transit, 0), coalesce(s.set_aside, 0), coalesce(w.value, 0)::numeric(16,2))
         from items i left join sums s on s.item_id = i.id left join worth w on w.item_id = i.id where i.organization_id = $1)
     select (select count(*)::int from compared) as checked,
            (select coalesce(json_agg(json_build_object('what', d.what, 'itemId', d.item_id, 'locationId', d.location_id, 'kept', d.kept, 'workedOut', d.worked_out)), '[]')
               from (select * from compared where kept <> worked_out order by item_id, location_id limit 100) d) as differences`, [organizationId]);
  return found!;
}
