-- What a package comes with, what an order for it needs, and what is held until then.

create table offer_equipment (
  organization_id uuid not null references organizations (id),
  offer_id uuid not null,
  item_id uuid not null,
  position int not null,
  quantity int not null check (quantity between 1 and 100000),
  primary key (organization_id, offer_id, item_id),
  foreign key (organization_id, offer_id) references offers (organization_id, id),
  foreign key (organization_id, item_id) references items (organization_id, id)
);
create index offer_equipment_item on offer_equipment (organization_id, item_id);
call protect('offer_equipment');

-- Copied from the package when the order is made: a later change of the package changes no work that was agreed.
create table service_order_equipment (
  organization_id uuid not null references organizations (id),
  service_order_id uuid not null,
  item_id uuid not null,
  position int not null,
  quantity int not null check (quantity between 1 and 100000),
  primary key (organization_id, service_order_id, item_id),
  foreign key (organization_id, service_order_id) references service_orders (organization_id, id),
  foreign key (organization_id, item_id) references items (organization_id, id)
);
create index service_order_equipment_item on service_order_equipment (organization_id, item_id);
call protect('service_order_equipment', 'select, insert');
-- Why an order was completed with fewer serials than its equipment has.
alter table service_orders add column equipment_reason text;

-- Whose van it is: what they install is taken from there first.
alter table stock_locations add column technician_id uuid;
alter table stock_locations add foreign key (organization_id, technician_id) references users (organization_id, id);
create index stock_locations_technician on stock_locations (organization_id, technician_id) where technician_id is not null;

-- A reservation of a tracked item names all of its units, or none: then it is so many of those that are there.
alter table stock_reservations add column quote_id uuid;
alter table stock_reservations add foreign key (organization_id, quote_id) references quotes (organization_id, id);
create index stock_reservations_quote on stock_reservations (organization_id, quote_id) where quote_id is not null;
