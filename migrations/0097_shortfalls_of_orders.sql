-- What was installed of a counted item beyond what the stock had when the order was completed: the ledger has no movement of it, so it is kept here.
create table service_order_shortfalls (
  organization_id uuid not null references organizations (id),
  service_order_id uuid not null,
  item_id uuid not null,
  quantity int not null check (quantity between 1 and 100000),
  primary key (organization_id, service_order_id, item_id),
  foreign key (organization_id, service_order_id) references service_orders (organization_id, id),
  foreign key (organization_id, item_id) references items (organization_id, id)
);
create index service_order_shortfalls_item on service_order_shortfalls (organization_id, item_id);
call protect('service_order_shortfalls', 'select, insert');
