import { createItem, createStockLocation, listStockUnits } from '@lastmile/contracts';
import { journeyBrowser } from '@lastmile/launcher/browser/journeys';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test as base } from '../fixtures/index.ts';
import { filmLabels } from '../steps/photographed-label.ts';

/** A browser whose camera is a film of two labels, each with a serial number and a MAC address. */
const test = base.extend<object, object>({
  launchOptions: [async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'lastmile-film-'));
    const film = path.join(folder, 'labels.y4m');
    filmLabels(film, [['HF40A1K7R', '48A98A001122'], ['HF40A1K7S', '48A98A001123']]);
    const options = await journeyBrowser();
    await use({ ...options, args: [...options.args ?? [], '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`] });
    rmSync(folder, { recursive: true, force: true });
  }, { scope: 'worker' }],
});
test.use({ permissions: ['camera'], viewport: { width: 390, height: 844 } });

test('the camera of a phone reads labels one after the other, the serial number and the MAC address of each as a pair, each once', async ({ desk, page }) => {
  const { owner } = desk;
  await owner.call(createStockLocation, { body: { name: 'Main warehouse', type: 'warehouse' } });
  const { id: itemId } = await owner.call(createItem, { body: { sku: 'RTR-HAPAX2', name: 'MikroTik hAP ax²', serialTracking: true } });
  const elsewhere: string[] = [];
  page.on('request', (request) => { if (!request.url().startsWith(desk.installation.url) && request.url().startsWith('http')) elsewhere.push(request.url()); });
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });

  await desk.visit(page, await desk.person('warehouse', 'Esther Nduta'), '/inventory/scan');
  await page.getByLabel('Serial number, barcode, SKU or MAC').fill('rtr-hapax2');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('status', { name: 'The last scan' })).toContainText('now its serial numbers');
  await page.getByText('Camera', { exact: true }).click();
  await expect(page.getByText('2 units · 1 item')).toBeVisible();
  await page.getByRole('button', { name: /2 of MikroTik/ }).click();
  await expect(page.getByRole('list', { name: 'Serial numbers of MikroTik hAP ax²' })).toContainText('48:A9:8A:00:11:23');
  // The film goes on and shows both again: they are in already.
  await expect(page.getByRole('status', { name: 'The last scan' })).toContainText('is in here already');
  await page.getByRole('button', { name: 'Receive 2 units' }).click();
  await expect(page.getByText('2 units received.')).toBeVisible();

  const { data } = await owner.call(listStockUnits, { query: { itemId } });
  expect(data.map(({ serial, mac }) => [serial, mac])).toEqual([['HF40A1K7R', '48A98A001122'], ['HF40A1K7S', '48A98A001123']]);
  expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
});
