-- Stock: where it is kept, what there is of it, and the ledger that alone changes how much.

create table stock_locations (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null check (name <> ''),
  type text not null check (type in ('warehouse', 'branch', 'field_office', 'vehicle')),
  address text,
  city text,
  state text,
  latitude numeric(9,6),
  longitude numeric(9,6),
  contact_person text,
  contact_phone text,
  pop_site text,
  is_active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id)
);
create unique index stock_locations_name on stock_locations (organization_id, lower(name));
call protect('stock_locations', 'select, insert, update');

create index item_categories_parent on item_categories (organization_id, parent_category_id);

create table items (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  sku text not null check (sku <> '' and sku = upper(sku)),
  name text not null check (name <> ''),
  description text,
  category_id uuid,
  -- Where it is kept by default (D25); how much is where is in stock_levels.
  location_id uuid,
  serial_tracking boolean not null,
  low_stock_threshold int not null check (low_stock_threshold >= 0),
  unit text not null,
  unit_cost numeric(14,2) check (unit_cost >= 0),
  barcode text,
  supplier text,
  -- The sums of its levels and of its movements' values, kept under the lock of this row that every movement takes.
  on_hand int not null default 0 check (on_hand >= 0),
  reserved int not null default 0 check (reserved >= 0 and reserved <= on_hand),
  in_transit int not null default 0 check (in_transit >= 0),
  set_aside int not null default 0 check (set_aside >= 0),
  value numeric(16,2) not null default 0 check (value >= 0),
  search_text text not null,
  is_active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, sku),
  foreign key (organization_id, category_id) references item_categories (organization_id, id),
  foreign key (organization_id, location_id) references stock_locations (organization_id, id)
);
create unique index items_barcode on items (organization_id, barcode) where barcode is not null;
create index items_name on items (organization_id, lower(name), id);
create index items_on_hand on items (organization_id, on_hand, id);
create index items_available on items (organization_id, (on_hand - reserved), id);
create index items_category on items (organization_id, category_id);
create index items_location on items (organization_id, location_id);
create index items_search on items using gin (organization_id, search_text gin_trgm_ops);
call protect('items', 'select, insert, update');

create table stock_levels (
  organization_id uuid not null references organizations (id),
  item_id uuid not null,
  location_id uuid not null,
  on_hand int not null default 0 check (on_hand >= 0),
  reserved int not null default 0 check (reserved >= 0),
  in_transit int not null default 0 check (in_transit >= 0),
  set_aside int not null default 0 check (set_aside >= 0),
  primary key (organization_id, item_id, location_id),
  check (reserved <= on_hand),
  foreign key (organization_id, item_id) references items (organization_id, id),
  foreign key (organization_id, location_id) references stock_locations (organization_id, id)
);
create index stock_levels_location on stock_levels (organization_id, location_id, item_id);
call protect('stock_levels', 'select, insert, update');

create table stock_reservations (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  item_id uuid not null,
  location_id uuid not null,
  quantity int not null check (quantity > 0),
  state text not null check (state in ('held', 'issued', 'released', 'expired')),
  subscriber_id uuid,
  service_order_id uuid,
  reference text,
  expires_at timestamptz,
  created_by_id uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, item_id) references items (organization_id, id),
  foreign key (organization_id, location_id) references stock_locations (organization_id, id),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  foreign key (organization_id, service_order_id) references service_orders (organization_id, id)
);
create index stock_reservations_newest on stock_reservations (organization_id, created_at desc, id desc);
create index stock_reservations_held on stock_reservations (organization_id, item_id, location_id) where state = 'held';
create index stock_reservations_order on stock_reservations (organization_id, service_order_id) where service_order_id is not null;
create index stock_reservations_subscriber on stock_reservations (organization_id, subscriber_id) where subscriber_id is not null;
create index stock_reservations_expiring on stock_reservations (organization_id, expires_at) where state = 'held' and expires_at is not null;
call protect('stock_reservations', 'select, insert, update');

