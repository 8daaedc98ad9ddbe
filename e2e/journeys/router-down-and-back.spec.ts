import { getSubscriber, updateConversionSettings } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';
import type { Desk } from '../fixtures/index.ts';
import { convert, expectOneSecret } from '../steps/conversion.ts';

const lead = 'Wanjiku Kamau';
const wanted = { lead, offer: '20 Mbps Home', router: 'Kilimani PoP 1', username: 'wkamau1' };

test.beforeEach(({ desk }) => desk.owner.call(updateConversionSettings, { body: { routerPatienceHours: 2 } }));

/** A lead on its page, converted on a router that went down a moment before. */
async function convertOnDeadRouter(desk: Desk, page: Parameters<typeof convert>[0]) {
  const offer = await desk.package();
  const { simulator } = await desk.router();
  const { id } = await desk.lead({ name: lead, phone: '0712 555 014', offerId: offer.id, location: 'Rose Court B4', stageId: await desk.stage('Contacted') });
  await desk.visit(page, desk.owner, `/leads/${id}`);
  await page.getByRole('button', { name: 'Convert' }).click();
  await convert(page, { ...wanted, before: () => simulator.faults.set({ kind: 'refuse' }) });
  const waiting = page.getByRole('dialog', { name: `${lead} waits for the router` });
  await expect(waiting).toContainText('The lead stays in Contacted until then');
  await expect(waiting.getByText('refused the connection')).toBeVisible();
  return { simulator, waiting };
}

test('a conversion waits for a router that is down, says so, and finishes by itself when it is back', async ({ desk, page }) => {
  const { simulator, waiting } = await convertOnDeadRouter(desk, page);
  await waiting.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('Its router does not answer; it is tried again by itself.')).toBeVisible();
  await simulator.faults.clear();
  // Nobody presses anything: its next try is a few seconds away.
  await expect(page.getByText('Converted.')).toBeVisible({ timeout: 60_000 });
  expectOneSecret(simulator, wanted.username);
});

test('what the router cannot be asked for is left out with a reason, which the subscriber says until it is made good', async ({ desk, page }) => {
  const { simulator, waiting } = await convertOnDeadRouter(desk, page);
  await waiting.getByRole('button', { name: 'Leave out' }).click();
  const asking = page.getByRole('dialog', { name: 'Leave out a step' });
  await asking.getByLabel('Reason').fill('The tower has no power until Monday');
  await asking.getByRole('button', { name: 'Leave it out' }).click();
  const dialog = page.getByRole('dialog', { name: `${lead} is a subscriber` });
  await expect(dialog.getByText('Left out by').first()).toContainText('The tower has no power until Monday');
  await dialog.getByRole('link', { name: 'Open subscriber' }).click();
  const users = page.getByRole('region', { name: 'Router users' });
  await expect(users).toContainText('The tower has no power until Monday');

  await simulator.faults.clear();
  await desk.visit(page, desk.owner, '/settings/routers');
  await page.getByRole('button', { name: 'Differences on Kilimani PoP 1' }).click();
  const drift = page.getByRole('dialog', { name: 'Differences on Kilimani PoP 1' });
  await drift.getByRole('button', { name: 'Look now' }).click();
  await expect(drift).toContainText(wanted.username);
});

test('a conversion that waits is stopped, and nothing of it is left', async ({ desk, page }) => {
  const { simulator, waiting } = await convertOnDeadRouter(desk, page);
  await waiting.getByRole('button', { name: 'Stop and clean up' }).click();
  await expect(page.getByRole('dialog', { name: 'Stopped' })).toContainText('The lead is back in Contacted');
  await simulator.faults.clear();
  expect(simulator.secrets).toEqual([]);
});

test('a user that only the router knows is given to a subscriber who is found by phone', async ({ desk, page }) => {
  const { simulator } = await desk.router();
  simulator.insert('/ppp/secret', { name: 'by-hand', password: 'secret1', service: 'pppoe', profile: 'home-20m' });
  const offer = await desk.package();
  const subscriberId = await desk.convert(await desk.lead({ name: 'Mercy Wairimu', phone: '0712 555 077', offerId: offer.id }));
  await desk.visit(page, desk.owner, '/settings/routers');
  await page.getByRole('button', { name: 'Differences on Kilimani PoP 1' }).click();
  const drift = page.getByRole('dialog', { name: 'Differences on Kilimani PoP 1' });
  await drift.getByRole('button', { name: 'Look now' }).click();
  await drift.getByRole('combobox', { name: 'Whose it is' }).fill('0712555077');
  await page.getByRole('option', { name: /^Mercy Wairimu/ }).click();
  await drift.getByRole('button', { name: 'Take it over' }).click();
  await expect(drift.getByText('No difference')).toBeVisible();
  expect((await desk.owner.call(getSubscriber, { params: { id: subscriberId } })).routerUsers).toMatchObject([{ username: 'by-hand' }]);
});
