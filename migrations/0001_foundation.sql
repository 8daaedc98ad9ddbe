-- Organizations, people, sessions, events: what every other table stands on.
-- Every business table leads its primary key, unique constraints, foreign keys and indexes with organization_id, and is protected
-- (forced row-level security) in the statement after it. `app.runtime_role` is set by the migration runner.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The organization of the running transaction. After a commit the setting reads '', not null, hence nullif.
create function current_organization() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;

-- Row-level security, enabled and forced, with one policy for reading and writing; and the grants of the running role.
create procedure protect(business_table regclass, privileges text default 'select, insert, update, delete') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', business_table);
  execute format('alter table %s force row level security', business_table);
  execute format(
    'create policy organization on %s using (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))'
    ' with check (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))', business_table);
  execute format('grant %s on %s to %I', privileges, business_table, current_setting('app.runtime_role'));
end $$;

-- Reference tables: no organization's data, readable before the organization is known.
create table organizations (
  id uuid primary key,
  created_at timestamptz not null
);
comment on table organizations is 'Only that an organization exists; what is in it is in organization_settings and below.';

create table tenant_lookup (
  kind text not null check (kind in ('email', 'widget')),
  key text not null,
  organization_id uuid not null references organizations (id),
  primary key (kind, key, organization_id)
);
comment on table tenant_lookup is 'Which organization a sign-in email (as SHA-256) or a public widget belongs to. Never written on a hot path.';

create table sign_in_attempts (
  key text primary key,
  failures int not null,
  last_failed_at timestamptz not null,
  blocked_until timestamptz
);
comment on table sign_in_attempts is 'Failed sign-ins per source (a hash of address, or of a known device), never per person: nobody can be locked out by others.';

do $$ begin
  execute format('grant usage on schema public to %I', current_setting('app.runtime_role'));
  execute format('grant select, insert on organizations to %I', current_setting('app.runtime_role'));
  execute format('grant select, insert, delete on tenant_lookup to %I', current_setting('app.runtime_role'));
  execute format('grant select, insert, update, delete on sign_in_attempts to %I', current_setting('app.runtime_role'));
end $$;

create table organization_settings (
  organization_id uuid primary key references organizations (id),
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  timezone text not null,
  locale text not null,
  tax_rate numeric(4,2) not null default 0,
  tax_name text not null default 'VAT',
  phone text,
  city text,
  accent_color text,
  unique_phone_among_open_leads boolean not null default true,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
call protect('organization_settings');

create table teams (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, name)
);
call protect('teams');

create table users (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  email text not null,
  password_hash text not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'sales', 'warehouse', 'technician', 'viewer')),
  team_id uuid,
  timezone text,
  disabled_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, email),
  foreign key (organization_id, team_id) references teams (organization_id, id)
);
create index users_team on users (organization_id, team_id);
call protect('users');

create table sessions (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  user_agent text not null default '',
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, user_id) references users (organization_id, id)
);
create index sessions_user on sessions (organization_id, user_id);
call protect('sessions');

create table api_tokens (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  user_id uuid not null,
  name text not null,
  token_hash bytea not null,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, user_id) references users (organization_id, id)
);
create index api_tokens_user on api_tokens (organization_id, user_id);
call protect('api_tokens');

-- The one table of events: audit log, timelines, live updates, the integrators' feed. Append-only for the running role.
create table events (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- Orders the feed: ids are made before the commit, so a later id can be visible first; a finished transaction's number cannot.
  transaction_id xid8 not null default pg_current_xact_id(),
  type text not null,
  subject_type text not null,
  subject_id uuid not null,
  actor_kind text not null check (actor_kind in ('user', 'token', 'system', 'prospect')),
  actor_id uuid,
  actor_name text not null,
  changes jsonb not null default '{}',
  at timestamptz not null,
  primary key (organization_id, id)
);
create index events_subject on events (organization_id, subject_type, subject_id, id desc);
create index events_feed on events (organization_id, transaction_id, id);
call protect('events', 'select, insert');

create table idempotency_keys (
  organization_id uuid not null references organizations (id),
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status int not null,
  response text not null,
  created_at timestamptz not null,
  primary key (organization_id, actor_id, key)
);
create index idempotency_keys_age on idempotency_keys (organization_id, created_at);
call protect('idempotency_keys');

create table number_counters (
  organization_id uuid not null references organizations (id),
  kind text not null check (kind in ('lead', 'subscriber')),
  last int not null,
  primary key (organization_id, kind)
);
comment on table number_counters is 'The last number given per kind (D1). Blocks are taken under load, so numbers may have gaps.';
call protect('number_counters', 'select, insert, update');

create table outbox_messages (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  channel text not null check (channel in ('email', 'sms', 'chat')),
  recipient text not null,
  subject text,
  body text not null,
  state text not null check (state in ('queued', 'sent', 'failed')),
  error text,
  simulated boolean not null,
  event_id uuid,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index outbox_messages_event on outbox_messages (organization_id, event_id, channel, recipient);
call protect('outbox_messages', 'select, insert, update');
