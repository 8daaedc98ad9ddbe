-- Leads that come in a file. Its rows are kept as they were read, so that looking, running, correcting and going on after a kill all begin with the same text.

create table imports (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  noun text not null check (noun in ('leads')),
  file_name text not null,
  format text not null check (format in ('csv', 'xlsx')),
  encoding text,
  delimiter text,
  -- [{ name, samples }] in the order of the file.
  columns jsonb not null default '[]',
  mapping jsonb not null default '{}',
  value_mapping jsonb not null default '{}',
  on_duplicate text not null default 'skip' check (on_duplicate in ('skip', 'update')),
  -- Null until the file is read to its end.
  total int,
  counts jsonb,
  unknown_values jsonb not null default '[]',
  preview jsonb not null default '[]',
  check_job_id uuid,
  run_job_id uuid,
  created_by_id uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, check_job_id) references jobs (organization_id, id),
  foreign key (organization_id, run_job_id) references jobs (organization_id, id)
);
call protect('imports');

create table import_rows (
  organization_id uuid not null references organizations (id),
  import_id uuid not null,
  -- Counted from 1 below the heading, blank ones too.
  row int not null,
  cells text[] not null,
  primary key (organization_id, import_id, row),
  foreign key (organization_id, import_id) references imports (organization_id, id) on delete cascade
);
call protect('import_rows', 'select, insert, delete');

-- What became of columns and values last time, for the next file with the same headings.
create table import_mappings (
  organization_id uuid not null references organizations (id),
  noun text not null,
  -- The headings, in lower case and in order.
  headings text not null,
  mapping jsonb not null,
  value_mapping jsonb not null,
  updated_at timestamptz not null,
  primary key (organization_id, noun, headings)
);
call protect('import_mappings');
