-- Deleted leads are listed, purged and, where an organization says so, purged by time; persons can be erased (D14).

alter table organization_settings
  -- Null: nothing is purged by time.
  add column purge_deleted_after_days int check (purge_deleted_after_days between 1 and 3650);

alter table leads add column erased_at timestamptz;
create index leads_deleted on leads (organization_id, deleted_at desc, id desc) where deleted_at is not null;

-- Events are append-only for the running role. Erasing a person is the one exception: this takes out of a lead's events what people wrote and keeps what
-- happened, when, by whom, and the figures. Narrow on purpose: the organization comes from the setting, never from an argument; it touches only events of a
-- lead that is marked as erased or deleted; and what it keeps is a list, so that what is added to events later is taken out unless it is named here.
create function erase_lead_events(lead uuid) returns int
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  kept constant text[] := array[
    'stageId', 'from', 'to', 'fromName', 'toName', 'status', 'pipelineId', 'ownerId', 'ownerName', 'source', 'offerId', 'estimatedValue',
    'agreedInstallationFee', 'agreedMonthlySubscription', 'priority', 'rating', 'urgency', 'score', 'probability', 'hasRouter', 'totalJobsReferred',
    'followUpAt', 'followUpOn', 'activityId', 'activityType', 'outcome', 'conversionId', 'type', 'subscriberId', 'subscriberNumber', 'captureId', 'joined',
    'fileId', 'added', 'removed', 'number', 'erased'];
  touched int;
begin
  if organization is null then return 0; end if;
  if not exists (select from leads l where l.organization_id = organization and l.id = lead and (l.erased_at is not null or l.deleted_at is not null)) then
    return 0;
  end if;
  update events e set changes = coalesce((
           select jsonb_object_agg(c.key, c.value) from jsonb_each(e.changes) c where c.key = any (kept)), '{}') || '{"erased": true}'
    where e.organization_id = organization and e.subject_type = 'lead' and e.subject_id = lead
      and exists (select from jsonb_each(e.changes) c where c.key <> all (kept));
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function erase_lead_events(uuid) from public;
do $$ begin
  execute format('grant execute on function erase_lead_events(uuid) to %I', current_setting('app.runtime_role'));
end $$;
