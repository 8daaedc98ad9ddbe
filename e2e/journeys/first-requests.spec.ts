import { streamChanges } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('an address that is opened again asks for its leads before its scripts run, and each question once', async ({ desk, page }) => {
  await desk.lead({ name: 'Amina Said' });
  await desk.visit(page, desk.owner, '/leads?view=table');
  await expect(page.getByRole('link', { name: 'Amina Said', exact: true })).toBeVisible();
  const kept = () => page.evaluate(() => localStorage.getItem('lastmile-first-requests'));
  await expect.poll(kept).toContain('/api/v1/leads?');

  // Nothing is asked again because something changes meanwhile.
  await page.route(`**${streamChanges.path}`, (route) => route.abort());
  // Who comes back finds what is there now, not what was there before.
  await desk.lead({ name: 'Grace Wanjiru' });
  await page.reload({ waitUntil: 'commit' });
  await expect(page.getByRole('link', { name: 'Grace Wanjiru', exact: true })).toBeVisible();
  // Of the new document alone: the one before may still be told of the new lead.
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.replace(location.origin, '')));
  expect(asked.filter((url) => url.startsWith('/api/v1/leads?'))).toHaveLength(1);
  expect(asked.filter((url) => url === '/api/v1/auth/me')).toHaveLength(1);
  const [leads, script] = await page.evaluate(() => ['/api/v1/leads?', '/assets/leads-page-'].map((part) => (
    performance.getEntriesByType('resource').find(({ name }) => name.includes(part))!.startTime
  )));
  expect(leads).toBeLessThan(script!);
});

test('what was asked is forgotten with the session, and the next person sees nothing of it', async ({ desk, page }) => {
  await desk.lead({ name: 'Amina Said' });
  await desk.visit(page, desk.owner, '/leads');
  await expect(page.getByRole('link', { name: 'Amina Said', exact: true })).toBeVisible();
  const kept = () => page.evaluate(() => localStorage.getItem('lastmile-first-requests'));
  await expect.poll(kept).toContain('/api/v1/leads/board');
  await page.context().clearCookies();
  await page.reload();
  await expect(page).toHaveURL(/\/login\?returnTo=%2Fleads/);
  await expect(page.getByText('Amina Said')).toHaveCount(0);
  expect(await kept()).toBeNull();
});
