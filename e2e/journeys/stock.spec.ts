import { createItem, createStockLocation, getItem, listStockUnits } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('the warehouse receives routers by their serial numbers, issues one to a subscriber, and takes a mistake back', async ({ desk, page }) => {
  const { owner } = desk;
  const { id: locationId } = await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  await owner.call(createStockLocation, { body: { name: 'Van 1, Samuel', type: 'vehicle' } });
  const { id } = await owner.call(createItem, { body: { sku: 'RTR-HAPAX2', name: 'MikroTik hAP ax²', serialTracking: true, locationId } });
  const offer = await desk.package();
  const subscriberId = await desk.convert(await desk.lead({ name: 'Hassan Ali', phone: '0712555032', offerId: offer.id }));
  const onHand = async () => (await owner.call(getItem, { params: { id } })).onHand;

  await desk.visit(page, await desk.person('warehouse', 'Esther Nduta'), '/inventory');
  await expect(page.getByRole('link', { name: 'Inventory', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'MikroTik hAP ax²' }).click();
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  const receive = page.getByRole('dialog', { name: 'Receive MikroTik hAP ax²' });
  await receive.getByRole('button', { name: 'Receive', exact: true }).click();
  await expect(receive).toBeVisible();
  await receive.getByLabel(/^Serial numbers/).fill('HF4091K2Q 48:A9:8A:00:11:22\nHF4091K2R\nHF4091K2R');
  await receive.getByLabel('Cost of one (optional)').fill('9400');
  await receive.getByRole('button', { name: 'Receive', exact: true }).click();
  await expect(page.getByText('2 received.')).toBeVisible();
  await expect.poll(onHand).toBe(2);

  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  const issue = page.getByRole('dialog', { name: 'Issue MikroTik hAP ax²' });
  await issue.getByLabel(/^Serial numbers/).fill('hf4091k2q');
  await issue.getByRole('combobox', { name: 'Subscriber (optional)' }).fill('Hassan');
  await page.getByRole('option', { name: /Hassan Ali/ }).click();
  await issue.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByText('1 issued.')).toBeVisible();
  expect((await owner.call(listStockUnits, { query: { subscriberId } })).data.map(({ serial, mac, state }) => [serial, mac, state])).toEqual([['HF4091K2Q', '48A98A001122', 'issued']]);

  // What cannot be done names the unit, and the form keeps what was typed.
  await page.getByRole('button', { name: 'Transfer', exact: true }).click();
  const transfer = page.getByRole('dialog', { name: 'Transfer MikroTik hAP ax²' });
  await transfer.getByRole('combobox', { name: 'To' }).click();
  await page.getByRole('option', { name: 'Van 1, Samuel' }).click();
  await transfer.getByLabel(/^Serial numbers/).fill('HF4091K2Q');
  await transfer.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect(transfer.getByText(/HF4091K2Q/).first()).toBeVisible();
  await transfer.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Undo the movement of MikroTik hAP ax²' }).first().click();
  await expect(page.getByText('Undone by its opposite.')).toBeVisible();
  await expect.poll(onHand).toBe(2);
  await page.getByText('Serial numbers', { exact: true }).click();
  await expect(page.getByRole('row', { name: /HF4091K2Q/ }).getByText('In stock')).toBeVisible();
});
