-- Tags: words of the organization's own that leads are marked with (S2-arch-a, S2-bp-a).

create table tags (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null check (name <> ''),
  color text not null check (color in ('gray', 'blue', 'petrol', 'green', 'amber', 'red', 'violet')),
  position int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id)
);
call protect('tags');
-- Two people who write “VIP” and “vip” mean the same tag.
create unique index tags_name on tags (organization_id, lower(name));

create table lead_tags (
  organization_id uuid not null references organizations (id),
  lead_id uuid not null,
  tag_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, lead_id, tag_id),
  foreign key (organization_id, lead_id) references leads (organization_id, id),
  foreign key (organization_id, tag_id) references tags (organization_id, id)
);
call protect('lead_tags', 'select, insert, delete');
create index lead_tags_tag on lead_tags (organization_id, tag_id, lead_id);
