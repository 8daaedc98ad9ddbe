-- Captures: what other systems saw of somebody, each kept with the lead it made or joined (S3-bl-a, S3-bl-b, D23).

-- How a company's name is compared: without case, accents and punctuation.
create function company_key(name text) returns text language sql immutable parallel safe
  return nullif(trim(regexp_replace(regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')), '');

alter table organization_settings
  -- D23: a capture joins a lead that came in within so many minutes.
  add column capture_window_minutes int not null default 60 check (capture_window_minutes between 1 and 10080);

alter table leads add column company_key text generated always as (company_key(company_name)) stored;
create index leads_company on leads (organization_id, company_key, created_at) where company_key is not null;

create table lead_captures (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  lead_id uuid not null,
  source text not null,
  company text,
  company_key text generated always as (company_key(company)) stored,
  name text,
  phone text,
  email text,
  -- Not jsonb, which would put its properties into another order than the one they were sent in.
  data json not null default '{}',
  estimated_value numeric(14,2),
  -- Whether the value was sent with the capture, or assumed from what such captures are usually worth.
  value_stated boolean not null default false,
  -- Whether the lead was there already.
  joined boolean not null,
  external_source text,
  external_reference text,
  captured_by text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, external_source, external_reference),
  foreign key (organization_id, source) references lead_sources (organization_id, code),
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
call protect('lead_captures');
create index lead_captures_lead on lead_captures (organization_id, lead_id, created_at desc, id desc);
-- What somebody's earlier captures were worth.
create index lead_captures_company on lead_captures (organization_id, company_key) where company_key is not null;
create index lead_captures_phone on lead_captures (organization_id, phone) where phone is not null;
create index lead_captures_email on lead_captures (organization_id, email) where email is not null;
create index lead_captures_newest on lead_captures (organization_id, created_at desc) where estimated_value is not null;
