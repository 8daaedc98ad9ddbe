-- Organizations that were there before quotes and notifications were have no row of these settings: the migrations that add them saw none of the organizations, as
-- row-level security binds the owner too.
alter table organization_settings no force row level security;
alter table quote_settings no force row level security;
alter table notification_settings no force row level security;

insert into quote_settings (organization_id, updated_at) select organization_id, now() from organization_settings on conflict do nothing;
insert into notification_settings (organization_id, updated_at) select organization_id, now() from organization_settings on conflict do nothing;

alter table organization_settings force row level security;
alter table quote_settings force row level security;
alter table notification_settings force row level security;
