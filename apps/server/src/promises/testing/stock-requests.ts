import { byId, fresh, lookedThrough, madeId, type Make } from './fresh-records.ts';
import type { Scene } from './scene.ts';
import { finishedJob, sentStockImport } from './scene-records.ts';

const freshLocation = (scene: Scene) => madeId(scene, '/stock-locations', { name: fresh(), type: 'vehicle' });
const freshItem = (scene: Scene, more: object = {}) => madeId(scene, '/items', { sku: fresh(), name: fresh(), ...more });

/** An item with ten of it at the scene's location. */
async function stocked(scene: Scene): Promise<string> {
  const id = await freshItem(scene);
  await madeId(scene, `/items/${id}/receive`, { locationId: scene.ids.stockLocation, quantity: 10, unitCost: '12.50' });
  return id;
}
const held = async (scene: Scene): Promise<string> => {
  const itemId = await stocked(scene);
  return madeId(scene, `/items/${itemId}/reserve`, { locationId: scene.ids.stockLocation, quantity: 2, subscriberId: scene.ids.subscriber });
};
const moved = (body: (scene: Scene) => object): Make => async (scene) => ({
  params: { id: await stocked(scene) }, body: { quantity: 2, notes: fresh(), ...body(scene) },
});
const here = ({ ids }: Scene) => ({ locationId: ids.stockLocation });
const forSomebody = ({ ids }: Scene) => ({ subscriberId: ids.subscriber, serviceOrderId: ids.serviceOrder });

/** A stocktake at a location of its own, where something is. */
const begun = async (scene: Scene): Promise<{ id: string; itemId: string }> => {
  const [locationId, itemId] = [await freshLocation(scene), await freshItem(scene)];
  await madeId(scene, `/items/${itemId}/receive`, { locationId, quantity: 4 });
  return { id: await madeId(scene, '/stocktakes', { locationId }), itemId };
};
const closed = async (scene: Scene): Promise<{ id: string }> => {
  const { id, itemId } = await begun(scene);
  await scene.owner.post(`/stocktakes/${id}/counts`, { itemId, quantity: 3 });
  await scene.owner.post(`/stocktakes/${id}/close`, {});
  return { id };
};

