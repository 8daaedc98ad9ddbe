-- Figures lead to the leads behind them: those that left a stage in a period, and those that were followed up in it.
create index lead_stage_stays_left on lead_stage_stays (organization_id, stage_id, left_at) include (lead_id, owner_key);
create index activities_followed_up_at on activities (organization_id, done_at) include (lead_id, done_by_id) where status = 'done' and due_at is not null and deleted_at is null;
