-- Files kept with leads. Their bytes are elsewhere (disk or S3, under the key); a row is made only once they are there.

create table files (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  lead_id uuid not null,
  name text not null check (name <> ''),
  category text not null check (category in ('quote', 'contract', 'photo', 'document')),
  media_type text not null,
  size int not null check (size > 0),
  sha256 bytea not null,
  key text not null,
  created_by_id uuid,
  deleted_at timestamptz,
  deleted_by_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  unique (organization_id, key),
  -- A lead that is purged takes its rows along (D14); what it has in the store follows the event.
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
create index files_lead on files (organization_id, lead_id, created_at desc, id desc);
call protect('files');
