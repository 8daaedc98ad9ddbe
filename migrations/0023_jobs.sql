-- Long work that people follow: imports, bulk changes. pg-boss only wakes a worker; what is to be done, how far it is and what came of each row is here.

create table jobs (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- Which code does it, for example lead_import.
  kind text not null check (kind <> ''),
  -- What people read: the file's name, what is changed.
  title text not null check (title <> ''),
  -- Where in the app it is shown.
  href text,
  -- The permission that is needed to undo it.
  permission text not null,
  -- Asked for by the page that waits for it, and not listed.
  is_listed boolean not null default true,
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  -- What it was told; only its kind reads it.
  input jsonb not null default '{}',
  total int not null check (total >= 0),
  -- How many rows are behind it. A batch commits with its results and this, so that no row is done twice.
  position int not null default 0,
  done int not null default 0,
  failed int not null default 0,
  -- Tries in a row that came to nothing; the next batch that commits begins anew.
  attempts int not null default 0,
  -- Why it failed, for people.
  problem text,
  actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
  actor_name text not null,
  created_by_id uuid,
  -- Of a token the permissions it had; null for all of its person's.
  permissions text[],
  created_at timestamptz not null,
  started_at timestamptz,
  last_progress_at timestamptz not null,
  finished_at timestamptz,
  undoable_until timestamptz,
  -- The job that this one takes back.
  undo_of_id uuid,
  primary key (organization_id, id),
  -- Nothing is undone twice.
  unique (organization_id, undo_of_id),
  foreign key (organization_id, undo_of_id) references jobs (organization_id, id),
  foreign key (organization_id, created_by_id) references users (organization_id, id)
);
call protect('jobs');
create index jobs_active on jobs (organization_id, last_progress_at) where state in ('queued', 'running');

create table job_results (
  organization_id uuid not null references organizations (id),
  job_id uuid not null,
  -- Counted from 1 in the order of the work.
  row int not null,
  record_id uuid,
  ok boolean not null,
  -- What was done: created, updated, skipped, failed, removed, restored, kept …
  outcome text not null,
  -- Why not, for people; and by field: [{ field, detail }].
  problem text,
  errors jsonb not null default '[]',
  -- What undoing needs: the fields that were changed, as they were and as they were left. Null where there is nothing to undo.
  before jsonb,
  after jsonb,
  -- By what later rows of the same job are known to mean the same record.
  keys text[] not null default '{}',
  primary key (organization_id, job_id, row),
  foreign key (organization_id, job_id) references jobs (organization_id, id) on delete cascade
);
call protect('job_results');
create index job_results_record on job_results (organization_id, record_id) where record_id is not null;
