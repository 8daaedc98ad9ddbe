-- What a conversion makes besides the subscriber: the first bill and the service order; how an organization converts;
-- and what is done to a user on a router after its conversion.

alter table number_counters drop constraint number_counters_kind_check;
alter table number_counters add constraint number_counters_kind_check check (kind <> '');

create table conversion_settings (
  organization_id uuid primary key references organizations (id),
  -- `new_with_proforma` is always offered (S0-10.8-b).
  offers_active_without_invoice boolean not null default true,
  offers_active_with_invoice boolean not null default true,
  default_type text not null default 'new_with_proforma'
    check (default_type in ('active_without_invoice', 'active_with_invoice', 'new_with_proforma')),
  -- A new subscriber's router user is made disabled and enabled when the service order is completed.
  enable_after_installation boolean not null default true,
  -- What a technician ticks off on every service order, in order.
  checklist text[] not null default '{"Cable laid and fixed","Router installed and named","Speed test passed","Customer shown how it works"}',
  updated_at timestamptz not null,
  version int not null default 1
);
call protect('conversion_settings', 'select, insert, update');

-- The won stage that a converted lead goes to, where it is not its pipeline's first one.
create table conversion_won_stages (
  organization_id uuid not null references organizations (id),
  pipeline_id uuid not null,
  stage_id uuid not null,
  primary key (organization_id, pipeline_id),
  foreign key (organization_id, pipeline_id) references pipelines (organization_id, id) on delete cascade,
  foreign key (organization_id, stage_id) references stages (organization_id, id) on delete cascade
);
call protect('conversion_won_stages');

-- A lead that was opened again with everything taken back may be converted anew; each round makes its records once.
alter table conversions add column round int not null default 1 check (round > 0);
alter table conversions add column withdrawn_at timestamptz;

create table invoices (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  kind text not null check (kind in ('invoice', 'proforma')),
  -- Given per kind in the transaction that makes it, without gaps.
  number int not null check (number > 0),
  status text not null check (status in ('draft', 'issued', 'paid', 'cancelled')),
  subscriber_id uuid not null,
  subscription_id uuid,
  conversion_id uuid,
  conversion_round int,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  tax_name text not null,
  subtotal numeric(14,2) not null,
  tax numeric(14,2) not null,
  total numeric(14,2) not null,
  issued_on date not null,
  due_on date not null,
  paid_on date,
  cancelled_at timestamptz,
  cancel_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, kind, number),
  -- One bill per conversion, whatever happens at once (P4).
  unique (organization_id, conversion_id, conversion_round),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  foreign key (organization_id, subscription_id) references subscriptions (organization_id, id),
  foreign key (organization_id, conversion_id) references conversions (organization_id, id)
);
create index invoices_newest on invoices (organization_id, created_at desc, id desc);
create index invoices_subscriber on invoices (organization_id, subscriber_id, created_at desc);
call protect('invoices');

create table invoice_lines (
  organization_id uuid not null references organizations (id),
  invoice_id uuid not null,
  position int not null,
  description text not null check (description <> ''),
  quantity numeric(8,2) not null check (quantity > 0),
  unit_price numeric(14,2) not null check (unit_price >= 0),
  tax_rate numeric(5,2) not null,
  -- Rounded once per line (D17).
  line_total numeric(14,2) not null,
  line_tax numeric(14,2) not null,
  primary key (organization_id, invoice_id, position),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id) on delete cascade
);
call protect('invoice_lines');

create table service_orders (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  number int not null,
  status text not null check (status in ('open', 'scheduled', 'in_progress', 'completed', 'cancelled')),
  subscriber_id uuid not null,
  subscription_id uuid,
  router_user_id uuid,
  conversion_id uuid,
  conversion_round int,
  technician_id uuid,
  appointment_from timestamptz,
  appointment_to timestamptz,
  address text,
  notes text,
  -- The customer's name and the strokes of their signature, as drawn on the technician's phone.
  signature jsonb,
  started_at timestamptz,
  completed_at timestamptz,
  completed_by_id uuid,
  cancelled_at timestamptz,
  cancel_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, number),
  unique (organization_id, conversion_id, conversion_round),
  check ((appointment_from is null) = (appointment_to is null) and appointment_from < appointment_to),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  foreign key (organization_id, subscription_id) references subscriptions (organization_id, id),
  -- Users that are gone from a router that goes itself are forgotten.
  foreign key (organization_id, router_user_id) references router_users (organization_id, id) on delete set null (router_user_id),
  foreign key (organization_id, conversion_id) references conversions (organization_id, id),
  foreign key (organization_id, technician_id) references users (organization_id, id),
  foreign key (organization_id, completed_by_id) references users (organization_id, id)
);
create index service_orders_status on service_orders (organization_id, status, created_at desc, id desc);
create index service_orders_newest on service_orders (organization_id, created_at desc, id desc);
create index service_orders_appointment on service_orders (organization_id, appointment_from) where appointment_from is not null;
create index service_orders_technician on service_orders (organization_id, technician_id);
create index service_orders_subscriber on service_orders (organization_id, subscriber_id);
create index service_orders_router_user on service_orders (organization_id, router_user_id);
call protect('service_orders');

