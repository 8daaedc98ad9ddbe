-- Views that people keep of leads: filters, order and columns under a name (S1-3.2-d, S3-ui-b). The built-in ones are code.

create table lead_views (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- Who made it; nobody else sees it until it is shared.
  owner_id uuid not null,
  name text not null check (name <> ''),
  layout text not null check (layout in ('board', 'table')),
  -- As they stand in a query, by name; validated again whenever they are asked with, because fields and people go.
  filters jsonb not null default '{}' check (jsonb_typeof(filters) = 'object'),
  sort text,
  -- The table's columns in their order; the usual ones where null.
  columns text[],
  is_shared boolean not null default false,
  position int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, owner_id) references users (organization_id, id)
);
call protect('lead_views');
create unique index lead_views_name on lead_views (organization_id, owner_id, lower(name));
create index lead_views_shared on lead_views (organization_id, position) where is_shared;

-- Next steps in order over everybody's leads: leads_follow_up has them by owner.
create index leads_next_step on leads (organization_id, follow_up_at, id)
  where deleted_at is null and follow_up_at is not null and status in ('new', 'in_progress', 'dormant');
