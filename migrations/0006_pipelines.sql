-- What a pipeline asks of people: to have met the exit criteria of a stage before a lead goes on, not to hoard leads, not to let them lie.

alter table pipelines
  -- How many leads a person may have here that they have done nothing with yet; claiming beyond it is refused. Null: as many as they like.
  add column max_untouched_leads int check (max_untouched_leads between 1 and 500),
  -- After so many business hours without a first action a lead goes back to the unclaimed. Null: never.
  add column return_after_business_hours int check (return_after_business_hours between 1 and 500);

alter table stages
  -- S2-bp-b: what has to be true of a lead before it goes on from here, in people's words.
  add column exit_criteria text[] not null default '{}' check (cardinality(exit_criteria) <= 10);

-- When people work, in the organization's time zone; ISO days, 1 is Monday.
alter table organization_settings
  add column business_days smallint[] not null default '{1,2,3,4,5}'
    check (cardinality(business_days) between 1 and 7 and business_days <@ '{1,2,3,4,5,6,7}'::smallint[]),
  add column business_from time not null default '08:00',
  add column business_to time not null default '17:00',
  add constraint business_hours check (business_from < business_to);

-- The sum of a stage's values does not fit into what fits one lead's.
alter table lead_count_deltas alter column value type numeric(20,2);

-- Whose turn it was last, where new leads go to everyone in turn. The row is locked while a turn is taken: two leads at once take two turns.
create table pipeline_turns (
  organization_id uuid not null references organizations (id),
  pipeline_id uuid not null,
  user_id uuid,
  primary key (organization_id, pipeline_id),
  foreign key (organization_id, pipeline_id) references pipelines (organization_id, id)
);
call protect('pipeline_turns');

-- The queue of the unclaimed, longest waiting first.
create index leads_queue on leads (organization_id, created_at, id)
  where owner_id is null and deleted_at is null and status in ('new', 'in_progress');
-- Leads that somebody has and did nothing with yet: counted for the cap, looked through for what goes back.
create index leads_untouched on leads (organization_id, pipeline_id, owner_id, assigned_at)
  where owner_id is not null and first_action_at is null and deleted_at is null and status in ('new', 'in_progress');
