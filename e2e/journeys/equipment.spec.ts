import { createItem, createOffer, createStockLocation, getItem, getServiceOrder, listOffers, listServiceOrders, receiveStock } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('what a package comes with is held for the installation, chosen by its serial on the phone, and then at the subscriber’s', async ({ desk, page }) => {
  const { owner } = desk;
  const { id: locationId } = await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const { id: router } = await owner.call(createItem, { body: { sku: 'RTR', name: 'Home router', serialTracking: true, locationId } });
  const { id: cable } = await owner.call(createItem, { body: { sku: 'CAB', name: 'Drop cable', unit: 'metre', locationId } });
  await owner.call(receiveStock, { params: { id: router }, body: { locationId, units: [{ serial: 'HF4091K2Q' }, { serial: 'HF4091K2R' }] } });
  await owner.call(receiveStock, { params: { id: cable }, body: { locationId, quantity: 40 } });
  await owner.call(createOffer, { body: { name: '20 Mbps Home', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10 } });

  await desk.visit(page, owner, '/settings/packages');
  await page.getByRole('button', { name: 'Edit 20 Mbps Home' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 20 Mbps Home' });
  for (const [number, name, quantity] of [[1, 'Home router', '1'], [2, 'Drop cable', '60']] as const) {
    await dialog.getByRole('button', { name: 'Add an item' }).click();
    await dialog.getByRole('combobox', { name: `Item ${number}` }).click();
    await page.getByRole('option', { name }).click();
    // While it closes, its options are still there to be taken for those of the next one.
    await expect(page.getByRole('option')).toHaveCount(0);
    await dialog.getByLabel(`How many of item ${number}`).fill(quantity);
  }
  await dialog.getByRole('button', { name: 'Save package' }).click();
  await expect(page.getByText('2 items')).toBeVisible();

  const { data: [offer] } = await owner.call(listOffers);
  const lead = await desk.lead({ name: 'Hassan Ali', phone: '0712555032', offerId: offer!.id });
  await page.goto(`${desk.installation.url}/leads/${lead.id}?convert=1`);
  await expect(page.getByText('Equipment is short: 40 of 60 Drop cable')).toBeVisible();
  await desk.convert(lead, 'new_with_proforma');
  const { data: [order] } = await owner.call(listServiceOrders);

  const technician = await desk.person('technician', 'Joseph Kariuki');
  await page.setViewportSize({ width: 390, height: 844 });
  await desk.visit(page, technician, `/service-orders/${order!.id}`);
  await expect(page.getByText('40 of 60 metres reserved, 20 missing')).toBeVisible();
  await owner.call(receiveStock, { params: { id: cable }, body: { locationId, quantity: 100 } });
  // It is held for who waits for it, without anybody asking.
  await expect.poll(async () => (await owner.call(getServiceOrder, { params: { id: order!.id } })).equipmentMissing).toBe(0);
  await expect(page.getByText(/20 of it held by itself when it came/)).toBeVisible();

  await page.getByRole('button', { name: 'Start work' }).click();
  await page.getByRole('button', { name: 'Complete' }).click();
  const complete = page.getByRole('dialog', { name: 'Complete service order' });
  await complete.getByLabel('Why it is complete all the same').fill('Done by hand');
  await complete.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(complete.getByText(/Say which ones were installed: Home router/)).toBeVisible();
  await complete.getByRole('button', { name: 'HF4091K2R' }).click();
  // More than there is has to be explained, or mended; what was typed stays.
  await complete.getByLabel('Drop cable, metre').fill('520');
  await complete.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(complete.getByText(/^Only 140 available/)).toBeVisible();
  await expect(complete.getByLabel('Drop cable, metre')).toBeFocused();
  await expect(complete.getByLabel('Drop cable, metre')).toHaveValue('520');
  await expect(complete.getByLabel('Why there is more than in stock')).toBeVisible();
  await complete.getByLabel('Drop cable, metre').fill('52');
  await expect(complete.getByText(/^Only 140 available/)).toBeHidden();
  await complete.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(page.getByText('52 metres installed of 60 planned')).toBeVisible();
  await expect(page.getByText('HF4091K2R')).toBeVisible();
  expect([await owner.call(getItem, { params: { id: router } }), await owner.call(getItem, { params: { id: cable } })]).toMatchObject([{ onHand: 1, reserved: 0 }, { onHand: 88, reserved: 0 }]);

  // What they have is on their page, and what is given or taken back there too.
  await page.setViewportSize({ width: 1366, height: 860 });
  await desk.visit(page, await desk.person('warehouse', 'Esther Nduta'), `/subscribers/${order!.subscriberId}`);
  const equipment = page.getByRole('region', { name: 'Equipment' });
  await expect(equipment.getByText('HF4091K2R')).toBeVisible();
  await equipment.getByRole('button', { name: 'Issue', exact: true }).click();
  const issue = page.getByRole('dialog', { name: 'Issue equipment' });
  // Found where it is kept, by its SKU, though the list shows names.
  await issue.getByRole('combobox', { name: 'Item' }).fill('rtr');
  await page.getByRole('option', { name: /^Home router/ }).click();
  await expect(issue.getByRole('combobox', { name: 'Item' })).toHaveValue(/^Home router/);
  await issue.getByLabel(/^Serial numbers/).fill('hf4091k2q');
  await issue.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(equipment.getByText('HF4091K2Q')).toBeVisible();
  await equipment.getByRole('button', { name: 'Take back Home router HF4091K2R' }).click();
  const takeBack = page.getByRole('dialog', { name: 'Take back Home router' });
  await takeBack.getByRole('combobox', { name: 'Condition' }).click();
  await page.getByRole('option', { name: 'To be tested' }).click();
  await takeBack.getByRole('button', { name: 'Take back' }).click();
  await expect(equipment.getByText('HF4091K2R')).toBeHidden();

  // An order that is over is found for what was forgotten, by the customer’s name.
  await page.goto(`${desk.installation.url}/inventory/items/${cable}`);
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  const forgotten = page.getByRole('dialog', { name: 'Issue Drop cable' });
  const receiver = forgotten.getByRole('combobox', { name: 'Service order (optional)' });
  await receiver.fill('nobody like that');
  await expect(page.getByText('Nothing like that.')).toBeVisible();
  await receiver.fill('hassan');
  await page.getByRole('option', { name: `${order!.number} · Hassan Ali` }).click();
  await expect(receiver).toHaveValue(`${order!.number} · Hassan Ali`);
  await forgotten.getByLabel('Quantity, metre').fill('5');
  await forgotten.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByText('5 issued.')).toBeVisible();
  expect((await owner.call(getServiceOrder, { params: { id: order!.id } })).equipment.find(({ itemId }) => itemId === cable)).toMatchObject({ issued: 57, short: 0 });
});
