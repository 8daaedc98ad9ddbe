import { createStockLocation, listItems, listStockUnits } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('opening stock comes from a file with its serials, is looked at first, corrected by its own file, and undone', async ({ desk, page }) => {
  const { owner } = desk;
  await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const onHand = async () => (await owner.call(listItems, {})).data.map(({ sku, onHand: many }) => [sku, many]);

  await desk.visit(page, owner, '/inventory');
  await page.getByRole('link', { name: 'Import what you counted' }).click();
  const rows = ['Part no,Product,Qty,S/N,Shelf', 'RTR-1,hAP ax²,,HF1,A', 'RTR-1,,,HF2,A', 'CAB-1,Drop cable,1200,,B', 'NEW,,4,,C'].join('\n');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'counted.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await expect(page.getByRole('heading', { level: 1, name: 'counted.csv' })).toBeVisible();
  await expect(page.getByText(/There is no item NEW yet/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 3 rows' })).toBeEnabled();
  expect(await onHand()).toEqual([]);

  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await expect(page.getByRole('link', { name: 'Look at the stock' })).toBeVisible();
  expect(await onHand()).toEqual([['CAB-1', 1200], ['RTR-1', 2]]);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download 1 row to correct' }).click();
  expect((await download).suggestedFilename()).toBe('counted errors.csv');

  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('The import was undone.')).toBeVisible();
  expect(await onHand()).toEqual([]);
  expect((await owner.call(listStockUnits, { query: { state: 'in_stock' } })).data).toEqual([]);
});

test('a file that was imported before is known again under another name, and counts twice only when somebody says so', async ({ desk, page }) => {
  const { owner } = desk;
  await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const onHand = async () => (await owner.call(listItems, {})).data.map(({ onHand: many }) => many);
  const choose = async (name: string) => {
    await desk.visit(page, owner, '/inventory/import');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('SKU,Name,Qty\nCAB-1,Drop cable,1200\n') });
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  };
  await choose('counted.csv');
  await expect(page.getByText(/This file was imported on/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect(page.getByRole('link', { name: 'Look at the stock' })).toBeVisible();

  await choose('counted again.csv');
  await expect(page.getByText(/This file was imported on .* Its quantities would count a second time/)).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 row anyway' }).click();
  await expect(page.getByRole('link', { name: 'Look at the stock' })).toBeVisible();
  expect(await onHand()).toEqual([2400]);
});
