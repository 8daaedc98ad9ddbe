import { withInOrg, type Family } from '../databases.ts';
import { multiplyMovements } from './multiply-movements.ts';
import { seedStock } from './seed-stock.ts';
import { takeStockSample, type StockSample } from './stock-sample.ts';

export const stockFamily: Family<StockSample> = {
  name: 'inventory',
  counted: 'movements',
  seed: ({ url }, organizationId, size) => withInOrg(url, (inOrg) => seedStock(inOrg, organizationId, size)),
  multiply: multiplyMovements,
  settle: async () => {},
  sample: takeStockSample,
};
