-- What is planned for a lead is rewritten in place, also what came to it with a merge. The merge notes each planned activity as it was, so that undoing can
-- tell what was planned for the kept lead since from what was the other lead's. Null of what was not planned, and of merges from before.
alter table lead_merge_rows add column planned jsonb;
