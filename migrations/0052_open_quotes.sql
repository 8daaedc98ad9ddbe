-- Quotes that wait for an answer are counted for Today, and are few beside all.
create index quotes_open on quotes (organization_id, lead_id) where status in ('sent', 'on_review') and deleted_at is null;
