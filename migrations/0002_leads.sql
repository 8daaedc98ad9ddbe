-- Pipelines, offers, leads and what is counted about them.

create table pipelines (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('lead', 'opportunity')),
  position int not null,
  is_default boolean not null default false,
  is_active boolean not null default true,
  assignment text not null default 'claim' check (assignment in ('claim', 'fixed', 'round_robin')),
  fixed_owner_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, kind, name),
  foreign key (organization_id, fixed_owner_id) references users (organization_id, id)
);
create unique index pipelines_default on pipelines (organization_id, kind) where is_default;
call protect('pipelines');

create table stages (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  pipeline_id uuid not null,
  name text not null,
  type text not null check (type in ('new', 'in_progress', 'dormant', 'won', 'lost')),
  position int not null,
  probability int not null check (probability between 0 and 100),
  color text not null,
  quiet_after_days int check (quiet_after_days > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, pipeline_id, name),
  -- So that a lead's foreign key can hold stage and pipeline together: a lead can never stand in a stage of another pipeline (S2-tr-a).
  unique (organization_id, pipeline_id, id),
  foreign key (organization_id, pipeline_id) references pipelines (organization_id, id)
);
create index stages_order on stages (organization_id, pipeline_id, position);
call protect('stages');

create table lead_sources (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  code text not null check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
  name text not null,
  position int not null,
  is_active boolean not null default true,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, code),
  unique (organization_id, name)
);
call protect('lead_sources');

create table lead_fields (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  label text not null,
  type text not null check (type in ('text', 'email', 'phone', 'select', 'number', 'date', 'geo')),
  category text not null check (category in ('main', 'additional')),
  is_required boolean not null default false,
  is_visible boolean not null default true,
  position int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, name)
);
call protect('lead_fields');

create table offers (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  description text,
  monthly_price numeric(14,2) not null check (monthly_price >= 0),
  setup_fee numeric(14,2) not null default 0 check (setup_fee >= 0),
  tax_rate numeric(4,2),
  download_mbps int not null check (download_mbps > 0),
  upload_mbps int not null check (upload_mbps > 0),
  router_profile text,
  is_public boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, name)
);
create index offers_order on offers (organization_id, download_mbps, id);
call protect('offers');

