-- Activities become a whole noun (D10, S2-act-b): planned or done, with a subject, a due time, a priority and whose they are to do.
-- A lead's follow-up (D16) is the earliest that is planned for it: `leads.follow_up_*` repeat that row, for boards, lists and Today.

alter table activities
  alter column lead_id drop not null,
  alter column done_at drop not null,
  -- Opportunities, contacts and accounts get their foreign keys with their tables.
  add column opportunity_id uuid,
  add column contact_id uuid,
  add column account_id uuid,
  add column subscriber_id uuid,
  add column subject text,
  add column status text not null default 'done' check (status in ('planned', 'in_progress', 'done', 'cancelled')),
  add column priority text check (priority in ('low', 'medium', 'high', 'urgent')),
  -- As with a lead's follow-up: the instant it is due; where only a date was given it is in due_on and the instant is that day's end where the owner is.
  add column due_at timestamptz,
  add column due_on date,
  -- Null where it is for whoever owns the lead.
  add column assignee_id uuid,
  -- The one step per lead that is set with a call or on the lead itself, and that setting another replaces; anything else planned stays until it is done.
  add column is_follow_up boolean not null default false,
  add column done_by_id uuid,
  -- Lower case without accents: what a search compares with.
  add column search_text text not null default '',
  add column updated_at timestamptz,
  add column deleted_at timestamptz,
  add column deleted_by_id uuid,
  add constraint activities_about check (num_nonnulls(lead_id, opportunity_id, contact_id, account_id, subscriber_id) > 0),
  add constraint activities_done check ((status = 'done') = (done_at is not null)),
  add constraint activities_due_on check (due_on is null or due_at is not null),
  add constraint activities_follow_up check (not is_follow_up or (lead_id is not null and due_at is not null and status in ('planned', 'in_progress'))),
  add foreign key (organization_id, subscriber_id) references subscribers (organization_id, id),
  add foreign key (organization_id, assignee_id) references users (organization_id, id),
  add foreign key (organization_id, done_by_id) references users (organization_id, id);

alter table leads add column next_activity_id uuid;
comment on column leads.next_activity_id is 'The planned activity that follow_up_* repeat. Null beside a follow-up that was written without one: it is made with the next write.';

-- Row-level security binds the owner too, and no organization is set here.
alter table activities no force row level security;
alter table leads no force row level security;

update activities set done_by_id = created_by_id, updated_at = created_at, search_text = ' ' || lower(coalesce(body, ''));
with steps as (
  insert into activities (organization_id, id, lead_id, type, status, subject, due_at, due_on, is_follow_up, search_text, created_at, updated_at)
  select l.organization_id, gen_random_uuid(), l.id, 'task', 'planned', l.follow_up_note, l.follow_up_at, l.follow_up_on, true,
         ' ' || lower(coalesce(l.follow_up_note, '')), l.updated_at, l.updated_at
    from leads l where l.follow_up_at is not null
  returning organization_id, id, lead_id
)
update leads l set next_activity_id = s.id from steps s where l.organization_id = s.organization_id and l.id = s.lead_id;

alter table activities force row level security;
alter table leads force row level security;

alter table activities
  alter column updated_at set not null,
  -- When it was done or is due: the order of the log.
  add column at timestamptz not null generated always as (coalesce(done_at, due_at, created_at)) stored;

drop index activities_lead;
drop index activities_done;
create index activities_newest on activities (organization_id, at desc, id desc) where deleted_at is null;
create index activities_lead on activities (organization_id, lead_id, at desc, id desc) where deleted_at is null;
create index activities_done_by on activities (organization_id, done_by_id, done_at desc) where deleted_at is null;
create index activities_steps on activities (organization_id, lead_id, due_at, id)
  where deleted_at is null and status in ('planned', 'in_progress') and due_at is not null;
create unique index activities_follow_ups on activities (organization_id, lead_id) where is_follow_up and deleted_at is null;
-- What is planned besides follow-ups, which Today finds by their leads.
create index activities_planned on activities (organization_id, due_at, id)
  where deleted_at is null and status in ('planned', 'in_progress') and due_at is not null and not is_follow_up;
create index activities_search on activities using gin (organization_id, search_text gin_trgm_ops) where deleted_at is null;

-- As search_leads: row-level security keeps the trigram index from being used, so this runs as the owner and takes the organization from the
-- setting. It gives activities whose own words match; the caller joins the leads that may be seen.
create function search_activities(pattern text, owner_keys uuid[], row_limit int) returns setof uuid
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
begin
  if organization is null then return; end if;
  return query select a.id from activities a join leads l on l.organization_id = organization and l.id = a.lead_id
    where a.organization_id = organization and a.deleted_at is null and a.search_text like pattern
      and l.deleted_at is null and (owner_keys is null or l.owner_key = any (owner_keys))
    order by a.at desc, a.id desc limit row_limit;
end $$;
