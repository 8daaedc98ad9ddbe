-- Lead fields that an organization adds to and arranges (S0-10.2, D4, D31). The values of its own fields are in leads.custom_fields by name.

alter table lead_fields
  -- The others are columns of leads; what exists so far is of that kind.
  add column is_custom boolean not null default false,
  -- Of a select, in order: [{ value, label }]. Leads hold the value, so that renaming an option touches none of them.
  add column options jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
  -- The pipelines whose leads show the field; all where empty. Not a table of its own: fields are always read whole.
  add column pipeline_ids uuid[] not null default '{}';
create unique index lead_fields_label on lead_fields (organization_id, lower(label));

-- Nobody could choose a category so far. These are asked for first; the rest of the thirteen is a press away.
alter table lead_fields no force row level security;
update lead_fields set category = case when name in ('name', 'phone', 'location') then 'main' else 'additional' end
  where not is_custom;
alter table lead_fields force row level security;

-- S0-10.2-e: how many of the visible fields are columns of the table to begin with.
alter table organization_settings add column default_fields_shown int not null default 10 check (default_fields_shown between 1 and 50);
