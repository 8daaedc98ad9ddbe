import { claimLead, createActivity, getLead, listActivities } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';
import { stage } from '../steps/board.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** The smallest picture there is. */
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');

test('a salesperson’s day on a phone: what is late is called, a new lead claimed, one added, one lost, and nothing is left', async ({ desk, page }) => {
  const lucy = await desk.person('sales', 'Lucy Chebet');
  const late = await desk.lead({ name: 'Amina Said', phone: '0712555020', location: 'Kilimani' });
  await lucy.call(claimLead, { params: { id: late.id } });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  await lucy.call(createActivity, { body: { leadId: late.id, type: 'note', body: 'Asked for a price.', followUpAt: yesterday, followUpNote: 'Send the price' } });
  await desk.lead({ name: 'Faith Achieng', phone: '0712555030' });

  await desk.visit(page, lucy, '/');
  await test.step('the overdue call is made and logged in two taps', async () => {
    const overdue = page.getByRole('region', { name: /^Overdue/ });
    await expect(overdue).toContainText('Send the price');
    await overdue.getByRole('link', { name: 'Amina Said', exact: true }).tap();
    await expect(page.getByRole('link', { name: /^Call/ }).first()).toHaveAttribute('href', 'tel:+254712555020');
    await page.getByRole('button', { name: 'Log outcome' }).tap();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Interested', { exact: true }).tap();
    await sheet.getByRole('group', { name: 'Next step' }).getByRole('button', { name: /^Tomorrow/ }).first().tap();
    await expect(page.getByText('Call saved.')).toBeVisible();
    const { data } = await lucy.call(listActivities, { query: { leadId: late.id, type: 'call' } });
    expect(data).toMatchObject([{ outcome: 'interested' }]);
    expect((await lucy.call(getLead, { params: { id: late.id } })).followUp.state).toBe('later');
  });

  await test.step('a picture of the house is kept with the lead', async () => {
    await page.getByRole('tab', { name: 'Details' }).tap();
    await page.locator('input[type=file]').first().setInputFiles({ name: 'gate.png', mimeType: 'image/png', buffer: photo });
    await expect(page.getByText('gate.png').first()).toBeVisible();
  });

  await test.step('the unclaimed lead is claimed from Today, which then says that all is done', async () => {
    await page.getByRole('link', { name: 'Back' }).tap();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Today' }).tap();
    await page.getByRole('button', { name: 'Claim Faith Achieng' }).tap();
    await expect(page.getByText('Faith Achieng is yours.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'All done for today' })).toBeVisible();
  });

  await test.step('a lead that was met on the way is added in four taps', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'New lead' }).tap();
    const form = page.getByRole('dialog', { name: 'New lead' });
    await form.getByLabel(/^(Name|Full name)/).fill('Brian Otieno');
    await form.getByLabel(/^Phone/).fill('0712 555 040');
    await form.getByRole('button', { name: 'Save lead' }).tap();
    await expect(page.getByText('Brian Otieno added.')).toBeVisible();
  });

  await test.step('one that is not interested is lost, with the reason', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Leads' }).tap();
    await page.getByRole('button', { name: 'Move or more: Faith Achieng' }).tap();
    await page.getByRole('dialog', { name: 'Faith Achieng' }).getByRole('button', { name: 'Lost' }).tap();
    const why = page.getByRole('dialog', { name: 'Mark as lost' });
    await why.getByRole('button', { name: 'Moved away' }).tap();
    await why.getByRole('button', { name: 'Mark as lost' }).tap();
    await expect(why).toHaveCount(0);
    await expect(stage(page, 'New enquiry').getByRole('link', { name: 'Faith Achieng' })).toHaveCount(0);
  });
});
