import {
  createItem, createOffer, createStockLocation, getItem, getMe, issueStock, listServiceOrders, listStockUnits, receiveStock, scheduleServiceOrder, transferStock,
} from '@lastmile/contracts';
import type { Page } from '@playwright/test';
import type { Person } from '../fixtures/desk.ts';
import { expect, test } from '../fixtures/index.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const idOf = async (person: Person): Promise<string> => (await person.call(getMe)).user.id;

/** A code typed by thumb. */
async function enter(page: Page, code: string, answer: string): Promise<void> {
  await page.getByLabel('Serial number, barcode, SKU or MAC').fill(code);
  await page.getByRole('button', { name: 'Add', exact: true }).tap();
  await expect(page.getByRole('status', { name: 'The last scan' })).toContainText(answer);
}

test('a technician loads the van, installs from it, takes back what is faulty and hands it in, all on the phone', async ({ desk, page }) => {
  const { owner } = desk;
  const technician = await desk.person('technician', 'Joseph Kariuki');
  const { id: warehouse } = await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const { id: van } = await owner.call(createStockLocation, { body: { name: 'Van 1, Joseph', type: 'vehicle', technicianId: await idOf(technician) } });
  const { id: router } = await owner.call(createItem, { body: { sku: 'RTR', name: 'Home router', serialTracking: true, locationId: warehouse } });
  const { id: cable } = await owner.call(createItem, { body: { sku: 'CAB', name: 'Drop cable', unit: 'metre', locationId: warehouse } });
  await owner.call(receiveStock, { params: { id: router }, body: { locationId: warehouse, units: [{ serial: 'HF1001' }, { serial: 'HF1002' }, { serial: 'HF0007' }] } });
  await owner.call(receiveStock, { params: { id: cable }, body: { locationId: warehouse, quantity: 200 } });
  const offer = await owner.call(createOffer, {
    body: { name: '20 Mbps Home', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10, equipment: [{ itemId: router, quantity: 1 }, { itemId: cable, quantity: 40 }] },
  });
  const neighbour = await desk.convert(await desk.lead({ name: 'Grace Njeri', phone: '0712555019' }));
  await owner.call(issueStock, { params: { id: router }, body: { locationId: warehouse, serials: ['HF0007'], subscriberId: neighbour } });
  const lead = await desk.lead({ name: 'Hassan Ali', phone: '0712555032', offerId: offer.id });
  const subscriberId = await desk.convert(lead, 'new_with_proforma');
  const { data: [order] } = await owner.call(listServiceOrders, { query: { subscriberId } });
  await owner.call(scheduleServiceOrder, { params: { id: order!.id }, body: { technicianId: await idOf(technician), from: '2031-01-02T08:00:00Z', to: '2031-01-02T09:00:00Z' } });
  // The warehouse has sent some already.
  await owner.call(transferStock, { params: { id: cable }, body: { fromLocationId: warehouse, toLocationId: van, quantity: 60, inTransit: true } });

  await desk.visit(page, technician, '/service-orders');
  await page.getByRole('link', { name: 'Scan', exact: true }).tap();
  await expect(page.getByText('Main warehouse → Van 1, Joseph')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Receive' })).toHaveCount(0);
  await page.getByRole('button', { name: 'I have 60 Drop cable' }).tap();
  await expect(page.getByText('60 Drop cable: you have it.')).toBeVisible();
  await enter(page, 'hf1001', 'HF1001 added');
  await enter(page, 'hf1002', 'HF1002 added');
  await page.getByRole('button', { name: 'Transfer 2 units' }).tap();
  await expect(page.getByText('2 units transferred.')).toBeVisible();

  // What is held for the order came along.
  await desk.visit(page, technician, `/service-orders/${order!.id}`);
  await page.getByRole('button', { name: 'Start work' }).tap();
  await page.getByRole('button', { name: 'Complete' }).tap();
  const complete = page.getByRole('dialog', { name: 'Complete service order' });
  await complete.getByLabel('Why it is complete all the same').fill('The checklist is on paper');
  await complete.getByRole('button', { name: 'HF1001' }).tap();
  await complete.getByRole('button', { name: 'Complete', exact: true }).tap();
  await expect(page.getByText('Completed.', { exact: true }).first()).toBeVisible();

  // Next door an old one does not work any more.
  await desk.visit(page, technician, '/inventory/scan?kind=return');
  await page.getByRole('button', { name: /Van 1, Joseph · Good/ }).tap();
  const details = page.getByRole('dialog', { name: 'Take back' });
  await details.getByRole('combobox', { name: 'Condition' }).tap();
  await page.getByRole('option', { name: 'Faulty' }).tap();
  await details.getByRole('button', { name: 'Done' }).tap();
  await enter(page, 'HF0007', 'HF0007 added');
  await page.getByRole('button', { name: 'Take back 1 unit' }).tap();
  await expect(page.getByText('1 unit taken back.')).toBeVisible();

  await page.getByText('Transfer', { exact: true }).tap();
  await page.getByRole('button', { name: 'Turn round' }).tap();
  await expect(page.getByText('Van 1, Joseph → Main warehouse')).toBeVisible();
  await enter(page, 'HF0007', 'HF0007 added');
  await enter(page, 'HF1002', 'HF1002 added');
  await page.getByRole('button', { name: 'Transfer 2 units' }).tap();
  await expect(page.getByText('2 units transferred.')).toBeVisible();

  const { data: units } = await owner.call(listStockUnits, { query: { itemId: router } });
  expect(units.map(({ serial, state, locationName, subscriberName }) => [serial, state, locationName ?? subscriberName])).toEqual([
    ['HF0007', 'faulty', 'Main warehouse'], ['HF1001', 'issued', 'Hassan Ali'], ['HF1002', 'in_stock', 'Main warehouse'],
  ]);
  expect((await owner.call(getItem, { params: { id: cable } })).levels.find(({ locationId }) => locationId === van)).toMatchObject({ onHand: 20, inTransit: 0 });
});

test('what another technician’s van has is not offered and not taken, and what is handed over waits until they have it', async ({ desk, page }) => {
  const { owner } = desk;
  const [joseph, mary] = [await desk.person('technician', 'Joseph Kariuki'), await desk.person('technician', 'Mary Atieno')];
  const { id: van } = await owner.call(createStockLocation, { body: { name: 'Van 1, Joseph', type: 'vehicle', technicianId: await idOf(joseph) } });
  const { id: marysVan } = await owner.call(createStockLocation, { body: { name: 'Van 2, Mary', type: 'vehicle', technicianId: await idOf(mary) } });
  const { id: router } = await owner.call(createItem, { body: { sku: 'RTR', name: 'Home router', serialTracking: true } });
  await owner.call(receiveStock, { params: { id: router }, body: { locationId: van, units: [{ serial: 'HF1' }] } });
  await owner.call(receiveStock, { params: { id: router }, body: { locationId: marysVan, units: [{ serial: 'HF2' }] } });

  await desk.visit(page, joseph, '/inventory/scan');
  await page.getByRole('button', { name: /Van 1, Joseph/ }).tap();
  const details = page.getByRole('dialog', { name: 'Transfer' });
  await details.getByRole('combobox', { name: 'From' }).tap();
  await expect(page.getByRole('option')).toHaveText(['Van 1, Joseph']);
  await page.keyboard.press('Escape');
  await details.getByRole('combobox', { name: 'To' }).tap();
  await page.getByRole('option', { name: 'Van 2, Mary' }).tap();
  await expect(details.getByText('Mary Atieno confirms that it has arrived.')).toBeVisible();
  await details.getByRole('button', { name: 'Done' }).tap();
  await enter(page, 'HF2', 'is in stock (Van 2, Mary)');
  await enter(page, 'HF1', 'HF1 added');
  await page.getByRole('button', { name: 'Transfer 1 unit' }).tap();
  await expect(page.getByText('1 unit transferred.')).toBeVisible();

  await desk.visit(page, mary, '/inventory/scan');
  await page.getByRole('button', { name: 'I have 1 Home router' }).tap();
  await expect(page.getByText('1 Home router: you have it.')).toBeVisible();
  expect((await owner.call(listStockUnits, { query: { locationId: marysVan } })).data.map(({ serial, state }) => [serial, state])).toEqual([['HF1', 'in_stock'], ['HF2', 'in_stock']]);
});
