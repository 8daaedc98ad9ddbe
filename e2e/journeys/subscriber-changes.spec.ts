import { convertLead, getConversion, listRouterUsers, planConversion, setAddressPools } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('a subscriber gets another package and a fixed address, as it was said before; the service moves and the order with it', async ({ desk, page }) => {
  const offer = await desk.package({ name: 'Home 20', monthlyPrice: '2500', routerProfile: 'home-20m' });
  await desk.package({ name: 'Home 40', monthlyPrice: '4000', routerProfile: 'home-40m' });
  const { simulator, router } = await desk.router();
  await desk.owner.call(setAddressPools, { params: { id: router.id }, body: { pools: [{ name: 'Fixed', kind: 'own', ranges: '10.20.0.5-10.20.0.9' }] } });
  const lead = await desk.lead({ name: 'Wanjiku Kamau', phone: '0712 555 014', offerId: offer.id, location: 'Rose Court B4' });
  const request = { type: 'active_without_invoice', routerUser: { routerId: router.id, service: 'pppoe', username: 'wkamau1' } } as const;
  const { planHash } = await desk.owner.call(planConversion, { params: { id: lead.id }, body: request });
  const { id } = await desk.owner.call(convertLead, { params: { id: lead.id }, body: { ...request, planHash } });
  await expect.poll(async () => (await desk.owner.call(getConversion, { params: { id } })).state).toBe('done');
  const { subscriberId } = await desk.owner.call(getConversion, { params: { id } });

  await desk.visit(page, desk.owner, `/subscribers/${subscriberId}`);
  await page.getByRole('button', { name: 'More: wkamau1' }).click();
  await page.getByRole('menuitem', { name: 'Change package or address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change wkamau1' });
  await dialog.getByRole('combobox', { name: 'Package' }).click();
  await page.getByRole('option', { name: 'Home 40' }).click();
  await dialog.getByLabel('Price a month').fill('3500');
  await dialog.getByRole('combobox', { name: 'Address' }).click();
  await page.getByRole('option', { name: 'Fixed, next 10.20.0.5' }).click();
  const happens = dialog.getByRole('region', { name: 'What will happen' });
  await expect(happens.getByText(/^Profile home-40m instead of home-20m/)).toBeVisible();
  await expect(happens.getByText(/^Address 10\.20\.0\.5, always/)).toBeVisible();
  await expect(happens.getByRole('listitem').filter({ hasText: 'Home 40 instead of Home 20' })).toContainText('KES 3,500 a month');
  await dialog.getByRole('button', { name: 'Change on the router' }).click();
  await expect.poll(() => simulator.secrets[0]).toMatchObject({ profile: 'home-40m', 'remote-address': '10.20.0.5', disabled: 'false' });
  await expect(page.getByRole('region', { name: 'Services' })).toContainText('KES 3,500 a month');

  // A price alone is between the two of them: the router is asked nothing.
  const lastAsked = async () => (await desk.owner.call(listRouterUsers, { query: { subscriberId: subscriberId! } })).data[0]!.lastOperation!.id;
  const asked = await lastAsked();
  await page.getByRole('button', { name: 'Change Home 40' }).click();
  const service = page.getByRole('dialog', { name: 'Change Home 40' });
  await expect(service.getByText('Another package is given to the router user wkamau1')).toBeVisible();
  await service.getByLabel('Price a month').fill('3,250');
  await service.getByLabel('Reason (optional)').fill('Loyal for three years');
  await service.getByRole('button', { name: 'Change the service' }).click();
  await expect(page.getByRole('region', { name: 'Services' })).toContainText('KES 3,250 a month');
  await expect(page.getByText('Home 40 for KES 3,250 instead of KES 3,500 a month: Loyal for three years')).toBeVisible();
  expect(await lastAsked()).toBe(asked);

  await page.getByRole('button', { name: 'Change the details' }).click();
  const details = page.getByRole('dialog', { name: 'Change the details' });
  await details.getByLabel('Installed at').fill('Yaya Gardens 7');
  await expect(details.getByText('The service moves.')).toBeVisible();
  await details.getByRole('button', { name: 'Save the details' }).click();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Yaya Gardens 7');
  await page.getByRole('link', { name: 'SO-000001' }).click();
  await expect(page.getByRole('region', { name: 'Visit' })).toContainText('Yaya Gardens 7');

  // They are away for a month: the order is cancelled, and ordered again when they are back.
  await page.getByRole('button', { name: /^More: SO-/ }).click();
  await page.getByRole('menuitem', { name: 'Cancel service order' }).click();
  const cancelling = page.getByRole('dialog');
  await cancelling.getByRole('textbox').fill('They are away');
  await cancelling.getByRole('button', { name: 'Cancel service order' }).click();
  await page.getByRole('link', { name: 'Order another visit' }).click();
  const visit = page.getByRole('dialog', { name: 'Order a visit' });
  await visit.getByLabel('What is to be done (optional)').fill('Bring the long ladder');
  await visit.getByRole('button', { name: 'Order the visit' }).click();
  await expect(page).toHaveURL(/\/service-orders\//);
  await expect(page.getByText('Bring the long ladder')).toBeVisible();
});
