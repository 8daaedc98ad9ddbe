-- Where a device of the network is, or was issued from: by it devices are found by POP site.

alter table network_devices add column location_id uuid;
alter table network_devices add foreign key (organization_id, location_id) references stock_locations (organization_id, id);

-- Row-level security binds the owner too, and no organization is set here.
alter table network_devices no force row level security;
alter table stock_units no force row level security;
alter table stock_movements no force row level security;
update network_devices d set location_id = coalesce(u.location_id, m.from_location_id, m.to_location_id)
  from stock_units u join stock_movements m on m.organization_id = u.organization_id and m.id = u.last_movement_id
 where u.organization_id = d.organization_id and u.id = d.unit_id;
alter table network_devices force row level security;
alter table stock_units force row level security;
alter table stock_movements force row level security;

create index network_devices_type on network_devices (organization_id, type, changed_at desc, id desc);
create index network_devices_state on network_devices (organization_id, state, changed_at desc, id desc);
create index network_devices_location on network_devices (organization_id, location_id, changed_at desc, id desc);
-- An address is looked for without its router being known.
create index router_users_any_address on router_users (organization_id, ip_address) where ip_address is not null and state <> 'removed';
