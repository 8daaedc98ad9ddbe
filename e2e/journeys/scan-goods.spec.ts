import { createItem, createStockLocation, getItem, issueStock, listStockMovements, listStockUnits, receiveStock } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';
import { scanByCable } from '../steps/scanner.ts';

test('goods in by scanner: a delivery of several items is scanned, survives a reload and a lost answer, and is received in one go', async ({ desk, page }) => {
  const { owner } = desk;
  const { id: locationId } = await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const router = await owner.call(createItem, { body: { sku: 'RTR-HAPAX2', name: 'MikroTik hAP ax²', serialTracking: true } });
  const cable = await owner.call(createItem, { body: { sku: 'CAB-40', name: 'Drop cable, 40 m', barcode: '5901234123457' } });
  await owner.call(receiveStock, { params: { id: router.id }, body: { locationId, units: [{ serial: 'HF0001' }] } });

  await desk.visit(page, await desk.person('warehouse', 'Esther Nduta'), '/inventory');
  await page.getByRole('link', { name: 'Scan', exact: true }).click();
  await expect(page.getByText('Nothing scanned yet')).toBeVisible();
  const scanned = page.getByRole('list', { name: 'Scanned' });
  const told = page.getByRole('status', { name: 'The last scan' });
  const scan = async (code: string, answer: string | RegExp) => {
    await scanByCable(page, code);
    await expect(told).toContainText(answer);
  };

  // A code that nobody knows is set aside while the scanning goes on, and asked about once.
  await scan('6970581204415', 'is not known');
  await scan('RTR-HAPAX2', 'now its serial numbers');
  await scan('HF4091K2Q', 'HF4091K2Q added');
  await scan('48:A9:8A:00:11:22', 'is the MAC address of HF4091K2Q');
  await scan('HF4091K2R', 'HF4091K2R added');
  await scan('HF4091K2Q', 'is in here already');
  await scan('HF0001', 'is in stock (Main warehouse)');
  await scan('5901234123457', 'Drop cable, 40 m added');
  await expect(page.getByText('3 units · 2 items')).toBeVisible();

  // The scanner's keys reach no field, wherever the cursor is.
  const note = page.getByLabel('Delivery note (optional)');
  await note.fill('D-0089');
  await scan('5901234123457', 'Drop cable, 40 m added');
  await expect(note).toHaveValue('D-0089');

  await page.reload();
  await expect(page.getByText('4 units · 2 items')).toBeVisible();
  await expect(page.getByLabel('Delivery note (optional)')).toHaveValue('D-0089');

  await page.getByRole('button', { name: 'Link 6970581204415' }).click();
  const question = page.getByRole('dialog', { name: 'What is 6970581204415?' });
  await question.getByRole('combobox', { name: 'Item' }).click();
  await page.getByRole('option', { name: /MikroTik/ }).click();
  await question.getByRole('button', { name: 'Save the barcode' }).click();
  await expect(question).toBeHidden();
  await scan('6970581204415', 'MikroTik hAP ax²: now its serial numbers');
  await scan('HF4091K2S', 'HF4091K2S added');
  await page.getByRole('textbox', { name: 'How many of Drop cable, 40 m' }).fill('40');

  // The answer is lost on the way back: sent again it counts once.
  await page.route('**/api/v1/stock-movements', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await page.getByRole('button', { name: 'Receive 43 units' }).click();
  await expect(page.getByText('Nobody answered.')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('43 units received.')).toBeVisible();
  await expect(scanned.getByRole('listitem')).toHaveCount(0);

  const { data: units } = await owner.call(listStockUnits, { query: { itemId: router.id } });
  expect(units.map(({ serial, mac }) => [serial, mac])).toEqual([['HF0001', null], ['HF4091K2Q', '48A98A001122'], ['HF4091K2R', null], ['HF4091K2S', null]]);
  expect(await owner.call(getItem, { params: { id: cable.id } })).toMatchObject({ onHand: 40 });
  expect((await owner.call(listStockMovements, {})).data.filter(({ reference }) => reference === 'D-0089')).toHaveLength(2);
});

test('what cannot be moved any more is named in the batch, taken out, and the rest is transferred', async ({ desk, page }) => {
  const { owner } = desk;
  const { id: locationId } = await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const { id: van } = await owner.call(createStockLocation, { body: { name: 'Van 1, Samuel', type: 'vehicle' } });
  const { id } = await owner.call(createItem, { body: { sku: 'ONT-1', name: 'ONT Huawei', serialTracking: true } });
  await owner.call(receiveStock, { params: { id }, body: { locationId, units: [{ serial: 'A100' }, { serial: 'A101' }] } });

  await desk.visit(page, owner, '/inventory/scan?kind=transfer');
  // Pasted as a list, as it comes in a mail.
  await page.getByLabel('Serial number, barcode, SKU or MAC').evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', 'A100\nA101');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('2 units · 1 item')).toBeVisible();
  await page.getByRole('combobox', { name: 'To' }).click();
  await page.getByRole('option', { name: 'Van 1, Samuel' }).click();
  await owner.call(issueStock, { params: { id }, body: { locationId, serials: ['A101'], reference: 'Somebody was faster' } });

  await page.getByRole('button', { name: 'Transfer 2 units' }).click();
  await expect(page.getByText('Nothing was moved yet.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Scanned' }).getByText('A101 is issued.')).toBeVisible();
  await page.getByRole('button', { name: 'Take A101 out' }).click();
  await page.getByRole('button', { name: 'Transfer 1 unit' }).click();
  await expect(page.getByText('1 unit transferred.')).toBeVisible();
  expect((await owner.call(listStockUnits, { query: { locationId: van } })).data.map(({ serial }) => serial)).toEqual(['A100']);
});
