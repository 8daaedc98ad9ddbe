import { expect, password, test } from '../fixtures/index.ts';
import { startInstallation, type Installation } from '../fixtures/server.ts';
import { sweep } from '../fixtures/sweep.ts';

// Both have the one empty installation, and the second sets it up.
test.describe.configure({ mode: 'default' });

let empty: Installation;
test.beforeAll(async () => {
  empty = await startInstallation();
});
test.afterAll(async () => {
  await empty.stop();
});

test('the setup has no serious accessibility problem and fits, with its complaints too', async ({ page }) => {
  await sweep(page, {
    open: async () => {
      await page.goto(`${empty.url}/setup`);
      await page.getByRole('button', { name: 'Set up Lastmile' }).click();
    },
    seen: () => expect(page.getByLabel('Organization')).toHaveAccessibleDescription(/./),
  });
});

test('the first visitor of an empty installation sets it up and begins the day; the next one signs in', async ({ page, browser }) => {
  await page.goto(empty.url);
  await expect(page.getByRole('heading', { name: 'Set up Lastmile' })).toBeVisible();
  await page.getByLabel('Organization').fill('Pwani Net');
  await page.getByRole('combobox', { name: 'Country' }).fill('Tanz');
  await page.getByRole('option', { name: 'Tanzania' }).click();
  await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue(/TZS/);
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue(/Dar es Salaam/);
  await page.getByLabel('Your name').fill('Neema Mushi');
  await page.getByLabel('Email').fill('neema@pwani.test');
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await page.getByRole('button', { name: 'Set up Lastmile' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/12/);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Set up Lastmile' }).click();

  await expect(page).toHaveTitle('Today · Lastmile');
  await expect(page.getByRole('heading', { level: 1, name: /, Neema$/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing is due today' })).toBeVisible();
  await expect(page.getByText('Pwani Net')).toBeVisible();

  const next = await (await browser.newContext()).newPage();
  await next.goto(`${empty.url}/setup`);
  await expect(next.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await next.getByLabel('Email').fill('neema@pwani.test');
  await next.getByLabel('Password', { exact: true }).fill('not the password');
  await next.getByRole('button', { name: 'Sign in' }).click();
  await expect(next.getByRole('alert')).toBeVisible();
  await next.getByLabel('Password', { exact: true }).fill(password);
  await next.getByRole('button', { name: 'Sign in' }).click();
  await expect(next).toHaveTitle('Today · Lastmile');
  await next.context().close();
});
