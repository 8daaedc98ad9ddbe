-- Quotes: drafts, what was sent, the link behind which a prospect decides, and the codes that confirm it.

create table quotes (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- Revisions of a quote share their number (S0-10.5-c).
  number text not null check (number <> ''),
  revision int not null default 1 check (revision > 0),
  previous_id uuid,
  lead_id uuid not null,
  status text not null check (status in ('draft', 'sent', 'on_review', 'accepted', 'denied', 'expired', 'superseded')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  tax_name text not null,
  notes text,
  terms text,
  -- The last day it can be accepted, in the organization's time zone.
  expires_on date,
  recipient_name text,
  recipient_email text,
  recipient_phone text,
  -- Sums of the rounded lines: what is decided, where it is, else the first alternative without options (D17).
  first_subtotal numeric(14,2) not null default 0,
  first_tax numeric(14,2) not null default 0,
  first_total numeric(14,2) not null default 0,
  monthly_subtotal numeric(14,2) not null default 0,
  monthly_tax numeric(14,2) not null default 0,
  monthly_total numeric(14,2) not null default 0,
  -- SHA-256 of the link's token, and the token sealed, so that the link can be shown to who sent it.
  token_hash bytea,
  sealed_token text,
  send_at timestamptz,
  sent_at timestamptz,
  opened_at timestamptz,
  decided_at timestamptz,
  decided_by_name text,
  confirmed_by text check (confirmed_by in ('email_code', 'sms_code', 'recorded')),
  decision_reason text,
  choices jsonb,
  signature jsonb,
  -- The PDF that was accepted: its key in the store for files and its SHA-256.
  document_key text,
  document_hash bytea,
  created_by_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, number, revision),
  unique (organization_id, token_hash),
  -- A quote is revised once; the revision is revised on.
  unique (organization_id, previous_id),
  foreign key (organization_id, lead_id) references leads (organization_id, id),
  foreign key (organization_id, previous_id) references quotes (organization_id, id),
  foreign key (organization_id, created_by_id) references users (organization_id, id)
);
create index quotes_newest on quotes (organization_id, created_at desc, id desc) where deleted_at is null;
create index quotes_lead on quotes (organization_id, lead_id, id desc);
create index quotes_expiring on quotes (organization_id, expires_on) where status in ('sent', 'on_review') and deleted_at is null;
call protect('quotes');

create table quote_items (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  quote_id uuid not null,
  position int not null,
  offer_id uuid,
  description text not null check (description <> ''),
  details text,
  quantity numeric(8,2) not null check (quantity > 0),
  unit_price numeric(14,2) not null check (unit_price >= 0),
  -- The package's price when it was put on the quote, to tell that it has changed since.
  offer_price numeric(14,2),
  discount_percent numeric(5,2) not null default 0 check (discount_percent between 0 and 100),
  tax_rate numeric(5,2) not null check (tax_rate between 0 and 100),
  period text not null check (period in ('once', 'monthly')),
  optional boolean not null default false,
  alternative int check (alternative > 0),
  line_total numeric(14,2) not null,
  line_tax numeric(14,2) not null,
  primary key (organization_id, id),
  unique (organization_id, quote_id, position),
  foreign key (organization_id, quote_id) references quotes (organization_id, id) on delete cascade,
  foreign key (organization_id, offer_id) references offers (organization_id, id)
);
call protect('quote_items');

create table quote_settings (
  organization_id uuid primary key references organizations (id),
  expiry_days int not null default 10 check (expiry_days between 1 and 365),
  number_pattern text not null default '{year}{next|6}',
  number_resets_yearly boolean not null default true,
  terms text,
  -- S0-10.1-h: by a quote's status the kind of stage its lead goes to; null leaves it where it is.
  stage_map jsonb not null default '{"draft": "new", "sent": "in_progress", "on_review": "in_progress", "accepted": "won", "denied": "lost"}',
  code_valid_minutes int not null default 60 check (code_valid_minutes between 5 and 1440),
  signature_required boolean not null default true,
  updated_at timestamptz not null,
  version int not null default 1
);
call protect('quote_settings', 'select, insert, update');

-- The last number given per period: a year, or `all`. Its row is locked until the commit, so numbers have no gaps.
create table quote_numbers (
  organization_id uuid not null references organizations (id),
  period text not null,
  last int not null,
  primary key (organization_id, period)
);
call protect('quote_numbers', 'select, insert, update');

-- One-time codes (S0-10.6-b, P6): a keyed hash, for one revision, decision and choice. An attempt is counted by the statement that allows it.
create table quote_codes (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  quote_id uuid not null,
  channel text not null check (channel in ('email', 'sms')),
  code_hash bytea not null,
  decision text not null check (decision in ('accept', 'reject')),
  choices_hash bytea not null,
  attempts int not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz,
  replaced_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, quote_id) references quotes (organization_id, id) on delete cascade
);
create index quote_codes_quote on quote_codes (organization_id, quote_id, created_at desc);
call protect('quote_codes', 'select, insert, update');

-- Guesses per quote and day and codes per recipient and hour, whatever addresses they come from.
create table quote_code_counts (
  organization_id uuid not null references organizations (id),
  kind text not null check (kind in ('guesses', 'codes')),
  -- The quote's id, or a hash of the recipient; and the day or hour.
  key text not null,
  period timestamptz not null,
  count int not null,
  primary key (organization_id, kind, key, period)
);
create index quote_code_counts_age on quote_code_counts (organization_id, period);
call protect('quote_code_counts');

alter table tenant_lookup drop constraint tenant_lookup_kind_check;
alter table tenant_lookup add constraint tenant_lookup_kind_check check (kind in ('email', 'widget', 'quote'));

insert into quote_settings (organization_id, updated_at) select organization_id, now() from organization_settings;