-- The ledger: append-only for the running role. What undoes a movement is the same once more with a negative quantity, so every level is the sum
-- of what came to it less what went from it.
create table stock_movements (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  item_id uuid not null,
  type text not null check (type in ('receive', 'issue', 'transfer', 'adjust', 'return')),
  quantity int not null check (quantity <> 0),
  from_location_id uuid,
  from_state text check (from_state in ('in_stock', 'in_transit', 'set_aside')),
  to_location_id uuid,
  to_state text check (to_state in ('in_stock', 'in_transit', 'set_aside')),
  -- What it added to the item's value; rounded once, here.
  value numeric(16,2) not null,
  unit_cost numeric(14,2),
  condition text check (condition in ('good', 'to_test', 'faulty')),
  reference text,
  supplier text,
  reason text,
  notes text,
  subscriber_id uuid,
  service_order_id uuid,
  reservation_id uuid,
  -- The sending whose arrival this is.
  confirms_id uuid,
  reverses_id uuid,
  performed_by_id uuid,
  performed_by_name text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  -- A movement is undone once, whatever happens at once.
  unique (organization_id, reverses_id),
  check ((from_location_id is null) = (from_state is null)),
  check ((to_location_id is null) = (to_state is null)),
  check (from_location_id is not null or to_location_id is not null),
  check ((quantity < 0) = (reverses_id is not null)),
  foreign key (organization_id, item_id) references items (organization_id, id),
  foreign key (organization_id, from_location_id) references stock_locations (organization_id, id),
  foreign key (organization_id, to_location_id) references stock_locations (organization_id, id),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  foreign key (organization_id, service_order_id) references service_orders (organization_id, id),
  foreign key (organization_id, reservation_id) references stock_reservations (organization_id, id),
  foreign key (organization_id, confirms_id) references stock_movements (organization_id, id),
  foreign key (organization_id, reverses_id) references stock_movements (organization_id, id)
);
create index stock_movements_newest on stock_movements (organization_id, created_at desc, id desc);
create index stock_movements_item on stock_movements (organization_id, item_id, created_at desc, id desc);
create index stock_movements_from on stock_movements (organization_id, from_location_id, created_at desc, id desc) where from_location_id is not null;
create index stock_movements_to on stock_movements (organization_id, to_location_id, created_at desc, id desc) where to_location_id is not null;
create index stock_movements_subscriber on stock_movements (organization_id, subscriber_id, created_at desc) where subscriber_id is not null;
create index stock_movements_order on stock_movements (organization_id, service_order_id, created_at desc) where service_order_id is not null;
create index stock_movements_confirms on stock_movements (organization_id, confirms_id) where confirms_id is not null;
create index stock_movements_sent on stock_movements (organization_id, created_at desc, id desc) where to_state = 'in_transit' and reverses_id is null;
call protect('stock_movements', 'select, insert');

create table stock_units (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  item_id uuid not null,
  serial text not null check (serial <> '' and serial = upper(serial)),
  mac text check (mac ~ '^[0-9A-F]{12}$'),
  state text not null check (state in ('in_stock', 'reserved', 'issued', 'in_transit', 'returned', 'faulty', 'retired')),
  -- Where it is, or is on the way to; nowhere of ours once it is issued or retired.
  location_id uuid,
  subscriber_id uuid,
  service_order_id uuid,
  reservation_id uuid,
  last_movement_id uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, item_id, serial),
  check ((location_id is null) = (state in ('issued', 'retired'))),
  check ((reservation_id is not null) = (state = 'reserved')),
  foreign key (organization_id, item_id) references items (organization_id, id),
  foreign key (organization_id, location_id) references stock_locations (organization_id, id),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  foreign key (organization_id, service_order_id) references service_orders (organization_id, id),
  foreign key (organization_id, reservation_id) references stock_reservations (organization_id, id),
  foreign key (organization_id, last_movement_id) references stock_movements (organization_id, id)
);
create unique index stock_units_mac on stock_units (organization_id, mac) where mac is not null;
create index stock_units_serial on stock_units (organization_id, serial text_pattern_ops, id);
create index stock_units_location on stock_units (organization_id, location_id, item_id);
create index stock_units_subscriber on stock_units (organization_id, subscriber_id) where subscriber_id is not null;
create index stock_units_order on stock_units (organization_id, service_order_id) where service_order_id is not null;
create index stock_units_reservation on stock_units (organization_id, reservation_id) where reservation_id is not null;
call protect('stock_units', 'select, insert, update');

-- The history of each unit, with what it was before, so that a movement can be undone.
create table stock_movement_units (
  organization_id uuid not null references organizations (id),
  movement_id uuid not null,
  unit_id uuid not null,
  -- Null where the movement brought the unit.
  before jsonb,
  primary key (organization_id, movement_id, unit_id),
  foreign key (organization_id, movement_id) references stock_movements (organization_id, id),
  foreign key (organization_id, unit_id) references stock_units (organization_id, id)
);
create index stock_movement_units_unit on stock_movement_units (organization_id, unit_id, movement_id);
call protect('stock_movement_units', 'select, insert');

create table inventory_settings (
  organization_id uuid primary key references organizations (id),
  low_stock_notices boolean not null default true,
  default_threshold int not null default 5 check (default_threshold >= 0),
  channel text not null default 'email' check (channel in ('email', 'sms', 'both')),
  recipient_ids uuid[] not null default '{}',
  updated_at timestamptz not null,
  version int not null default 1
);
call protect('inventory_settings', 'select, insert, update');

-- As for leads and subscribers: row-level security keeps the trigram index from being used. Takes the organization from the setting.
create function search_items(pattern text, row_limit int) returns setof uuid
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
begin
  if organization is null then return; end if;
  return query select i.id from items i
    where i.organization_id = organization and i.search_text like pattern
    order by i.name, i.id limit row_limit;
end $$;
