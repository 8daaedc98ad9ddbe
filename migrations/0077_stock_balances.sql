-- Figures of stock that cost the same however long the ledger is.

-- What an item at a place came to by the end of each quarter of an hour in which something moved, counted from the beginning: what happened between two moments
-- is the difference of two rows. A quarter of an hour, because in every zone days begin at one.
create table stock_balances (
  organization_id uuid not null references organizations (id),
  item_id uuid not null,
  location_id uuid not null,
  -- Its first moment.
  quarter timestamptz not null,
  received bigint not null,
  issued bigint not null,
  returned bigint not null,
  adjusted bigint not null,
  -- On hand and in transit, and what the movements here added to the item's value.
  quantity bigint not null,
  value numeric(16,2) not null,
  primary key (organization_id, item_id, location_id, quarter),
  foreign key (organization_id, item_id, location_id) references stock_levels (organization_id, item_id, location_id)
);
call protect('stock_balances', 'select, insert, update');

-- What was sent and has not arrived: few of all that was ever sent.
create table stock_sendings (
  organization_id uuid not null references organizations (id),
  movement_id uuid not null,
  sent_at timestamptz not null,
  primary key (organization_id, movement_id),
  foreign key (organization_id, movement_id) references stock_movements (organization_id, id)
);
create index stock_sendings_newest on stock_sendings (organization_id, sent_at desc, movement_id desc);
call protect('stock_sendings', 'select, insert, delete');

-- What there is already. Row-level security binds the owner too, and no organization is set here.
alter table stock_movements no force row level security;
alter table stock_balances no force row level security;
alter table stock_sendings no force row level security;
insert into stock_balances (organization_id, item_id, location_id, quarter, received, issued, returned, adjusted, quantity, value)
select organization_id, item_id, location_id, quarter, sum(received) over so_far, sum(issued) over so_far, sum(returned) over so_far, sum(adjusted) over so_far,
       sum(quantity) over so_far, sum(value) over so_far
  from (
    select x.organization_id, x.item_id, x.location_id, date_bin('15 minutes', x.created_at, '2000-01-01T00:00:00Z') as quarter,
           sum(case when x.type = 'receive' then x.quantity else 0 end) as received, sum(case when x.type = 'issue' then -x.quantity else 0 end) as issued,
           sum(case when x.type = 'return' then x.quantity else 0 end) as returned, sum(case when x.type = 'adjust' and x.counts then x.quantity else 0 end) as adjusted,
           sum(case when x.counts then x.quantity else 0 end) as quantity, sum(x.value) as value
      from (
        select m.organization_id, m.item_id, m.to_location_id as location_id, m.type, m.created_at, m.quantity, m.to_state <> 'set_aside' as counts,
               case when m.to_state <> 'set_aside' then m.value else 0 end as value
          from stock_movements m where m.to_location_id is not null
        union all
        select m.organization_id, m.item_id, m.from_location_id, m.type, m.created_at, -m.quantity, m.from_state <> 'set_aside',
               case when coalesce(m.to_state, 'set_aside') = 'set_aside' then m.value else 0 end
          from stock_movements m where m.from_location_id is not null) x
     group by 1, 2, 3, 4) moved
window so_far as (partition by organization_id, item_id, location_id order by quarter);
insert into stock_sendings (organization_id, movement_id, sent_at)
select m.organization_id, m.id, m.created_at from stock_movements m
 where m.to_state = 'in_transit' and m.reverses_id is null
   and not exists (select from stock_movements r where r.organization_id = m.organization_id and r.reverses_id = m.id)
   and not exists (select from stock_movements k where k.organization_id = m.organization_id and k.confirms_id = m.id and k.reverses_id is null
     and not exists (select from stock_movements u where u.organization_id = m.organization_id and u.reverses_id = k.id));
alter table stock_movements force row level security;
alter table stock_balances force row level security;
alter table stock_sendings force row level security;
drop index stock_movements_sent;

create index stock_movements_type on stock_movements (organization_id, type, created_at desc, id desc);
create index stock_units_in_order on stock_units (organization_id, serial, id);
create index stock_units_with on stock_units (organization_id, item_id, subscriber_id) where state = 'issued' and subscriber_id is not null;
