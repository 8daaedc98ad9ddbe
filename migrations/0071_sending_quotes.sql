-- What quotes are sent with, whom of us is told by text, and the orders and numbers by which quotes are found among a million.

-- Further words for a kind of message, by name, to be chosen for each sending. One of them may be what is sent where nothing is chosen.

create table named_templates (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  kind text not null check (kind in ('quote', 'quote_code', 'quote_accepted', 'quote_rejected', 'quote_question')),
  channel text not null check (channel in ('email', 'sms')),
  name text not null check (name <> ''),
  subject text,
  body text not null check (body <> ''),
  is_default boolean not null default false,
  updated_by_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, kind, channel, name),
  foreign key (organization_id, updated_by_id) references users (organization_id, id)
);
create unique index named_templates_default on named_templates (organization_id, kind, channel) where is_default;
call protect('named_templates');

-- What a quote that waits for its time is sent with, by channel.
alter table quotes add column send_templates jsonb;

-- A person who is told things by text has a number for it, E.164.
alter table users add column phone text;

-- The largest first, and what runs out first; what has no last day comes last.
create index quotes_largest on quotes (organization_id, first_total desc, id desc) where deleted_at is null;
create index quotes_running_out on quotes (organization_id, (coalesce(expires_on, '9999-12-31'::date)), id) where deleted_at is null;
-- One state alone, in its order: a few open ones are found among a million that were decided.
create index quotes_state on quotes (organization_id, status, created_at desc, id desc) where deleted_at is null;
create index quotes_number on quotes using gin (organization_id, lower(number) gin_trgm_ops) where deleted_at is null;

-- As search_leads: row-level security keeps the trigram index from being used, so this runs as the owner and takes the organization from the setting,
-- never from an argument.
create function search_quotes(pattern text, row_limit int) returns setof uuid
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
begin
  if organization is null then return; end if;
  return query select q.id from quotes q
    where q.organization_id = organization and q.deleted_at is null and lower(q.number) like pattern
    order by q.created_at desc, q.id desc limit row_limit;
end $$;

