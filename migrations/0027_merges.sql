-- Merging leads that are the same person, and taking that back. A lead that was merged away is hidden as a deleted one is, keeps its row and its events, and
-- says into which lead it went; what hung on it hangs on that one, and a merge remembers every row that it moved.

alter table leads
  -- Always the lead that is there now: where that one is merged on, this moves along with everything else that refers to it.
  add column merged_into_id uuid,
  add constraint leads_merged_away check (merged_into_id is null or deleted_at is not null),
  add foreign key (organization_id, merged_into_id) references leads (organization_id, id);
create index leads_merged on leads (organization_id, merged_into_id) where merged_into_id is not null;

create table lead_merges (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- The lead that stayed.
  lead_id uuid not null,
  -- Its whole row before and after, as the database writes it: undoing restores the columns that differ, unless they were changed again.
  before jsonb not null,
  after jsonb not null,
  -- The tags it got from the others.
  tag_ids uuid[] not null default '{}',
  merged_at timestamptz not null,
  merged_by_id uuid,
  merged_by_name text not null,
  undoable_until timestamptz not null,
  undone_at timestamptz,
  undone_by_name text,
  primary key (organization_id, id),
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade,
  foreign key (organization_id, merged_by_id) references users (organization_id, id)
);
create index lead_merges_lead on lead_merges (organization_id, lead_id, id desc);
call protect('lead_merges', 'select, insert, update');

create table lead_merge_sources (
  organization_id uuid not null references organizations (id),
  merge_id uuid not null,
  -- The lead that was merged away, and its whole row before.
  lead_id uuid not null,
  before jsonb not null,
  primary key (organization_id, merge_id, lead_id),
  foreign key (organization_id, merge_id) references lead_merges (organization_id, id) on delete cascade,
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
create index lead_merge_sources_lead on lead_merge_sources (organization_id, lead_id);
call protect('lead_merge_sources', 'select, insert, update');

create table lead_merge_rows (
  organization_id uuid not null references organizations (id),
  merge_id uuid not null,
  -- Which table's row went over, and from which lead.
  table_name text not null,
  row_id uuid not null,
  lead_id uuid not null,
  -- Of an activity: whether it was the follow-up there. A lead has one, so of two the other becomes a plan like any other.
  was_follow_up boolean not null default false,
  primary key (organization_id, merge_id, table_name, row_id),
  foreign key (organization_id, merge_id) references lead_merges (organization_id, id) on delete cascade,
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
create index lead_merge_rows_lead on lead_merge_rows (organization_id, lead_id);
call protect('lead_merge_rows', 'select, insert, update, delete');

-- What a merge told of a lead in the events of the one that was kept goes with the person, as what its own events say does (`erase_lead_events`): the
-- organization comes from the setting, and the lead has to be erased or deleted.
create function erase_merge_events(lead uuid) returns int
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  touched int;
begin
  if organization is null then return 0; end if;
  if not exists (select from leads l where l.organization_id = organization and l.id = lead and (l.erased_at is not null or l.deleted_at is not null)) then
    return 0;
  end if;
  update events e set changes = e.changes - 'changed' - 'left' || '{"erased": true}'
    from lead_merge_sources s join lead_merges m on m.organization_id = organization and m.id = s.merge_id
   where s.organization_id = organization and s.lead_id = lead
     and e.organization_id = organization and e.subject_type = 'lead' and e.subject_id = m.lead_id and e.type = 'lead.merged'
     and e.changes ->> 'mergeId' = m.id::text and e.changes ?| array['changed', 'left'];
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function erase_merge_events(uuid) from public;
do $$ begin
  execute format('grant execute on function erase_merge_events(uuid) to %I', current_setting('app.runtime_role'));
end $$;