/** What is asked of stock, in requests that the owner is answered with success. */
export const stockRequests: { readonly [operationId: string]: Make } = {
  getStockLocation: ({ ids }) => ({ params: { id: ids.stockLocation } }),
  createStockLocation: ({ ids }) => ({ body: { name: fresh(), type: 'vehicle', city: fresh(), technicianId: ids.user } }),
  updateStockLocation: async (scene) => ({ params: { id: await freshLocation(scene) }, body: { name: fresh(), contactPerson: fresh(), technicianId: scene.ids.user } }),
  deleteStockLocation: async (scene) => ({ params: { id: await freshLocation(scene) } }),
  createItemCategory: ({ ids }) => ({ body: { title: fresh(), parentId: ids.itemCategory } }),
  updateItemCategory: async (scene) => ({
    params: { id: await madeId(scene, '/item-categories', { title: fresh() }) }, body: { description: fresh(), parentId: scene.ids.itemCategory },
  }),
  deleteItemCategory: async (scene) => ({ params: { id: await madeId(scene, '/item-categories', { title: fresh() }) } }),
  listItems: ({ ids }) => ({ query: { categoryId: ids.itemCategory, locationId: ids.stockLocation, q: 'item', status: 'low,in_stock', count: 'true' } }),
  getItem: ({ ids }) => ({ params: { id: ids.item } }),
  createItem: ({ ids }) => ({ body: { sku: fresh(), name: fresh(), barcode: fresh(), categoryId: ids.itemCategory, locationId: ids.stockLocation, serialTracking: true } }),
  updateItem: async (scene) => ({
    params: { id: await freshItem(scene) }, body: { name: fresh(), unitCost: '9', categoryId: scene.ids.itemCategory, locationId: scene.ids.stockLocation },
  }),
  deleteItem: async (scene) => ({ params: { id: await freshItem(scene) } }),
  listStockUnits: ({ ids }) => ({
    query: { itemId: ids.item, locationId: ids.stockLocation, subscriberId: ids.subscriber, serviceOrderId: ids.serviceOrder, state: 'in_stock,issued', q: 'A' },
  }),
  lookUpCode: () => ({ query: { code: 'A4:91:B1:22:33:44' } }),
  receiveStock: moved((scene) => ({ ...here(scene), unitCost: '12.5', reference: fresh(), supplier: fresh() })),
  issueStock: moved((scene) => ({ ...here(scene), ...forSomebody(scene) })),
  transferStock: async (scene) => ({
    params: { id: await stocked(scene) }, body: { quantity: 1, fromLocationId: scene.ids.stockLocation, toLocationId: await freshLocation(scene) },
  }),
  adjustStock: async (scene) => ({ params: { id: await stocked(scene) }, body: { ...here(scene), change: -1, reason: fresh() } }),
  returnStock: async (scene) => {
    const id = await stocked(scene);
    await madeId(scene, `/items/${id}/issue`, { ...here(scene), ...forSomebody(scene), quantity: 2 });
    return { params: { id }, body: { ...here(scene), ...forSomebody(scene), quantity: 2, notes: fresh(), condition: 'faulty', reason: fresh() } };
  },
  inspectStock: moved((scene) => ({ ...here(scene), result: 'faulty' })),
  moveStock: async (scene) => ({
    body: { ...here(scene), toLocationId: await freshLocation(scene), type: 'transfer', ...forSomebody(scene), notes: fresh(), lines: [{ itemId: await stocked(scene), quantity: 2 }] },
  }),
  listStockMovements: ({ ids }) => ({
    query: {
      itemId: ids.item, locationId: ids.stockLocation, unitId: ids.stockUnit, subscriberId: ids.subscriber, serviceOrderId: ids.serviceOrder, stocktakeId: ids.stocktake, type: 'receive,issue', from: '2020-01-01',
    },
  }),
  getStockMovement: ({ ids }) => ({ params: { id: ids.stockMovement } }),
  reverseStockMovement: async (scene) => {
    const itemId = await freshItem(scene);
    return { params: { id: await madeId(scene, `/items/${itemId}/receive`, { ...here(scene), quantity: 3 }) }, body: { notes: fresh() } };
  },
  confirmStockMovement: async (scene) => {
    const itemId = await stocked(scene);
    const sent = { quantity: 3, fromLocationId: scene.ids.stockLocation, toLocationId: await freshLocation(scene), inTransit: true };
    return { params: { id: await madeId(scene, `/items/${itemId}/transfer`, sent) }, body: {} };
  },
  listStockReservations: ({ ids }) => ({
    query: { itemId: ids.item, locationId: ids.stockLocation, subscriberId: ids.subscriber, serviceOrderId: ids.serviceOrder, quoteId: ids.quote, state: 'held' },
  }),
  reserveStock: moved((scene) => ({ ...here(scene), ...forSomebody(scene), expiresAt: '2099-01-01T00:00:00Z', notes: undefined })),
  releaseStockReservation: async (scene) => ({ params: { id: await held(scene) } }),
  issueStockReservation: async (scene) => ({ params: { id: await held(scene) } }),
  listStocktakes: ({ ids }) => ({ query: { locationId: ids.stockLocation, status: 'counting' } }),
  getStocktake: ({ ids }) => ({ params: { id: ids.stocktake } }),
  listStocktakeLines: ({ ids }) => ({ params: { id: ids.stocktake }, query: { q: 'item', show: 'different' } }),
  listStocktakeFindings: ({ ids }) => ({ params: { id: ids.stocktake } }),
  startStocktake: async (scene) => ({ body: { locationId: await freshLocation(scene), categoryId: scene.ids.itemCategory, isBlind: false, notes: fresh() } }),
  countStock: async (scene) => ({ params: { id: (await begun(scene)).id }, body: { itemId: scene.ids.item, serials: [fresh()], mode: 'add' } }),
  closeStocktake: async (scene) => ({ params: { id: (await begun(scene)).id }, body: { uncounted: 'leave' } }),
  reopenStocktake: async (scene) => ({ params: await closed(scene) }),
  approveStocktake: async (scene) => ({ params: await closed(scene), body: { notes: fresh() } }),
  cancelStocktake: async (scene) => ({ params: { id: (await begun(scene)).id }, body: { reason: fresh() } }),
  updateInventorySettings: ({ ids }) => ({ body: { defaultThreshold: 4, channel: 'both', recipientIds: [ids.user] } }),
  createStockImport: () => ({ body: { dryRun: 'true', file: `SKU,Name,Quantity\n${fresh()},${fresh()},2\n` } }),
  getStockImport: byId('stockImport'),
  getStockImportErrors: byId('stockImport'),
  checkStockImport: async ({ owner }) => ({ params: { id: await sentStockImport(owner, fresh()) }, body: { mapping: { Quantity: 'quantity' } } }),
  runStockImport: async (scene) => ({ params: { id: await lookedThrough(scene, sentStockImport) } }),
  undoStockImport: async (scene) => {
    const id = await lookedThrough(scene, sentStockImport);
    const { organization, owner } = scene;
    const jobId = await finishedJob(organization, owner.user.id, fresh());
    await organization.inOrg(({ rows, organizationId }) => rows('update imports set run_job_id = $3 where organization_id = $1 and id = $2', [organizationId, id, jobId]));
    return { params: { id } };
  },
  printStockLabels: ({ ids }) => ({ query: {
    of: 'units', itemId: ids.item, movementId: ids.stockMovement, locationId: ids.stockLocation, categoryId: ids.itemCategory, sheet: 'a4_21', code: 'code128', start: '2',
  } }),
  getInventoryReport: () => ({ params: { report: 'turnover' }, query: { from: '2020-01-01', to: '2040-01-01' } }),
  downloadInventoryReport: () => ({ params: { report: 'by-location' } }),
};