create table leads (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  number int not null,
  -- Never empty: the name, else the company, phone or email.
  title text not null check (title <> ''),
  name text,
  contact_name text,
  company_name text,
  job_title text,
  phone text,
  email text,
  billing_email text,

  location text,
  street text,
  unit_number text,
  city text,
  zip_code text,
  property_address text,
  latitude numeric(9,6),
  longitude numeric(9,6),

  source text not null,
  partner text,
  brought_in_by text,
  brought_in_by_contact text,
  how_found_us text,

  offer_id uuid,
  service_type text,
  current_isp text,
  interest_reason text,
  agreed_installation_fee numeric(14,2),
  agreed_monthly_subscription numeric(14,2),
  has_router boolean,
  router_type text,
  estimated_value numeric(14,2),
  -- What the lead would bring a month: agreed subscription, else the package's price when it was chosen, else the estimate, else 0.
  value numeric(14,2) not null default 0,
  total_revenue numeric(14,2) not null default 0,
  total_jobs_referred int,

  priority text check (priority in ('low', 'medium', 'high', 'urgent')),
  rating text check (rating in ('cold', 'warm', 'hot')),
  urgency text check (urgency in ('low', 'normal', 'high', 'critical')),
  score int,
  probability int check (probability between 0 and 100),

  pipeline_id uuid not null,
  stage_id uuid not null,
  -- The stage's type (D2), kept beside it so that lists need no join.
  status text not null check (status in ('new', 'in_progress', 'dormant', 'won', 'lost')),
  -- A fractional index: a card moves without renumbering its neighbours.
  rank text collate "C" not null,
  stage_entered_at timestamptz not null,
  lost_reason text,

  owner_id uuid,
  -- Unclaimed as a value, so that "mine and unclaimed" is two ranges of one index.
  owner_key uuid not null generated always as (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'::uuid)) stored,
  assigned_at timestamptz,
  first_action_at timestamptz,
  last_activity_at timestamptz,
  -- D16: the instant a follow-up is due; where only a date was given it is in follow_up_on and the instant is that day's end.
  follow_up_at timestamptz,
  follow_up_on date,
  follow_up_note text,

  notes text,
  custom_fields jsonb not null default '{}',
  data jsonb not null default '{}',
  account_id uuid,
  contact_id uuid,
  external_source text,
  external_reference text,

  conversion_id uuid,
  converted_at timestamptz,
  subscriber_id uuid,

  -- Lower case without accents, phone and number as digits: what a search compares with.
  search_text text not null,
  -- The phone while it has to be unique: an open lead's, where the organization asks for it (D3).
  unique_phone text,

  deleted_at timestamptz,
  deleted_by_id uuid,
  created_by_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,

  primary key (organization_id, id),
  unique (organization_id, number),
  unique (organization_id, unique_phone),
  unique (organization_id, external_source, external_reference),
  foreign key (organization_id, pipeline_id, stage_id) references stages (organization_id, pipeline_id, id),
  foreign key (organization_id, source) references lead_sources (organization_id, code),
  foreign key (organization_id, offer_id) references offers (organization_id, id),
  foreign key (organization_id, owner_id) references users (organization_id, id)
);
create index leads_newest on leads (organization_id, created_at desc, id desc) where deleted_at is null;
create index leads_owner_newest on leads (organization_id, owner_key, created_at desc, id desc) where deleted_at is null;
create index leads_stage_rank on leads (organization_id, stage_id, rank, id) where deleted_at is null;
create index leads_stage_owner_rank on leads (organization_id, stage_id, owner_key, rank, id) where deleted_at is null;
create index leads_follow_up on leads (organization_id, owner_key, follow_up_at, id)
  where deleted_at is null and follow_up_at is not null and status in ('new', 'in_progress', 'dormant');
create index leads_title on leads (organization_id, title, id) where deleted_at is null;
create index leads_phone on leads (organization_id, phone) where phone is not null;
create index leads_email on leads (organization_id, email) where email is not null;
create index leads_search on leads using gin (organization_id, search_text gin_trgm_ops) where deleted_at is null;
call protect('leads');

-- Counts and sums per stage and owner. A move appends deltas (updating one row from every move would line moves up behind each other);
-- they are folded into lead_counts every second, and a reader adds both up, so the figures are exact at any moment.
create table lead_counts (
  organization_id uuid not null references organizations (id),
  stage_id uuid not null,
  owner_key uuid not null,
  leads bigint not null,
  value numeric(20,2) not null,
  primary key (organization_id, stage_id, owner_key)
);
call protect('lead_counts');

create table lead_count_deltas (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  stage_id uuid not null,
  owner_key uuid not null,
  leads int not null,
  value numeric(14,2) not null,
  primary key (organization_id, id)
);
call protect('lead_count_deltas');

create table activities (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  lead_id uuid not null,
  type text not null check (type in ('call', 'meeting', 'task', 'email', 'text', 'note', 'quote_sent')),
  outcome text check (outcome in ('answered', 'voicemail', 'no_answer', 'interested', 'not_interested')),
  body text,
  is_internal boolean not null default true,
  done_at timestamptz not null,
  created_by_id uuid,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, lead_id) references leads (organization_id, id),
  foreign key (organization_id, created_by_id) references users (organization_id, id)
);
create index activities_lead on activities (organization_id, lead_id, done_at desc);
create index activities_done on activities (organization_id, created_by_id, done_at desc);
call protect('activities');

create table signup_widgets (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  title text not null,
  introduction text,
  button_text text not null,
  thank_you_message text not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  owner_id uuid,
  source text not null,
  show_offers boolean not null default true,
  offer_required boolean not null default false,
  include_tax boolean not null default true,
  is_active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, pipeline_id, stage_id) references stages (organization_id, pipeline_id, id),
  foreign key (organization_id, source) references lead_sources (organization_id, code),
  foreign key (organization_id, owner_id) references users (organization_id, id)
);
call protect('signup_widgets');

-- S0-10.10-d: an organization begins with its equipment categories.
create table item_categories (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  title text not null,
  description text,
  parent_category_id uuid,
  is_active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, title),
  foreign key (organization_id, parent_category_id) references item_categories (organization_id, id)
);
call protect('item_categories');

-- Row-level security keeps a trigram index from being used (ilike is not leakproof), so search goes through this one function. It runs as
-- the owner and therefore bypasses the policy: the organization comes from the setting, never from an argument. plpgsql with custom plans,
-- because a generic plan forgets how rare a term is.
create function search_leads(pattern text, owner_keys uuid[], row_limit int) returns setof uuid
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
begin
  if organization is null then return; end if;
  if owner_keys is null then
    return query select l.id from leads l
      where l.organization_id = organization and l.deleted_at is null and l.search_text like pattern
      order by l.created_at desc, l.id desc limit row_limit;
  else
    return query select l.id from leads l
      where l.organization_id = organization and l.deleted_at is null and l.search_text like pattern and l.owner_key = any (owner_keys)
      order by l.created_at desc, l.id desc limit row_limit;
  end if;
end $$;
