-- Fixed addresses of router users, from pools of their router.

-- What the router has under /ip/pool, as of the last good check: [{ name, ranges }].
alter table routers add column pools jsonb not null default '[]';

-- What fixed addresses are taken from. Ranges of a router's own pool follow it at every check.
create table address_pools (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  router_id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('own', 'router')),
  -- As people and routers write them: 10.20.0.0/24, 10.21.0.10-10.21.0.99
  ranges text not null check (ranges <> ''),
  position int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, router_id, name),
  foreign key (organization_id, router_id) references routers (organization_id, id) on delete cascade
);
call protect('address_pools');

-- Two users of one router can have the same address only where that was found so on the router and adopted.
alter table router_users add column shares_address boolean not null default false;
-- Row-level security binds the owner too, and no organization is set here.
alter table router_users no force row level security;
update router_users u set shares_address = true
  where u.ip_address is not null and u.state <> 'removed' and exists (
    select from router_users o where o.organization_id = u.organization_id and o.router_id = u.router_id and o.ip_address = u.ip_address and o.state <> 'removed' and o.id < u.id);
alter table router_users force row level security;
drop index router_users_address;
create unique index router_users_address on router_users (organization_id, router_id, ip_address)
  where ip_address is not null and state <> 'removed' and not shares_address;
