import type pg from 'pg';
import { encodeCursor } from '../../src/core/cursor.ts';
import type { BaseSample } from '../workload.ts';

/** What is asked about in one database of stock, chosen from what is in it. */
export interface StockSample extends BaseSample {
  itemIds: string[];
  /** Tracked by serial. */
  trackedIds: string[];
  /** Counted, with plenty of it at a place. */
  plenty: { itemId: string; locationId: string }[];
  locationIds: string[];
  /** Cursors around the middle of the ledger. */
  cursors: string[];
  serials: string[];
  stocktakeIds: string[];
}

const size = 100;

export async function takeStockSample(client: pg.Client, organizationId: string, tokens: BaseSample['tokens']): Promise<StockSample> {
  const find = async <Row extends object>(sql: string) => (await client.query<Row & pg.QueryResultRow>(sql, [organizationId])).rows;
  const ids = async (sql: string) => (await find<{ id: string }>(sql)).map(({ id }) => id);
  const cursors = await find<{ at: string; id: string }>(
    `select m.created_at::text as at, m.id from stock_movements m where m.organization_id = $1
      order by m.created_at desc, m.id desc offset (select count(*) / 2 from stock_movements where organization_id = $1) limit ${size}`);
  return {
    organizationId,
    tokens,
    itemIds: await ids(`select id from items where organization_id = $1 and sku like 'BENCH-%' order by md5(sku) limit ${size}`),
    trackedIds: await ids(`select id from items where organization_id = $1 and sku like 'BENCH-%' and serial_tracking order by md5(sku) limit ${size}`),
    plenty: await find(
      `select distinct on (v.item_id) v.item_id as "itemId", v.location_id as "locationId" from stock_levels v
         join items i on i.organization_id = $1 and i.id = v.item_id and i.sku like 'BENCH-%' and not i.serial_tracking
        where v.organization_id = $1 order by v.item_id, v.on_hand - v.reserved desc limit ${size}`),
    locationIds: await ids("select id from stock_locations where organization_id = $1 and name like 'Bench %' order by name"),
    cursors: cursors.map(({ at, id }) => encodeCursor([at, id])),
    serials: (await find<{ serial: string }>(`select serial from stock_units where organization_id = $1 order by md5(serial) limit ${size}`)).map(({ serial }) => serial),
    stocktakeIds: await ids('select id from stocktakes where organization_id = $1 order by started_at desc limit 10'),
  };
}
