-- Routers, conversions, and what a conversion makes.

create table routers (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  host text not null,
  port int not null check (port between 1 and 65535),
  tls text not null check (tls in ('off', 'verify', 'pinned', 'anonymous')),
  fingerprint text,
  username text not null,
  -- Sealed with AES-256-GCM under a key that is not in the database.
  sealed_password text not null,
  timeout_ms int not null,
  attempts int not null,
  last_checked_at timestamptz,
  last_check_ok boolean,
  last_check_message text,
  profiles text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, name)
);
call protect('routers');

create table subscribers (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  number int not null,
  name text not null,
  company_name text,
  phone text,
  email text,
  billing_email text,
  street text,
  unit_number text,
  city text,
  zip_code text,
  location text,
  installation_address text,
  latitude numeric(9,6),
  longitude numeric(9,6),
  status text not null check (status in ('new', 'active', 'suspended', 'ended')),
  lead_id uuid,
  search_text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, number),
  -- One subscriber per lead, whatever happens at once (S0-10.8, P4).
  unique (organization_id, lead_id),
  foreign key (organization_id, lead_id) references leads (organization_id, id)
);
create index subscribers_newest on subscribers (organization_id, created_at desc, id desc);
create index subscribers_phone on subscribers (organization_id, phone) where phone is not null;
create index subscribers_email on subscribers (organization_id, email) where email is not null;
create index subscribers_search on subscribers using gin (organization_id, search_text gin_trgm_ops);
call protect('subscribers');

create table subscriptions (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  subscriber_id uuid not null,
  offer_id uuid not null,
  offer_name text not null,
  monthly_price numeric(14,2) not null,
  setup_fee numeric(14,2) not null,
  tax_rate numeric(4,2) not null,
  download_mbps int not null,
  upload_mbps int not null,
  status text not null check (status in ('pending', 'active', 'suspended', 'ended')),
  starts_on date not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  foreign key (organization_id, offer_id) references offers (organization_id, id)
);
create index subscriptions_subscriber on subscriptions (organization_id, subscriber_id);
call protect('subscriptions');

create table conversions (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  lead_id uuid not null,
  type text not null check (type in ('active_without_invoice', 'active_with_invoice', 'new_with_proforma')),
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  -- What was asked for, as planned; the password is not in it but sealed on the router user.
  request jsonb not null,
  value numeric(14,2) not null default 0,
  cancel_requested boolean not null default false,
  -- The router may still hold what we made and could not be asked; reconciliation keeps trying.
  clean_up_pending boolean not null default false,
  problem text,
  subscriber_id uuid,
  subscription_id uuid,
  router_user_id uuid,
  requested_by_id uuid,
  -- A worker that lives says so; one that died is replaced.
  last_progress_at timestamptz not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  -- One conversion per lead (D5): a retry goes on with the same one.
  unique (organization_id, lead_id),
  foreign key (organization_id, lead_id) references leads (organization_id, id),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  foreign key (organization_id, subscription_id) references subscriptions (organization_id, id)
);
create index conversions_unfinished on conversions (organization_id, last_progress_at) where state = 'running' or clean_up_pending;
call protect('conversions');

create table conversion_steps (
  organization_id uuid not null references organizations (id),
  conversion_id uuid not null,
  name text not null,
  position int not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'skipped')),
  attempts int not null default 0,
  message text,
  at timestamptz,
  primary key (organization_id, conversion_id, name),
  foreign key (organization_id, conversion_id) references conversions (organization_id, id)
);
call protect('conversion_steps');

create table router_users (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  router_id uuid not null,
  conversion_id uuid,
  subscriber_id uuid,
  service text not null check (service in ('pppoe', 'hotspot', 'user_manager')),
  username text not null,
  sealed_password text not null,
  profile text not null,
  ip_address text,
  state text not null check (state in ('creating', 'active', 'suspended', 'removing', 'removed')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, router_id) references routers (organization_id, id),
  foreign key (organization_id, conversion_id) references conversions (organization_id, id),
  foreign key (organization_id, subscriber_id) references subscribers (organization_id, id)
);
-- A name is taken on a router from the moment we ask for it until it is gone from there.
create unique index router_users_name on router_users (organization_id, router_id, service, username) where state <> 'removed';
create index router_users_subscriber on router_users (organization_id, subscriber_id);
create index router_users_conversion on router_users (organization_id, conversion_id);
call protect('router_users');

create function search_subscribers(pattern text, row_limit int) returns setof uuid
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
begin
  if organization is null then return; end if;
  return query select s.id from subscribers s
    where s.organization_id = organization and s.search_text like pattern
    order by s.created_at desc, s.id desc limit row_limit;
end $$;
