-- Which leads somebody meant when they looked at a change of many: the run changes exactly these. Forgotten after a few days.

create table bulk_selections (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- In the order of the work; leads that are gone by then are passed over.
  lead_ids uuid[] not null,
  created_by_id uuid,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, created_by_id) references users (organization_id, id)
);
call protect('bulk_selections');
create index bulk_selections_age on bulk_selections (organization_id, created_at);
