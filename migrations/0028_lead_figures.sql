-- Figures: what came in, was won, was lost and how long it took, added up per day and month so that a report costs the same however many leads there are.

alter table leads
  -- Since when the lead is won, or lost; null while it is neither.
  add column won_at timestamptz,
  add column lost_at timestamptz,
  -- How far it has ever come in its pipeline. No foreign key: a stage may be removed, and how far a lead came is history.
  add column furthest_stage_id uuid;
create index leads_won on leads (organization_id, won_at desc, id desc) where won_at is not null and deleted_at is null;
create index leads_lost on leads (organization_id, lost_at desc, id desc) where lost_at is not null and deleted_at is null;

-- How long a lead stood in a stage that it left; where it stands now the lead itself says.
create table lead_stage_stays (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  lead_id uuid not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  -- Who had the lead when it went on.
  owner_key uuid not null,
  entered_at timestamptz not null,
  left_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
create index lead_stage_stays_lead on lead_stage_stays (organization_id, lead_id);
call protect('lead_stage_stays');

-- The facts, added up by the organization's days. As with lead_counts a change appends deltas, which are folded in every second; a reader adds both.
create table lead_figures (
  organization_id uuid not null references organizations (id),
  measure text not null,
  grain text not null check (grain in ('day', 'month')),
  -- The day, or the first of the month.
  day date not null,
  pipeline_id uuid not null,
  owner_key uuid not null,
  -- What the measure is broken down by: a source's code, a stage, a reason, a provider.
  key text not null,
  leads bigint not null,
  won bigint not null,
  value numeric(20,2) not null,
  replied bigint not null,
  seconds bigint not null,
  primary key (organization_id, measure, grain, day, pipeline_id, owner_key, key)
);
call protect('lead_figures');

create table lead_figure_deltas (
  organization_id uuid not null references organizations (id),
  -- What was noted together; the program makes the id, the statement counts the places.
  batch_id uuid not null,
  place int not null,
  measure text not null,
  day date not null,
  pipeline_id uuid not null,
  owner_key uuid not null,
  key text not null,
  leads bigint not null,
  won bigint not null,
  value numeric(20,2) not null,
  replied bigint not null,
  seconds bigint not null,
  primary key (organization_id, batch_id, place)
);
call protect('lead_figure_deltas');

-- What is there already. Row-level security binds the owner too, and no organization is set here. The facts themselves are counted by the first start.
alter table leads no force row level security;
alter table events no force row level security;
alter table stages no force row level security;
alter table lead_stage_stays no force row level security;

with moves as (
  select e.organization_id, e.subject_id as lead_id, e.type, e.at,
         case when e.type = 'lead.stage_changed' then (e.changes ->> 'from')::uuid end as stage_id,
         lag(e.at) over (partition by e.organization_id, e.subject_id order by e.at, e.id) as entered_at
    from events e where e.subject_type = 'lead' and e.type in ('lead.created', 'lead.stage_changed')
)
insert into lead_stage_stays (organization_id, id, lead_id, pipeline_id, stage_id, owner_key, entered_at, left_at)
select m.organization_id, gen_random_uuid(), m.lead_id, s.pipeline_id, m.stage_id, l.owner_key, coalesce(m.entered_at, l.created_at), m.at
  from moves m
  join leads l on l.organization_id = m.organization_id and l.id = m.lead_id
  join stages s on s.organization_id = m.organization_id and s.id = m.stage_id
 where m.type = 'lead.stage_changed' and coalesce(m.entered_at, l.created_at) <= m.at;

update leads l set
  won_at = case when l.status = 'won' then coalesce(l.converted_at, l.stage_entered_at) end,
  lost_at = case when l.status = 'lost' then l.stage_entered_at end,
  furthest_stage_id = (
    select s.id from stages s
     where s.organization_id = l.organization_id and s.pipeline_id = l.pipeline_id and s.type in ('new', 'in_progress', 'won')
       and (s.id = l.stage_id or exists (
         select from lead_stage_stays y where y.organization_id = l.organization_id and y.lead_id = l.id and y.stage_id = s.id))
     order by s.position desc limit 1);

alter table leads force row level security;
alter table events force row level security;
alter table stages force row level security;
alter table lead_stage_stays force row level security;
