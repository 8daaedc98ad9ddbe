import { createOffer, setAddressPools } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

const ways = [
  { type: 'Active, without an invoice', status: 'Active', bill: null },
  { type: 'Active, with an invoice', status: 'Active', bill: 'INV-000001' },
  { type: 'New, with a proforma', status: 'New', bill: 'PRO-000001' },
] as const;

for (const { type, status, bill } of ways) {
  test(`a lead becomes a subscriber: ${type.toLowerCase()}`, async ({ desk, page }) => {
    const offer = await desk.package();
    const { id } = await desk.lead({ name: 'Wanjiku Kamau', phone: '0712 555 014', offerId: offer.id, location: 'Rose Court B4' });
    await desk.visit(page, desk.owner, `/leads/${id}?convert=1`);
    const dialog = page.getByRole('dialog', { name: 'Convert to subscriber' });
    await dialog.getByRole('radio', { name: type }).check();
    const planned = dialog.getByRole('region', { name: 'What will happen' });
    await expect(planned.getByText(bill === null ? 'Service order' : bill.startsWith('INV') ? 'First invoice' : 'Proforma of the first bill', { exact: true })).toBeVisible();
    await dialog.getByRole('button', { name: 'Convert', exact: true }).click();
    await page.getByRole('dialog', { name: 'Wanjiku Kamau is a subscriber' }).getByRole('link', { name: 'Open subscriber' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Wanjiku Kamau' })).toBeVisible();
    await expect(page.getByText(status, { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Service orders' })).toContainText('SO-000001');
    const bills = page.getByRole('region', { name: 'Invoices' });
    if (bill === null) {
      await expect(bills).toContainText('No invoice');
      return;
    }
    // The bill is in the list of all, and comes as a PDF.
    await desk.visit(page, desk.owner, '/invoices?q=wanjiku');
    await page.getByRole('link', { name: bill }).click();
    await expect(page.getByRole('cell', { name: 'KES 5,500' }).first()).toBeVisible();
    const pdf = await page.request.get(new URL((await page.getByRole('link', { name: 'PDF' }).getAttribute('href'))!, page.url()).href);
    expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
  });
}

test('an estate is rolled out: all its leads at once with fixed addresses, and those that cannot be are named', async ({ desk, page }) => {
  const offer = await desk.package();
  const withoutProfile = await desk.owner.call(createOffer, { body: { name: 'Old package', monthlyPrice: '1000', setupFee: '0', downloadMbps: 5, uploadMbps: 5, isPublic: false } });
  const { simulator, router } = await desk.router();
  await desk.owner.call(setAddressPools, { params: { id: router.id }, body: { pools: [{ name: 'Rose Court', kind: 'own', ranges: '10.20.0.1-10.20.0.50' }] } });
  await Promise.all(Array.from({ length: 12 }, (_, index) => desk.lead({ name: `Flat ${index + 1}`, phone: `07125560${String(10 + index)}`, offerId: offer.id, city: 'Rose Court' })));
  await desk.lead({ name: 'Flat without profile', offerId: withoutProfile.id, city: 'Rose Court' });
  await desk.convert(await desk.lead({ name: 'Flat converted', offerId: offer.id, city: 'Rose Court' }));

  await desk.visit(page, desk.owner, '/leads?view=table&city=Rose+Court');
  await page.getByRole('checkbox', { name: 'Select all leads shown' }).check();
  await page.getByRole('region', { name: 'Selected leads' }).getByRole('button', { name: 'More for the selected leads' }).click();
  await page.getByRole('menuitem', { name: 'Convert' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Active, without an invoice' }).check();
  await dialog.getByRole('combobox', { name: 'Create PPPoE users on' }).click();
  await page.getByRole('option', { name: 'Kilimani PoP 1' }).click();
  await dialog.getByRole('combobox', { name: 'Fixed addresses from' }).click();
  await page.getByRole('option', { name: 'Rose Court, 50 free' }).click();
  await expect(dialog).toContainText('12 of 14 leads become subscribers.');
  await expect(dialog.getByRole('link', { name: 'Flat without profile' })).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'Flat converted' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Convert 12 leads' }).click();
  await expect(dialog.getByText('12 leads done.')).toBeVisible({ timeout: 30_000 });

  await expect.poll(() => simulator.secrets.filter(({ disabled }) => disabled === 'false').length, { timeout: 60_000 }).toBe(12);
  expect(new Set(simulator.secrets.map((secret) => secret['remote-address'])).size).toBe(12);
  await dialog.getByRole('link', { name: 'See each lead' }).click();
  await page.getByText('Left as they are: 2').click();
  await expect(page.getByRole('table', { name: 'Rows' })).toContainText('Flat without profile');
});
