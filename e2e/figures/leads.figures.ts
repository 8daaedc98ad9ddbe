/** The board and the table of an organization with a hundred thousand leads; prints its figures for docs/performance.md. */
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { signIn } from '../fixtures/client.ts';
import { runCommand, startInstallation, type Installation } from '../fixtures/server.ts';
import { framesDuring, middleOf, timeTo } from './frames.ts';

const leads = 100_000;
const loaded = 1000;
let installation: Installation;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  installation = await startInstallation({ DEMO: '1' });
  await runCommand(installation, 'packages/launcher/src/cli/demo.ts', ['--leads', String(leads)]);
});
test.afterAll(() => installation.stop());

test.beforeEach(async ({ context }) => {
  const { session } = await signIn(installation.url, 'owner@demo.test', 'lastmile-demo');
  await context.addCookies([{ ...session, url: installation.url, httpOnly: true, sameSite: 'Lax' }]);
});

test('the first card of the board, beside the same cards as plain elements', async ({ page, context }) => {
  // In a page of its own: one whose requests are answered here has no cache.
  const other = await context.newPage();
  await other.route('**/plain-board', (route) => route.fulfill({
    contentType: 'text/html', body: readFileSync(`${import.meta.dirname}/plain-board.html`, 'utf8'),
  }));
  const plain = () => timeTo(other, `${installation.url}/plain-board`, 'main li');
  const board = () => timeTo(page, `${installation.url}/leads`, 'main li a');
  const table = () => timeTo(page, `${installation.url}/leads?view=table`, 'main table tbody a');
  await Promise.resolve(plain()).then(board).then(table); // once for the cache
  console.log(`first card: plain ${await middleOf(5, plain)} ms, board ${await middleOf(5, board)} ms, table ${await middleOf(5, table)} ms`);
});

test('frames while a column with a thousand loaded cards is scrolled and one of them dragged', async ({ page }) => {
  await page.goto(`${installation.url}/leads`);
  const column = page.getByRole('list', { name: /^Leads in / }).first();
  await expect(column.getByRole('listitem').first()).toBeVisible();
  const box = (await column.locator('..').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await expect(async () => {
    await page.mouse.wheel(0, 20_000);
    const last = Number(await column.getByRole('listitem').last().getAttribute('aria-posinset'));
    expect(last).toBeGreaterThanOrEqual(loaded);
  }).toPass({ intervals: [50], timeout: 120_000 });

  const scrolling = await framesDuring(page, async () => {
    for (let step = 0; step < 120; step += 1) await page.mouse.wheel(0, -160);
  });
  const card = (await column.getByRole('listitem').nth(5).boundingBox())!;
  await page.mouse.move(card.x + 60, card.y + 20);
  await page.mouse.down();
  const dragging = await framesDuring(page, async () => {
    for (const x of [700, 300, 1000, 400]) await page.mouse.move(x, 200 + x / 4, { steps: 40 });
  });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  console.log('scrolling', scrolling, 'dragging', dragging);
});
