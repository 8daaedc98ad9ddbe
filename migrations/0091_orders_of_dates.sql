-- By column whether the day or the month comes first in days such as 03/02/2031, where the column itself does not tell and somebody said so: of an import, and of
-- the next file with the same headings.
alter table imports add column date_orders jsonb not null default '{}' check (jsonb_typeof(date_orders) = 'object');
alter table import_mappings add column date_orders jsonb not null default '{}' check (jsonb_typeof(date_orders) = 'object');
