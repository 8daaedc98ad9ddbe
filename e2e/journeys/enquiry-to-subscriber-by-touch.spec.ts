import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/index.ts';
import { card, stage } from '../steps/board.ts';
import { convert, expectConverted, expectLocked, expectOneSecret } from '../steps/conversion.ts';
import { enquire } from '../steps/signup.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const prospect = { name: 'Wanjiku Kamau', phone: '0712 555 014', estate: 'Rose Court B4, Kilimani', wish: '20 Mbps Home' };
const lead = prospect.name;

test('on a phone, an enquiry is claimed, moved and converted by touch', async ({ desk, page, context }) => {
  await desk.package();
  const { simulator } = await desk.router();
  const sales = await desk.person('sales', 'Lucy Chebet');
  await desk.visit(page, sales, '/leads');
  await expect(page.getByText('No leads yet')).toBeVisible();

  const theirs = await context.browser()!.newContext();
  await enquire(await theirs.newPage(), await desk.signupForm(), prospect);
  await theirs.close();

  await test.step('the card appears, is claimed and moved through its menu', async () => {
    await page.getByRole('button', { name: `Claim ${lead}` }).tap();
    await expect(page.getByText(`${lead} is yours.`)).toBeVisible();
    await page.getByRole('button', { name: `Move or more: ${lead}` }).tap();
    await page.getByRole('dialog', { name: lead }).getByRole('button', { name: 'Contacted' }).tap();
    await page.getByRole('group', { name: 'Stage' }).getByRole('button', { name: /^Contacted/ }).tap();
    await expect(stage(page, 'Contacted').getByRole('link', { name: lead })).toBeVisible();
  });

  await test.step('it is converted', async () => {
    await card(page, lead).getByRole('button', { name: `Move or more: ${lead}` }).tap();
    await page.getByRole('dialog', { name: lead }).getByRole('button', { name: 'Convert', exact: true }).tap();
    await convert(page, { lead, offer: '20 Mbps Home', router: 'Kilimani PoP 1', username: 'wkamau1', press: (button: Locator) => button.tap() });
    const dialog = await expectConverted(page, lead);
    expectOneSecret(simulator, 'wkamau1');
    await dialog.getByRole('link', { name: 'Open subscriber' }).tap();
  });

  await test.step('the subscriber has the service and the router user, and the lead is locked', async () => {
    await expect(page.getByRole('region', { name: 'Services' })).toContainText('20 Mbps Home');
    await expect(page.getByRole('region', { name: 'Router users' })).toContainText('wkamau1');
    await page.getByRole('link', { name: 'L-000001' }).tap();
    await expectLocked(page);
  });
});
