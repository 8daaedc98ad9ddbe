import { convertLead, getConversion, planConversion } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a technician finds an order on the phone, ticks it off and completes it, and the customer’s router user is enabled', async ({ desk, page }) => {
  const offer = await desk.package();
  const { simulator, router } = await desk.router();
  const lead = await desk.lead({ name: 'Wanjiku Kamau', phone: '0712 555 014', offerId: offer.id, location: 'Rose Court B4' });
  const request = { type: 'new_with_proforma', routerUser: { routerId: router.id, service: 'pppoe', username: 'wkamau1' } } as const;
  const { planHash } = await desk.owner.call(planConversion, { params: { id: lead.id }, body: request });
  const { id } = await desk.owner.call(convertLead, { params: { id: lead.id }, body: { ...request, planHash } });
  await expect.poll(async () => (await desk.owner.call(getConversion, { params: { id } })).state).toBe('done');
  expect(simulator.secrets[0]).toMatchObject({ name: 'wkamau1', disabled: 'true' });

  const technician = await desk.person('technician', 'Joseph Kariuki');
  await desk.visit(page, technician, '/service-orders');
  await page.getByRole('link', { name: 'Wanjiku Kamau' }).tap();
  await page.getByRole('button', { name: 'Start work' }).tap();
  await expect(page.getByText('In progress')).toBeVisible();
  for (const item of await page.getByRole('checkbox').all()) await item.tap();
  await expect(page.getByText('4 of 4')).toBeVisible();
  await page.getByRole('button', { name: 'Attach files to SO-000001' }).tap();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Take a photo' }).or(page.getByRole('button', { name: 'Take a photo' })).tap();
  await (await chooser).setFiles({ name: 'router.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') });
  const photos = page.getByRole('list', { name: 'Photos' });
  await expect(photos.getByRole('button', { name: 'router.png', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Complete' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Complete service order' });
  await dialog.getByLabel('Customer’s name').fill('Wanjiku Kamau');
  await dialog.getByRole('button', { name: 'Complete', exact: true }).tap();
  await expect(page.getByText('Completed.', { exact: true })).toBeVisible();
  await expect.poll(() => simulator.secrets[0]?.disabled).toBe('false');
});
