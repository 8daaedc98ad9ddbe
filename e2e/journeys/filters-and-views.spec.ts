import { createLeadField, listLeadViews } from '@lastmile/contracts';
import type { Page } from '@playwright/test';
import type { Desk } from '../fixtures/index.ts';
import { expect, test } from '../fixtures/index.ts';
import { card } from '../steps/board.ts';

const titles = (page: Page) => page.getByRole('row').getByRole('link', { name: /^(Amina|Brian|Carol|Daniel) / });
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

test('filters are combined, stay in the address, narrow board and table alike, and are kept as views with their counts and columns', async ({ desk, page, browser }) => {
  await fourLeads(desk);
  await desk.visit(page, desk.owner, '/leads');

  await test.step('two filters together, one by a field of the organization’s own', async () => {
    await addFilter(page, 'House type', 'Flat');
    await expect(card(page, 'Carol Njeri')).toHaveCount(0);
    await expect(card(page, 'Brian Otieno')).toBeVisible();
    await addFilter(page, 'Source', 'Referral');
    await expect(card(page, 'Brian Otieno')).toHaveCount(0);
    await expect(card(page, 'Amina Said')).toBeVisible();
    await expect(page).toHaveURL(/source=referral/);
    await expect(page).toHaveURL(/customFields\.houseType=/);
  });

  await test.step('the address brings both back, and the table shows the same leads', async () => {
    await page.reload();
    await expect(card(page, 'Amina Said')).toBeVisible();
    await expect(card(page, 'Brian Otieno')).toHaveCount(0);
    await page.getByRole('radiogroup', { name: 'View' }).getByText('Table').click();
    await expect(titles(page)).toHaveText(['Amina Said']);
    await page.getByRole('button', { name: /^Remove the filter Source/ }).click();
    await expect(titles(page)).toHaveText(['Brian Otieno', 'Amina Said']);
  });

  await test.step('a column is added and put before the others', async () => {
    await page.getByRole('button', { name: 'Choose columns' }).click();
    const columns = page.getByRole('dialog', { name: 'Columns' });
    await columns.getByRole('checkbox', { name: 'Brought in by' }).check();
    const shown = columns.getByRole('list', { name: 'Shown columns' }).getByRole('listitem');
    const last = await shown.count() - 1;
    await expect(shown.nth(last)).toHaveText('Brought in by');
    await columns.getByRole('button', { name: 'Reorder Brought in by' }).focus();
    for (let place = last; place > 0; place -= 1) {
      await page.keyboard.press('ArrowUp');
      await expect(shown.nth(place - 1)).toHaveText('Brought in by');
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader').filter({ hasText: /\S/ }).nth(1)).toHaveText('Brought in by');
  });

  await test.step('kept as a view and shared, it has a tab with its count', async () => {
    await page.getByRole('button', { name: 'Save view' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save view' });
    await dialog.getByLabel('Name').fill('Flats');
    await dialog.getByRole('switch', { name: 'Share with everybody' }).click();
    await dialog.getByRole('button', { name: 'Save view' }).click();
    await expect(page.getByText('Flats saved.')).toBeVisible();
    await expect(tab(page, 'Flats')).toHaveText('Flats2');
    await expect(page).toHaveURL(/saved=/);
    await expect(titles(page)).toHaveText(['Brian Otieno', 'Amina Said']);
  });

  await test.step('a colleague has it with its columns, narrows it down, and keeps that to herself', async () => {
    const lucy = await desk.person('sales', 'Lucy Chebet');
    const hers = await (await browser.newContext()).newPage();
    await desk.visit(hers, lucy, '/leads');
    await tab(hers, 'Flats').click();
    await expect(titles(hers)).toHaveText(['Brian Otieno', 'Amina Said']);
    await expect(hers.getByRole('cell', { name: 'The guard at gate B' })).toBeVisible();
    await addFilter(hers, 'Source', 'Referral');
    await expect(titles(hers)).toHaveText(['Amina Said']);
    await hers.getByRole('button', { name: 'Save view' }).click();
    const dialog = hers.getByRole('dialog', { name: 'Save view' });
    await dialog.getByLabel('Name').fill('Referred flats');
    await dialog.getByRole('button', { name: 'Save view' }).click();
    await expect(tab(hers, 'Referred flats')).toHaveText('Referred flats1');
    await hers.context().close();
    const { data } = await desk.owner.call(listLeadViews);
    expect(data.filter(({ isBuiltIn }) => !isBuiltIn).map(({ name, isShared }) => [name, isShared])).toEqual([['Flats', true]]);
  });
});

/** Two flats and a house, one of the flats from a referral, and one of which nothing is known. */
async function fourLeads(desk: Desk): Promise<void> {
  const { options } = await desk.owner.call(createLeadField, { body: { label: 'House type', type: 'select', options: ['Flat', 'House'] } });
  const [flat, house] = options.map(({ value }) => ({ customFields: { houseType: value } }));
  await desk.lead({ name: 'Amina Said', source: 'referral', broughtInBy: 'The guard at gate B', ...flat });
  await desk.lead({ name: 'Brian Otieno', ...flat });
  await desk.lead({ name: 'Carol Njeri', source: 'referral', ...house });
  await desk.lead({ name: 'Daniel Kiptoo' });
}

async function addFilter(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a filter' });
  await dialog.getByRole('searchbox', { name: 'Find a field' }).fill(field);
  await dialog.getByRole('button', { name: field, exact: true }).click();
  await dialog.getByRole('checkbox', { name: value, exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}