create table service_order_items (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  service_order_id uuid not null,
  position int not null,
  text text not null check (text <> ''),
  done_at timestamptz,
  done_by_id uuid,
  primary key (organization_id, id),
  unique (organization_id, service_order_id, position),
  foreign key (organization_id, service_order_id) references service_orders (organization_id, id) on delete cascade,
  foreign key (organization_id, done_by_id) references users (organization_id, id)
);
call protect('service_order_items');

-- `waiting`: on the router, disabled until the installation is done.
alter table router_users drop constraint router_users_state_check;
alter table router_users add constraint router_users_state_check check (state in ('creating', 'waiting', 'active', 'suspended', 'removing', 'removed'));
create index router_users_address on router_users (organization_id, router_id, ip_address) where ip_address is not null and state <> 'removed';

-- While it is on, nobody's work goes to the router: it waits.
alter table routers add column in_maintenance boolean not null default false;

-- What is done to a router user after its conversion, or without one: as resumable as provisioning.
create table router_operations (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  router_user_id uuid not null,
  kind text not null check (kind in ('create', 'enable', 'suspend', 'resume', 'change', 'remove')),
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- For `change`: what the user has once the router has taken it.
  request jsonb not null default '{}',
  reason text,
  problem text,
  tries int not null default 0,
  next_try_at timestamptz not null,
  requested_by_id uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, router_user_id) references router_users (organization_id, id) on delete cascade,
  foreign key (organization_id, requested_by_id) references users (organization_id, id)
);
-- One at a time per user, so that the last word is the last asked for.
create unique index router_operations_unfinished on router_operations (organization_id, router_user_id) where state in ('queued', 'running');
create index router_operations_due on router_operations (organization_id, next_try_at) where state in ('queued', 'running');
create index router_operations_user on router_operations (organization_id, router_user_id, created_at desc);
call protect('router_operations');

create table router_operation_steps (
  organization_id uuid not null references organizations (id),
  operation_id uuid not null,
  name text not null,
  position int not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'skipped')),
  attempts int not null default 0,
  message text,
  at timestamptz,
  primary key (organization_id, operation_id, name),
  foreign key (organization_id, operation_id) references router_operations (organization_id, id) on delete cascade
);
call protect('router_operation_steps');

-- What a package is called on one router, where that is not the package's own profile.
create table router_profiles (
  organization_id uuid not null references organizations (id),
  router_id uuid not null,
  offer_id uuid not null,
  profile text not null check (profile <> ''),
  primary key (organization_id, router_id, offer_id),
  foreign key (organization_id, router_id) references routers (organization_id, id) on delete cascade,
  foreign key (organization_id, offer_id) references offers (organization_id, id) on delete cascade
);
call protect('router_profiles');

alter table routers add column compared_at timestamptz;

-- In what a router and we differ, as of the last look.
create table router_differences (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  router_id uuid not null,
  kind text not null check (kind in ('unknown_here', 'missing_there', 'different')),
  service text not null check (service in ('pppoe', 'hotspot', 'user_manager')),
  username text not null,
  router_user_id uuid,
  -- Never a password: that it differs is said, not what it is.
  fields jsonb not null default '[]',
  -- What the router has: profile, address, whether it is disabled, its comment.
  theirs jsonb,
  found_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, router_id, service, username),
  foreign key (organization_id, router_id) references routers (organization_id, id) on delete cascade,
  foreign key (organization_id, router_user_id) references router_users (organization_id, id) on delete cascade
);
call protect('router_differences');
