-- Whom a fall of stock is told to and how (S0-10.11-c, -d), and which falls were told, so that each is told once.

alter table inventory_settings drop constraint inventory_settings_channel_check;
alter table inventory_settings add constraint inventory_settings_channel_check check (channel in ('none', 'email', 'sms', 'both'));

create table stock_notices (
  organization_id uuid not null references organizations (id),
  event_id uuid not null,
  item_id uuid not null,
  -- How many messages were written for it.
  messages int not null check (messages >= 0),
  created_at timestamptz not null,
  primary key (organization_id, event_id),
  foreign key (organization_id, item_id) references items (organization_id, id)
);
create index stock_notices_item on stock_notices (organization_id, item_id, created_at desc);
call protect('stock_notices', 'select, insert');

-- Which kinds there are the contract says; a list here would have to be written anew with each.
alter table message_templates drop constraint message_templates_kind_check;
alter table message_templates add constraint message_templates_kind_check check (kind <> '');
