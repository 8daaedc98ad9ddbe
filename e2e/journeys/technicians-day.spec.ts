import { convertLead, getConversion, getSubscriber, listServiceOrders, listUsers, planConversion, scheduleServiceOrder } from '@lastmile/contracts';
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
  const { data: [order] } = await desk.owner.call(listServiceOrders, { query: {} });
  const joseph = (await desk.owner.call(listUsers, {})).data.find(({ name }) => name === 'Joseph Kariuki')!;
  // Of this week, whatever the day.
  const from = new Date();
  await desk.owner.call(scheduleServiceOrder, {
    params: { id: order!.id }, body: { technicianId: joseph.id, from: from.toISOString(), to: new Date(from.getTime() + 3_600_000).toISOString() },
  });
  await desk.visit(page, technician, '/service-orders');
  await page.getByRole('radio', { name: 'Week' }).click({ force: true });
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
  const pad = dialog.getByRole('img', { name: 'Signature' });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [[60, 20], [90, 60], [140, 30], [200, 55]] as const) await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.up();
  await dialog.getByRole('button', { name: 'Complete', exact: true }).tap();
  await expect(page.getByText('Completed.', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Signature of Wanjiku Kamau' })).toBeVisible();
  await expect.poll(() => simulator.secrets[0]?.disabled).toBe('false');
  expect(await desk.owner.call(getSubscriber, { params: { id: order!.subscriberId } })).toMatchObject({ status: 'active', subscriptions: [{ status: 'active' }] });
});
