import { getBoard } from '@lastmile/contracts';
import type { Desk } from '../fixtures/index.ts';
import { expect, test } from '../fixtures/index.ts';
import { card, drag, stage } from '../steps/board.ts';
import { convert, expectConverted, expectLocked, expectOneSecret } from '../steps/conversion.ts';
import { enquire } from '../steps/signup.ts';

const phoneWindow = { width: 390, height: 844 };
const prospect = { name: 'Wanjiku Kamau', phone: '0712 555 014', estate: 'Rose Court B4, Kilimani', wish: '20 Mbps Home' };
const lead = prospect.name;
/** From the name and the number of the organization's first lead. */
const username = 'wkamau1';
const wanted = { lead, offer: '20 Mbps Home', router: 'Kilimani PoP 1', username };

test('an enquiry on the signup form becomes a subscriber with a user on the router', async ({ desk, page, browser }) => {
  await desk.package();
  const { simulator } = await desk.router();
  const sales = await desk.person('sales', 'Lucy Chebet');
  await desk.visit(page, sales, '/leads');
  await expect(page.getByText('No leads yet')).toBeVisible();

  const theirs = await browser.newContext({ viewport: phoneWindow });
  await enquire(await theirs.newPage(), await desk.signupForm(), prospect);
  await theirs.close();

  await test.step('the card appears on the open board and is claimed', async () => {
    await expect(card(page, lead)).toContainText('20 Mbps Home');
    await page.getByRole('button', { name: `Claim ${lead}` }).click();
    await expect(page.getByText(`${lead} is yours.`)).toBeVisible();
  });

  await test.step('it is dragged along', async () => {
    await drag(page, lead, 'Contacted');
    await drag(page, lead, 'Qualification');
    // The screen does not wait for the server; a reload has to.
    await expect.poll(async () => (await desk.owner.call(getBoard)).stages.find(({ name }) => name === 'Qualification')!.leads.map(({ title }) => title)).toEqual([lead]);
    await page.reload();
    await expect(stage(page, 'Qualification').getByRole('link', { name: lead })).toBeVisible();
  });

  await test.step('it is opened and converted', async () => {
    await page.getByRole('link', { name: lead }).click();
    await page.getByRole('button', { name: 'Convert' }).click();
    await convert(page, wanted);
    const dialog = await expectConverted(page, lead);
    expectOneSecret(simulator, username);
    await dialog.getByRole('link', { name: 'Open subscriber' }).click();
  });

  await test.step('the subscriber has the service and the router user', async () => {
    await expect(page.getByRole('heading', { level: 1, name: lead })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Services' })).toContainText('20 Mbps Home');
    await expect(page.getByRole('region', { name: 'Services' })).toContainText('Active');
    await expect(page.getByRole('region', { name: 'Router users' })).toContainText(username);
    await expect(page.getByRole('region', { name: 'Router users' })).toContainText('PPPoE on Kilimani PoP 1');
  });

  await test.step('the lead is locked', async () => {
    await page.getByRole('link', { name: 'L-000001' }).click();
    await expectLocked(page);
    for (const button of await page.getByRole('list', { name: 'Stages' }).getByRole('button').all()) await expect(button).toBeDisabled();
  });
});

test('a reply of the router that is lost makes no second user', async ({ desk, page }) => {
  const { simulator, path } = await readyToConvert(desk);
  await simulator.faults.set({ kind: 'reply-lost', command: '/ppp/secret/add', times: 1 });
  await desk.visit(page, desk.owner, path);
  await page.getByRole('button', { name: 'Convert' }).click();
  await convert(page, wanted);
  const dialog = await expectConverted(page, lead);
  await expect(dialog.getByText('Made by an earlier try')).toBeVisible();
  expectOneSecret(simulator, username);
  expect(simulator.commands.filter(({ command }) => command === '/ppp/secret/add')).toHaveLength(1);
});

test('a router that is down leaves the lead in its stage with the reason, and trying again succeeds', async ({ desk, page }) => {
  const { simulator, path } = await readyToConvert(desk);
  await desk.visit(page, desk.owner, path);
  await page.getByRole('button', { name: 'Convert' }).click();
  // It goes down after it was asked whether it is there.
  await convert(page, { ...wanted, before: () => simulator.faults.set({ kind: 'refuse' }) });

  const refused = page.getByRole('dialog', { name: 'Not set up' });
  await expect(refused).toContainText('The lead is back in Contacted');
  await expect(refused.getByRole('alert')).toContainText('Nothing was left on the router.');
  expect(simulator.secrets).toEqual([]);

  await refused.getByRole('button', { name: 'Close' }).first().click();
  await expect(page.getByText('Not converted.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Stages' }).getByRole('button', { name: 'Contacted' })).toHaveAttribute('aria-current', 'step');

  await simulator.faults.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectConverted(page, lead);
  expectOneSecret(simulator, username);
});

/** A lead of the owner in Contacted, with a package and a router it can be converted on. */
async function readyToConvert(desk: Desk) {
  const offer = await desk.package();
  const { simulator } = await desk.router();
  const { id } = await desk.lead({
    name: lead, phone: prospect.phone, offerId: offer.id, location: prospect.estate, stageId: await desk.stage('Contacted'),
  });
  return { simulator, path: `/leads/${id}` };
}
