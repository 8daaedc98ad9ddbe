import { claimLead } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('on a phone, a call is offered to be logged, logged in two taps, and found in the log; what was planned is finished and asks for the next', async ({ desk, page }) => {
  const sales = await desk.person('sales', 'Lucy Chebet');
  const { id } = await desk.lead({ name: 'Wanjiku Kamau', phone: '0712555014', ownerId: null });
  await sales.call(claimLead, { params: { id } });
  await desk.visit(page, sales, `/leads/${id}`);

  await test.step('after Call, two taps log it', async () => {
    await page.getByRole('link', { name: 'Call', exact: true }).tap();
    const sheet = page.getByRole('dialog', { name: 'How did the call go?' });
    await expect(sheet).toBeVisible();
    await sheet.getByText('Interested', { exact: true }).tap();
    await sheet.getByRole('button', { name: 'Tomorrow, 09:00' }).tap();
    await expect(page.getByText('Call saved.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Lucy Chebet called, interested');
  });

  await test.step('a meeting is planned from the log, for a lead found by a part of its phone', async () => {
    await page.goto(`${desk.installation.url}/activities`);
    await page.getByRole('button', { name: 'Log activity' }).tap();
    const sheet = page.getByRole('dialog', { name: 'Log activity' });
    await sheet.getByRole('searchbox', { name: 'Find a lead' }).fill('555 014');
    await sheet.getByRole('button', { name: /^Wanjiku Kamau/ }).tap();
    await sheet.getByRole('tab', { name: 'Plan' }).tap();
    await sheet.getByText('Meeting', { exact: true }).tap();
    await sheet.getByLabel('What is to be done').fill('Site visit');
    await sheet.getByRole('button', { name: 'In a week' }).tap();
    await expect(page.getByText('Planned.')).toBeVisible();
  });

  await test.step('filters are in the address and narrow the log', async () => {
    const upcoming = page.getByRole('region', { name: 'Upcoming' });
    await expect(upcoming.getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Type' }).tap();
    await page.getByRole('dialog', { name: 'Type' }).getByRole('button', { name: 'Meeting' }).tap();
    await expect(page).toHaveURL(/type=meeting/);
    await expect(upcoming.getByRole('listitem')).toHaveCount(1);
    await page.reload();
    await expect(upcoming.getByRole('listitem')).toHaveCount(1);
  });

  await test.step('finishing it says what comes next', async () => {
    await page.getByRole('button', { name: 'Done: Wanjiku Kamau, Site visit' }).tap();
    const sheet = page.getByRole('dialog', { name: 'Done. What comes next?' });
    await sheet.getByLabel('What was said or done').fill('The conduit is free.');
    await sheet.getByRole('button', { name: 'No next step' }).tap();
    await expect(page.getByText('Done.', { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: /^Today/ }).getByRole('listitem').filter({ hasText: 'Site visit' })).toContainText('Meeting');
  });

  await test.step('a timeline narrowed to activities tells both', async () => {
    await page.goto(`${desk.installation.url}/leads/${id}?show=activities`);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await expect(timeline).toContainText('The conduit is free.');
    await expect(timeline).not.toContainText('added the lead');
    await timeline.getByRole('button', { name: 'Edit: Site visit' }).first().tap();
    const sheet = page.getByRole('dialog', { name: 'Edit meeting' });
    await sheet.getByLabel('What was said').fill('The conduit is free on floor three.');
    await sheet.getByRole('button', { name: 'Save' }).tap();
    await expect(timeline).toContainText('on floor three');
  });
});
