import { createItem, createStockLocation, getItem, issueStock, listStockMovements, receiveStock } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('a warehouse is counted blind by two people while work goes on, what differs is looked through, and approving sets the stock right', async ({ desk, page, browser }) => {
  const { owner } = desk;
  const { id: locationId } = await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const { id: van } = await owner.call(createStockLocation, { body: { name: 'Van 1, Samuel', type: 'vehicle' } });
  const { id: router } = await owner.call(createItem, { body: { sku: 'RTR', name: 'Home router', serialTracking: true, locationId } });
  const { id: cable } = await owner.call(createItem, { body: { sku: 'CAB', name: 'Drop cable', unit: 'metre', barcode: '6001234567890', locationId, unitCost: '10' } });
  await owner.call(receiveStock, { params: { id: router }, body: { locationId, units: ['R1', 'R2', 'R3'].map((serial) => ({ serial })), unitCost: '5000' } });
  await owner.call(receiveStock, { params: { id: router }, body: { locationId: van, units: [{ serial: 'V1' }] } });
  await owner.call(receiveStock, { params: { id: cable }, body: { locationId, quantity: 200 } });

  await page.setViewportSize({ width: 390, height: 844 });
  await desk.visit(page, await desk.person('warehouse', 'Esther Nduta'), '/inventory/stocktakes');
  await page.getByRole('button', { name: 'New stocktake' }).first().click();
  const start = page.getByRole('dialog', { name: 'New stocktake' });
  await start.getByRole('combobox', { name: 'Where' }).click();
  await page.getByRole('option', { name: 'Main warehouse' }).click();
  await start.getByRole('button', { name: 'Start counting' }).click();
  await expect(page.getByText('0 of 2')).toBeVisible();

  const codes = page.getByLabel(/^Serial numbers, SKUs or barcodes/);
  await codes.fill('r1\nV1\nNOBODY');
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(page.getByText('2 counted.')).toBeVisible();
  await page.getByRole('button', { name: 'Say which item' }).click();
  const which = page.getByRole('dialog', { name: 'Which item is it?' });
  await which.getByRole('combobox', { name: 'Item' }).click();
  await page.getByRole('option', { name: 'Home router' }).click();
  await which.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(which).toBeHidden();
  await expect(page.getByText('1 of 2')).toBeVisible();
  // A barcode leads to the item that is counted by number, and nobody is told what is expected.
  await codes.fill('6001234567890');
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  const count = page.getByRole('dialog', { name: 'Count Drop cable' });
  await count.getByLabel('How many, metre').fill('120');
  await count.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(count).toBeHidden();
  await expect(page.getByText('2 of 2')).toBeVisible();
  await expect(page.getByText('200')).toHaveCount(0);

  // Meanwhile some goes out: the part that is counted next would be compared with nothing.
  await owner.call(issueStock, { params: { id: cable }, body: { locationId, quantity: 30, reference: 'Urgent repair' } });
  const colleague = await (await browser.newContext()).newPage();
  await desk.visit(colleague, await desk.person('warehouse', 'Peter Oloo'), new URL(page.url()).pathname);
  await colleague.getByRole('button', { name: 'Count Drop cable' }).click();
  const theirs = colleague.getByRole('dialog', { name: 'Count Drop cable' });
  await theirs.getByLabel('How many, metre').fill('70');
  await theirs.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(theirs.getByText(/Drop cable moved since 120 of it were counted/)).toBeVisible();
  await theirs.getByText('Count anew').click();
  await theirs.getByLabel('How many, metre').fill('165');
  await theirs.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(colleague.getByText('Drop cable: 165 counted.')).toBeVisible();
  await colleague.context().close();

  await page.getByRole('button', { name: 'Close counting' }).click();
  await page.getByRole('dialog', { name: 'Close counting' }).getByRole('button', { name: 'Close counting' }).click();
  await expect(page.getByText('To be approved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toBeHidden();

  await page.setViewportSize({ width: 1366, height: 860 });
  await desk.visit(page, await desk.person('manager', 'Grace Mutua'), new URL(page.url()).pathname);
  await expect(page.getByRole('row', { name: /Drop cable/ })).toContainText('170');
  const serials = page.getByRole('table', { name: 'Serial numbers that are not where they should be' });
  await expect(serials.getByRole('row', { name: /^R2/ })).toContainText('Not there');
  await expect(serials.getByRole('row', { name: /^V1/ })).toContainText('Should be at Van 1, Samuel');
  await expect(serials.getByRole('row', { name: /^NOBODY/ })).toContainText('Was not known');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog', { name: 'Approve stocktake' }).getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Approved. The stock is as it was counted.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Movements' })).toBeVisible();
  expect([await owner.call(getItem, { params: { id: cable } }), await owner.call(getItem, { params: { id: router } })]).toMatchObject([{ onHand: 165 }, { onHand: 3 }]);
  const { data } = await owner.call(listStockMovements, { query: { itemId: router, type: 'adjust,transfer' } });
  expect(data.map(({ type, stocktakeNumber }) => [type, stocktakeNumber]).toSorted()).toEqual([['adjust', 'ST-000001'], ['adjust', 'ST-000001'], ['transfer', 'ST-000001']]);
});
