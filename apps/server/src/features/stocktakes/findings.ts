/**
 * What is to be made of a unit, in SQL: `s` is its row, `u` the unit if there is one with its serial, `l` the item's line and `k` the stocktake. Whatever moved
 * since it began, or since it was seen, is as the ledger says: somebody had it in their hands then.
 */
export const findingSql = `case
  when s.seen_at is null then case when l.counted_at is not null and u.last_movement_id = s.start_movement_id and u.state in ('in_stock', 'reserved')
      and u.location_id = k.location_id then 'missing' end
  when s.seen_movement_id is null then case when u.id is null then 'unknown' end
  when u.last_movement_id <> s.seen_movement_id then null
  when u.state in ('in_stock', 'reserved') then case when u.location_id <> k.location_id then 'elsewhere' end
  when u.state in ('returned', 'faulty') then case when u.location_id = k.location_id then 'set_aside' else 'elsewhere' end
  when u.state = 'in_transit' then 'in_transit'
  when u.state = 'issued' then 'issued'
  else 'found_again' end`;

export const unitJoins = `join stocktakes k on k.organization_id = $1 and k.id = s.stocktake_id
  join stocktake_lines l on l.organization_id = $1 and l.stocktake_id = s.stocktake_id and l.item_id = s.item_id
  left join stock_units u on u.organization_id = $1 and u.item_id = s.item_id and u.serial = s.serial`;
