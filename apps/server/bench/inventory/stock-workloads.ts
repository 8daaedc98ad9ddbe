import type { Input, listItems, listStockMovements, listStockUnits } from '@lastmile/contracts';
import { inventoryReport } from '../../src/features/inventory/report.ts';
import { summary } from '../../src/features/inventory/summary.ts';
import { itemList, itemView } from '../../src/features/items/item.view.ts';
import { lookUp, unitList } from '../../src/features/items/unit.view.ts';
import { stocktakeList } from '../../src/features/stocktakes/stocktake.view.ts';
import { inTurn, queryOf, reading, type Ask, type ReadWorkload, type Workload } from '../workload.ts';
import type { StockSample } from './stock-sample.ts';

type Query<Endpoint> = NonNullable<Input<Endpoint> extends { query?: infer Q } ? Q : never>;

const items = (query: Query<typeof listItems>): Ask => ({ path: `/items${queryOf(query)}`, answer: (scope) => itemList(scope, query) });
const movements = (query: Query<typeof listStockMovements>): Ask => ({ path: `/stock-movements${queryOf(query)}` });
const units = (query: Query<typeof listStockUnits>): Ask => ({ path: `/stock-units${queryOf(query)}`, answer: (scope) => unitList(scope, query) });
const report = (name: Parameters<typeof inventoryReport>[1], query: Parameters<typeof inventoryReport>[2] = {}): Ask => ({
  path: `/inventory/reports/${name}${queryOf(query)}`, answer: (scope) => inventoryReport(scope, name, query),
});

/** As many as a report is asked for at once; each adds up a whole stock. */
const few = 4;
const page = { growth: 1.3 };
const figures = { growth: 2 };
const lastYear = () => {
  const now = new Date();
  const day = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  return { from: day(400), to: day(60) };
};

type Read = Omit<ReadWorkload<StockSample>, 'as' | 'name'>;
const reads: readonly Read[] = [
  { title: 'overview', asks: () => [{ path: '/inventory/summary', answer: summary }], target: figures },
  { title: 'items', asks: () => [items({})], target: page },
  { title: 'items of a place, counted', asks: ({ locationIds }) => locationIds.map((locationId) => items({ locationId, count: true })), target: page },
  { title: 'one item', asks: ({ itemIds }) => itemIds.map((id) => ({ path: `/items/${id}`, answer: (scope) => itemView(scope, id) })), target: page },
  { title: 'movements', asks: () => [movements({})], target: page, hasBare: false },
  { title: 'movements, half-way', asks: ({ cursors }) => cursors.map((cursor) => movements({ cursor })), target: page, hasBare: false },
  { title: 'movements of an item', asks: ({ itemIds }) => itemIds.map((itemId) => movements({ itemId })), target: page, hasBare: false },
  { title: 'movements of a place', asks: ({ locationIds }) => locationIds.map((locationId) => movements({ locationId })), target: page, hasBare: false },
  { title: 'movements of a type', asks: () => [movements({ type: 'return' }), movements({ type: 'adjust' })], target: page, hasBare: false },
  { title: 'movements on the way', asks: () => [movements({ inTransit: true })], target: page, hasBare: false },
  { title: 'serials of an item', asks: ({ trackedIds }) => trackedIds.map((itemId) => units({ itemId })), target: page },
  { title: 'serials, by their beginning', asks: ({ serials }) => serials.map((serial) => units({ q: serial.slice(0, 4) })), target: page },
  { title: 'a scanned code', asks: ({ serials }) => serials.map((code) => ({ path: `/inventory/lookup${queryOf({ code })}`, answer: (scope) => lookUp(scope, code) })), target: page },
  { title: 'stocktakes', asks: () => [{ path: '/stocktakes', answer: (scope) => stocktakeList(scope, {}) }], target: page },
  {
    title: 'lines of a stocktake', target: page, hasBare: false,
    asks: ({ stocktakeIds }) => stocktakeIds.map((id) => ({ path: `/stocktakes/${id}/lines` })),
  },
  { title: 'report, valuation', asks: () => [report('valuation')], target: figures, connections: few },
  { title: 'report, turnover of a year', asks: () => [report('turnover', lastYear())], target: figures, connections: few },
  { title: 'report, by place', asks: () => [report('by-location')], target: figures, connections: few },
];

export const stockReads: readonly ReadWorkload<StockSample>[] = reads.map((read, index) => ({ ...read, name: `stock${index}`, as: 'owner', title: `Inventory: ${read.title}` }));

/** Of which nothing plain says whether it was right; what they write is what they are measured against themselves for. */
const moving = (title: string, body: (of: { locationId: string }, number: number) => object, path: string): Workload<StockSample> => ({
  title: `Inventory: ${title}`,
  target: page,
  writes: ['stock_movements', 'stock_levels', 'items', 'events'],
  ours(sample) {
    const next = inTurn(sample.plenty);
    let number = 0;
    return {
      token: sample.tokens.owner,
      next: () => {
        const { itemId, locationId } = next();
        number += 1;
        return { method: 'POST', path: `/api/v1/items/${itemId}/${path}`, body: body({ locationId }, number) };
      },
    };
  },
});

export const stockWorkloads: readonly Workload<StockSample>[] = [
  ...stockReads.map(reading),
  // More comes in than goes out, so that nothing runs out of what is measured.
  moving('receive', ({ locationId }) => ({ locationId, quantity: 9, unitCost: '110.00', reference: 'Bench' }), 'receive'),
  moving('issue', ({ locationId }) => ({ locationId, quantity: 1, reference: 'Bench' }), 'issue'),
  {
    title: 'Inventory: audit',
    target: {},
    connections: 1,
    ours: ({ tokens }) => ({ token: tokens.owner, next: () => ({ method: 'GET', path: '/api/v1/inventory/audit' }) }),
  },
];
