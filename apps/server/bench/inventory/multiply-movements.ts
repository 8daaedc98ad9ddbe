import type pg from 'pg';
import { columnsOf, dropIndexes } from '../copies.ts';

/** As an id keeps the time in it, ids of copies still sort by age; the same id has the same copy wherever it stands. */
const copyOf = (id: string): string => `(left(${id}::text, 15) || substr(md5(${id}::text || ':' || c.copy)::uuid::text, 16))::uuid`;
const earlier = (column: string): string => `r.${column} - c.copy * interval '7 minutes'`;

/** What is copied, and the columns in which a copy is its own; items and locations stay what they are, subscribers grow with what they got. */
const copied: { [table: string]: { [column: string]: string } } = {
  subscribers: { id: copyOf('r.id'), number: 'r.number + c.copy * 10000', lead_id: 'null', created_at: earlier('created_at') },
  stocktakes: {
    id: copyOf('r.id'), number: 'r.number + c.copy * 1000', started_at: earlier('started_at'), closed_at: earlier('closed_at'), approved_at: earlier('approved_at'),
    status: "case when r.status in ('counting', 'closed') then 'cancelled' else r.status end",
  },
  stocktake_lines: { stocktake_id: copyOf('r.stocktake_id') },
  stocktake_units: {
    stocktake_id: copyOf('r.stocktake_id'), serial: "r.serial || '-' || c.copy", start_movement_id: copyOf('r.start_movement_id'), seen_movement_id: copyOf('r.seen_movement_id'),
  },
  stocktake_counts: { id: copyOf('r.id'), stocktake_id: copyOf('r.stocktake_id') },
  stock_reservations: { id: copyOf('r.id'), created_at: earlier('created_at'), subscriber_id: copyOf('r.subscriber_id') },
  stock_movements: {
    id: copyOf('r.id'), created_at: earlier('created_at'), confirms_id: copyOf('r.confirms_id'), reverses_id: copyOf('r.reverses_id'), reservation_id: copyOf('r.reservation_id'),
    stocktake_id: copyOf('r.stocktake_id'), subscriber_id: copyOf('r.subscriber_id'),
  },
  stock_units: {
    id: copyOf('r.id'), serial: "r.serial || '-' || c.copy", mac: "upper(left(md5(r.mac || c.copy), 12))", reservation_id: copyOf('r.reservation_id'),
    last_movement_id: copyOf('r.last_movement_id'), subscriber_id: copyOf('r.subscriber_id'), changed_at: earlier('changed_at'),
  },
  stock_movement_units: {
    movement_id: copyOf('r.movement_id'), unit_id: copyOf('r.unit_id'),
    before: `case when r.before ->> 'lastMovementId' is null then r.before
      else r.before || jsonb_build_object('lastMovementId', ${copyOf("(r.before ->> 'lastMovementId')")}) end`,
  },
};

/**
 * Turns every movement into `times`, with its units, reservations and stocktakes: each copy is a history of its own of the same items at the same places, so that
 * the sum of all is again a ledger that is right. Straight in SQL and without indexes meanwhile, as for leads.
 */
export async function multiplyMovements(client: pg.Client, organizationId: string, times: number): Promise<void> {
  await client.query('begin');
  await client.query("set local session_replication_role = 'replica'");
  const restore: string[] = [];
  for (const [table, own] of Object.entries(copied)) {
    restore.push(...(await dropIndexes(client, table)));
    const names = await columnsOf(client, table);
    await client.query(
      `insert into ${table} (${names.join(', ')})
       select ${names.map((name) => own[name] ?? `r.${name}`).join(', ')}
         from ${table} r cross join generate_series(1, $2::int - 1) c (copy) where r.organization_id = $1`,
      [organizationId, times],
    );
  }
  const grown = (...columns: string[]) => columns.map((column) => `${column} = ${column} * $2`).join(', ');
  await client.query(`update stock_levels set ${grown('on_hand', 'reserved', 'in_transit', 'set_aside', 'moves')} where organization_id = $1`, [organizationId, times]);
  await client.query(`update items set ${grown('on_hand', 'reserved', 'in_transit', 'set_aside', 'value')} where organization_id = $1`, [organizationId, times]);
  for (const statement of restore) await client.query(statement);
  await client.query(
    `insert into stock_sendings (organization_id, movement_id, sent_at)
     select s.organization_id, ${copyOf('s.movement_id')}, s.sent_at - c.copy * interval '7 minutes'
       from stock_sendings s cross join generate_series(1, $2::int - 1) c (copy) where s.organization_id = $1`,
    [organizationId, times],
  );
  await balanceAnew(client, organizationId);
  await client.query('commit');
}

/** Balances go on from one to the next, so those of many histories together are no copies of those of one. */
async function balanceAnew(client: pg.Client, organizationId: string): Promise<void> {
  const columns = ['received', 'issued', 'returned', 'adjusted', 'quantity', 'value'];
  await client.query('delete from stock_balances where organization_id = $1', [organizationId]);
  await client.query(
    `insert into stock_balances (organization_id, item_id, location_id, quarter, ${columns.join(', ')})
     select $1, item_id, location_id, quarter, ${columns.map((column) => `sum(sum(${column})) over (partition by item_id, location_id order by quarter)`).join(', ')}
       from (
         select m.item_id, e.location_id, date_bin('15 minutes', m.created_at, '2000-01-01T00:00:00Z') as quarter, case m.type when 'receive' then e.came else 0 end as received,
                case m.type when 'issue' then -e.came else 0 end as issued, case m.type when 'return' then e.came else 0 end as returned,
                case when m.type = 'adjust' and e.counts then e.came else 0 end as adjusted, case when e.counts then e.came else 0 end as quantity, e.value
           from stock_movements m cross join lateral (
             values (m.to_location_id, m.quantity, m.to_state <> 'set_aside', case when m.to_state <> 'set_aside' then m.value else 0 end),
                    (m.from_location_id, -m.quantity, m.from_state <> 'set_aside', case when m.to_state <> 'set_aside' then 0 else m.value end)) e (location_id, came, counts, value)
          where m.organization_id = $1 and e.location_id is not null) x
      group by item_id, location_id, quarter`, [organizationId]);
}
