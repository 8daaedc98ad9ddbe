-- The figures of many leads ask for the follow-ups of each that were done: few of its activities. Small as it is, the planner takes this index even where
-- the statistics of a table that has just grown are not made yet; it read all activities of the organization for each lead then.
create index activities_followed_up on activities (organization_id, lead_id) where status = 'done' and due_at is not null and deleted_at is null;
