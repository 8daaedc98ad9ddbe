import { systemActor } from '../../src/core/actor.ts';
import { audit } from '../../src/features/inventory/audit.ts';
import { withInOrg, type Family } from '../databases.ts';
import { multiplyMovements } from './multiply-movements.ts';
import { seedStock } from './seed-stock.ts';
import { takeStockSample, type StockSample } from './stock-sample.ts';

export const stockFamily: Family<StockSample> = {
  name: 'inventory',
  counted: 'movements',
  seed: ({ url }, organizationId, size) => withInOrg(url, (inOrg) => seedStock(inOrg, organizationId, size)),
  multiply: multiplyMovements,
  /** What is measured is a ledger that is right. */
  settle: async ({ url }, organizationId) => {
    const { differences } = await withInOrg(url, (inOrg) => inOrg(systemActor(organizationId), audit));
    if (differences.length > 0) throw new Error(`The stock is not what its ledger says: ${JSON.stringify(differences.slice(0, 3))}`);
  },
  sample: takeStockSample,
};
