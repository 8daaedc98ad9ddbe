import { startDevServer } from '../apps/web/dev-server.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures/index.ts';

let server: Awaited<ReturnType<typeof startDevServer>>;

// One development server for all: its first request makes it prepare every dependency.
test.describe.configure({ mode: 'default' });
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

test.beforeAll(async () => {
  server = await startDevServer({ watching: false });
});

test.afterAll(async () => {
  await server.close();
});

for (const scheme of ['light', 'dark']) {
  test(`the parts have no serious accessibility problem in the ${scheme} theme, at a desk and on a phone`, async ({ page }) => {
    await page.goto(`${server.url}/kit?scheme=${scheme}`);
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await expect(page.getByRole('button', { name: 'Show a toast' })).toBeVisible();
      await expectAccessible(page);

      await page.getByRole('button', { name: 'Show a toast' }).click();
      await page.getByRole('button', { name: 'Move or more: Lucy Chebet' }).click();
      await expect(page.getByText('Qualification').last()).toBeVisible();
      await expectAccessible(page);

      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await expect(page.getByRole('dialog', { name: 'Delete stage' })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
    }
  });
}

test('the parts fit a window of 320 px without sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${server.url}/kit?scheme=light`);
  await expect(page.getByRole('button', { name: 'Show a toast' })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test('a refused form says so on the field, keeps what was typed and puts the keyboard there', async ({ page }) => {
  await page.goto(`${server.url}/kit?scheme=light`);
  await page.getByLabel('Name').fill('');
  await page.getByRole('button', { name: 'Save router' }).click();
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/Fill this in\./);
  await expect(page.getByLabel('Price')).toHaveValue('2500');
  await expect(page.getByLabel('Phone')).toBeFocused();
});

test('a form says so where its contract asks for what it has no field for', async ({ page }) => {
  await page.goto(`${server.url}/kit?scheme=light`);
  await page.getByRole('button', { name: 'Save plan' }).click();
  await expect(page.getByText('plan: Fill this in.')).toBeVisible();
});
