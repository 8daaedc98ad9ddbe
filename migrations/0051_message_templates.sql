-- An organization's own words for what is written to people; where there is no row the usual words are used.

create table message_templates (
  organization_id uuid not null references organizations (id),
  kind text not null check (kind in ('quote', 'quote_code', 'quote_accepted', 'quote_rejected', 'quote_question')),
  channel text not null check (channel in ('email', 'sms')),
  subject text,
  body text not null check (body <> ''),
  updated_by_id uuid,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, kind, channel),
  foreign key (organization_id, updated_by_id) references users (organization_id, id)
);
call protect('message_templates');
