import { assignLead, getLead, getMe } from '@lastmile/contracts';
import { expect, expectAccessible, test } from '../fixtures/index.ts';

test('whoever leads the desk sees a bad figure, finds the leads behind it, and gives one to somebody who has time', async ({ desk, page }) => {
  const sam = await desk.person('sales', 'Sam Sales');
  await desk.person('sales', 'Una Sales');
  const { user: { id: ownerId } } = await sam.call(getMe);
  const late = await desk.lead({ name: 'Amina Said', phone: '0712 555 014', followUpAt: '2026-01-05T08:00:00Z' });
  const won = await desk.lead({ name: 'Peter Otieno', phone: '0712 555 015', stageId: await desk.stage('Contacted') });
  for (const { id } of [late, won]) await desk.owner.call(assignLead, { params: { id }, body: { ownerId } });
  await desk.convert(await desk.owner.call(getLead, { params: { id: won.id } }));

  await desk.visit(page, desk.owner, '/dashboard');
  await expect(page.getByRole('link', { name: '2 New leads: see the leads' })).toBeVisible();
  await expect(page.getByRole('link', { name: '50% Conversion: see the leads' })).toBeVisible();
  await page.getByRole('button', { name: /^Conversion: Of the leads/ }).first().focus();
  await expect(page.getByRole('tooltip')).toHaveText(/how many are won today/);
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await expect(page.getByRole('table', { name: 'Leads by month' }).getByRole('row')).toHaveCount(13);
  await expectAccessible(page);

  await page.getByRole('table', { name: 'People' }).getByRole('link', { name: '1: overdue leads of Sam Sales' }).click();
  await expect(page).toHaveURL(/followUp=late/);
  await page.getByRole('link', { name: 'Amina Said', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Amina Said' })).toBeVisible();
  await page.getByRole('button', { name: 'More for Amina Said' }).click();
  await page.getByRole('menuitem', { name: /^Assign/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Assign lead' });
  await dialog.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Una Sales' }).click();
  await dialog.getByRole('button', { name: 'Assign lead' }).click();
  await expect(dialog).toBeHidden();

  await page.goto(`${desk.installation.url}/reports?report=performance`);
  await expect(page.getByRole('link', { name: '1: overdue leads of Una Sales' })).toBeVisible();
  await expect(page.getByRole('link', { name: '1: overdue leads of Sam Sales' })).toBeHidden();
  await page.getByRole('link', { name: '1: won by Sam Sales' }).click();
  await expect(page.getByRole('link', { name: 'Peter Otieno' }).first()).toBeVisible();
});
