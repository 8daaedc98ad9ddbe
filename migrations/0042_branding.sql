-- Branding: what of an organization stands on its public pages and on paper. The logo's bytes are in the store for files;
-- its id is in its address, so that a new one is fetched and an old one is not served any more.

alter table organization_settings
  add column address text,
  add column email text,
  add column website text,
  add column tax_number text,
  add column logo_id uuid,
  add column logo_key text,
  add column logo_media_type text,
  add column logo_size int,
  add constraint organization_settings_logo_check check (num_nulls(logo_id, logo_key, logo_media_type, logo_size) in (0, 4));
