import { readFile } from 'node:fs/promises';
import { listLeads } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

const rows = [
  'Client;Mobile;Area;Lead source', 'Ivy Moraa;0712555041;Kilimani;Facebook', 'John Mwangi;12;Karen;Referral', 'Karen Adhiambo;0712555043;Karen;', 'Grace Wanjiru;0712555031;Lavington;',
].join('\n');

test('an import with mistakes is looked at, put right, run, corrected by its own file, and undone', async ({ desk, page }) => {
  await desk.lead({ name: 'Grace Wanjiru', phone: '0712555031', location: 'Rose Court' });
  await desk.visit(page, desk.owner, '/leads');
  await page.getByRole('button', { name: 'More about leads' }).click();
  await page.getByRole('menuitem', { name: 'Import leads' }).click();
  const choose = async (name: string, content: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  };
  await choose('autumn fair.csv', rows);

  await expect(page.getByRole('heading', { level: 1, name: 'autumn fair.csv' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'What Client becomes' })).toHaveValue('Full name');
  await expect(page.getByRole('combobox', { name: 'What Mobile becomes' })).toHaveValue('Phone number');
  const happens = page.getByRole('region', { name: 'What will happen' });
  await expect(happens.getByRole('button', { name: 'Import 1 lead' })).toBeEnabled();
  await expect(happens.getByText('Mobile: “12” is not a phone number in KE', { exact: false }).first()).toBeVisible();

  await expect(page.getByRole('table', { name: 'The first rows' }).getByText('+254 712 555 041')).toBeVisible();

  // A word that nothing here is called like becomes a source of its own.
  await page.getByRole('combobox', { name: 'What Facebook becomes' }).click();
  await page.getByRole('option', { name: 'Add “Facebook”' }).click();
  await happens.getByLabel('Update it with what is in the file').check();
  await happens.getByRole('button', { name: 'Import 3 leads' }).click();

  const outcome = page.getByRole('region', { name: 'What came of it' });
  await expect(outcome.getByText('New', { exact: true }).locator('..')).toContainText('2');
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('Row 3');
  const downloading = page.waitForEvent('download');
  await outcome.getByRole('link', { name: 'Download 1 row to correct' }).click();
  const wrong = await readFile(await (await downloading).path(), 'utf8');
  expect(wrong).toContain('John Mwangi,12,Karen,Referral');
  const called = async (q: string) => (await desk.owner.call(listLeads, { query: { q } })).data;
  expect(await called('Ivy Moraa')).toMatchObject([{ source: 'facebook' }]);
  expect(await called('Grace Wanjiru')).toMatchObject([{ place: 'Lavington' }]);

  const first = page.url();
  await outcome.getByRole('link', { name: 'Import another file' }).click();
  await choose('corrected.csv', wrong.replace(',12,', ',0712555042,'));
  await page.getByRole('button', { name: 'Import 1 lead' }).click();
  await expect(page.getByRole('region', { name: 'What came of it' })).toBeVisible();
  expect(await called('John Mwangi')).toHaveLength(1);

  await page.getByRole('link', { name: 'Look at the leads' }).click();
  await expect(page.getByRole('table').getByText('John Mwangi')).toBeVisible();

  await page.goto(first);
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('Every lead is as it was before. The source Facebook is gone too.')).toBeVisible();
  expect(await called('Ivy Moraa')).toEqual([]);
  expect(await called('Grace Wanjiru')).toMatchObject([{ place: 'Rose Court' }]);
  expect(await called('John Mwangi')).toHaveLength(1);
});
