import { claimLead } from '@lastmile/contracts';
import { expect, password, test } from '../fixtures/index.ts';
import { card, stage } from '../steps/board.ts';

test('an admin adds a package, and it stands on the signup form', async ({ desk, page }) => {
  await desk.visit(page, await desk.person('admin', 'Peter Mwangi'), '/settings/packages');
  await page.getByRole('button', { name: 'Add package' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add package' });
  await dialog.getByLabel('Name').fill('Home 50');
  await dialog.getByLabel('Download, Mbps').fill('50');
  await dialog.getByLabel('Upload, Mbps').fill('25');
  await dialog.getByLabel(/^Price a month/).fill('3,500');
  await dialog.getByLabel(/^Router profile/).fill('home-50m');
  await dialog.getByRole('button', { name: 'Add package' }).click();
  await expect(page.getByText('Home 50 is on sale.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Home 50/ })).toContainText('50 / 25 Mbps');

  await page.goto(await desk.signupForm());
  await expect(page.getByRole('radio', { name: 'Home 50' })).toBeVisible();
});

test('an admin adds a router, and the check shows who answered', async ({ desk, page }) => {
  const simulator = await desk.simulator('Kilimani core');
  await desk.visit(page, await desk.person('admin', 'Peter Mwangi'), '/settings/routers');
  await page.getByRole('button', { name: 'Add router' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add router' });
  await dialog.getByLabel('Name').fill('Kilimani PoP 1');
  await dialog.getByLabel('Host').fill(simulator.host);
  await dialog.getByRole('radio', { name: 'Not encrypted' }).check();
  await dialog.getByLabel('Port').fill(String(simulator.port));
  await dialog.getByLabel('User', { exact: true }).fill('lastmile');
  await dialog.getByLabel('Password', { exact: true }).fill('secret');
  await dialog.getByRole('button', { name: 'Add router' }).click();

  const check = page.getByRole('dialog', { name: 'Check Kilimani PoP 1' });
  await expect(check.getByText('The router answers.')).toBeVisible();
  for (const fact of ['Kilimani core', '7.19', 'home-20m']) await expect(check.getByText(fact, { exact: true })).toBeVisible();
  await check.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('row', { name: /Kilimani PoP 1/ })).toContainText(`${simulator.host}:${simulator.port}`);
});

test('an admin adds a stage, and it stands on the board before Won', async ({ desk, page }) => {
  await desk.lead({ name: 'Amina Said' });
  await desk.visit(page, await desk.person('admin', 'Peter Mwangi'), '/settings/pipelines');
  await page.getByRole('button', { name: 'Add stage' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add stage' });
  await dialog.getByLabel('Name').fill('Site survey');
  await dialog.getByRole('button', { name: 'Add stage' }).click();
  await expect(page.getByRole('row', { name: /Site survey/ })).toBeVisible();

  await page.getByRole('link', { name: 'Leads', exact: true }).click();
  await expect(stage(page, 'Site survey').getByText('No leads here.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText(
    ['New enquiry', 'Contacted', 'Qualification', 'Activation', 'Site survey']);
});

test('an admin adds a person, who signs in with the password they were given', async ({ desk, page, browser }) => {
  await desk.visit(page, await desk.person('admin', 'Peter Mwangi'), '/settings/users');
  const email = desk.owner.email.replace('owner', 'lucy');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add person' });
  await dialog.getByLabel('Name').fill('Lucy Chebet');
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(page.getByRole('row', { name: /Lucy Chebet/ })).toContainText('Never');

  const hers = await (await browser.newContext()).newPage();
  await hers.goto(desk.installation.url);
  await hers.getByLabel('Email').fill(email);
  await hers.getByLabel('Password', { exact: true }).fill(password);
  await hers.getByRole('button', { name: 'Sign in' }).click();
  await expect(hers.getByRole('heading', { level: 1, name: /, Lucy$/ })).toBeVisible();
  await hers.context().close();
});

test('a salesperson sees neither the leads of others nor settings they may not use', async ({ desk, page }) => {
  const [lucy, david] = [await desk.person('sales', 'Lucy Chebet'), await desk.person('sales', 'David Mutua')];
  const { id } = await desk.lead({ name: 'Amina Said' });
  await desk.lead({ name: 'Brian Otieno' });
  await david.call(claimLead, { params: { id } });

  await desk.visit(page, lucy, '/leads');
  await expect(card(page, 'Brian Otieno')).toBeVisible();
  await expect(card(page, 'Amina Said')).toHaveCount(0);
  await desk.visit(page, lucy, `/leads/${id}`);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await expect(settings.getByRole('link')).toHaveText(['API tokens', 'Packages', 'Routers']);
  await settings.getByRole('link', { name: 'Packages' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Packages' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add package' })).toHaveCount(0);
});
