-- Counting what is really there, and setting the ledger right by what was found.

-- Counts each movement of what is on hand: a count knows by it whether something moved since.
alter table stock_levels add column moves int not null default 0;

create table stocktakes (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  number int not null,
  location_id uuid not null,
  -- With all below it; everything at the location where null.
  category_id uuid,
  -- Whoever counts is not told what is expected.
  is_blind boolean not null,
  status text not null check (status in ('counting', 'closed', 'approved', 'cancelled')),
  notes text,
  started_by_id uuid,
  started_by_name text not null,
  started_at timestamptz not null,
  closed_by_name text,
  closed_at timestamptz,
  approved_by_name text,
  approved_at timestamptz,
  cancelled_by_name text,
  cancelled_at timestamptz,
  cancel_reason text,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, number),
  foreign key (organization_id, location_id) references stock_locations (organization_id, id),
  foreign key (organization_id, category_id) references item_categories (organization_id, id)
);
-- Two at one place would each put right what the other did already.
create unique index stocktakes_open on stocktakes (organization_id, location_id) where status in ('counting', 'closed');
create index stocktakes_newest on stocktakes (organization_id, started_at desc, id desc);
create index stocktakes_category on stocktakes (organization_id, category_id) where category_id is not null;
call protect('stocktakes', 'select, insert, update');

-- An item that is to be counted, or was.
create table stocktake_lines (
  organization_id uuid not null references organizations (id),
  stocktake_id uuid not null,
  item_id uuid not null,
  -- Of a counted item, with what the ledger said at that moment; a movement in between asks for counting it anew.
  counted int check (counted >= 0),
  expected int,
  moves int,
  counted_at timestamptz,
  -- What came of it, written when it is approved.
  missing int,
  surplus int,
  misplaced int,
  value numeric(16,2),
  primary key (organization_id, stocktake_id, item_id),
  foreign key (organization_id, stocktake_id) references stocktakes (organization_id, id),
  foreign key (organization_id, item_id) references items (organization_id, id)
);
create index stocktake_lines_item on stocktake_lines (organization_id, item_id);
call protect('stocktake_lines', 'select, insert, update');

-- Units that were there when it began, and those that were seen.
create table stocktake_units (
  organization_id uuid not null references organizations (id),
  stocktake_id uuid not null,
  item_id uuid not null,
  serial text not null,
  -- The unit's last movement when it began, where it was there, and when it was seen: a later one knows better than either.
  start_movement_id uuid,
  seen_movement_id uuid,
  seen_at timestamptz,
  seen_by_name text,
  primary key (organization_id, stocktake_id, item_id, serial),
  foreign key (organization_id, stocktake_id, item_id) references stocktake_lines (organization_id, stocktake_id, item_id)
);
call protect('stocktake_units', 'select, insert, update, delete');

-- Who counted what.
create table stocktake_counts (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  stocktake_id uuid not null,
  item_id uuid not null,
  mode text not null check (mode in ('add', 'replace', 'remove')),
  quantity int not null,
  counted_by_id uuid,
  counted_by_name text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, stocktake_id, item_id) references stocktake_lines (organization_id, stocktake_id, item_id)
);
create index stocktake_counts_stocktake on stocktake_counts (organization_id, stocktake_id, created_at);
call protect('stocktake_counts', 'select, insert');

alter table stock_movements add column stocktake_id uuid;
alter table stock_movements add foreign key (organization_id, stocktake_id) references stocktakes (organization_id, id);
create index stock_movements_stocktake on stock_movements (organization_id, stocktake_id) where stocktake_id is not null;
