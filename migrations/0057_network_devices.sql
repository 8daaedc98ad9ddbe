-- What is at subscribers as a part of the network, one for each unit of an item whose category is a type of device.

alter table item_categories add column device_type text check (device_type in ('router', 'switch', 'access_point', 'cpe', 'onu', 'server', 'media_converter', 'other'));
-- Row-level security binds the owner too, and no organization is set here.
alter table item_categories no force row level security;
update item_categories set device_type = case title
    when 'Router' then 'router' when 'Switch' then 'switch' when 'Access point' then 'access_point' when 'Server' then 'server'
    when 'CPE' then 'cpe' when 'ONU/ONT' then 'onu' when 'Media converter' then 'media_converter' end
  where title in ('Router', 'Switch', 'Access point', 'Server', 'CPE', 'ONU/ONT', 'Media converter');

create table network_devices (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  unit_id uuid not null,
  item_id uuid not null,
  type text not null check (type in ('router', 'switch', 'access_point', 'cpe', 'onu', 'server', 'media_converter', 'other')),
  -- Follows the unit: in use while it is issued, free once it came back, retired when it has gone for good.
  state text not null check (state in ('in_use', 'free', 'retired')),
  subscriber_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, unit_id),
  check (subscriber_id is null or state = 'in_use'),
  foreign key (organization_id, unit_id) references stock_units (organization_id, id),
  foreign key (organization_id, item_id) references items (organization_id, id),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id)
);
create index network_devices_newest on network_devices (organization_id, changed_at desc, id desc);
create index network_devices_subscriber on network_devices (organization_id, subscriber_id) where subscriber_id is not null;
create index network_devices_item on network_devices (organization_id, item_id);
call protect('network_devices', 'select, insert, update');

-- What subscribers have already.
alter table stock_units no force row level security;
alter table items no force row level security;
alter table network_devices no force row level security;
insert into network_devices (organization_id, id, unit_id, item_id, type, state, subscriber_id, created_at, changed_at)
select u.organization_id, gen_random_uuid(), u.id, u.item_id, c.device_type, 'in_use', u.subscriber_id, u.changed_at, u.changed_at
  from stock_units u
  join items i on i.organization_id = u.organization_id and i.id = u.item_id
  join item_categories c on c.organization_id = u.organization_id and c.id = i.category_id and c.device_type is not null
 where u.state = 'issued';

alter table item_categories force row level security;
alter table stock_units force row level security;
alter table items force row level security;
alter table network_devices force row level security;
