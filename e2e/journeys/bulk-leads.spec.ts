import { getLead, listLeads, updateLead } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('everything that matches is looked at, given to somebody, and taken back but for what was changed since', async ({ desk, page }) => {
  const lucy = await desk.person('sales', 'Lucy Chebet');
  await Promise.all(Array.from({ length: 49 }, (_, index) => desk.lead({ name: `Gate ${index + 1}`, city: 'Nakuru' })));
  const [amina, brian, daniel] = [
    await desk.lead({ name: 'Amina Said', city: 'Nakuru' }), await desk.lead({ name: 'Brian Otieno', city: 'Nakuru' }),
    await desk.lead({ name: 'Daniel Kiptoo', phone: '0712555053', city: 'Nakuru' }),
  ];
  await desk.convert(daniel);
  const elsewhere = await desk.lead({ name: 'Esther Wambui', city: 'Kisumu' });
  const owned = async () => (await desk.owner.call(listLeads, { query: { assignment: 'assigned,in_progress', count: true } })).count;
  const ownerOf = async ({ id }: { id: string }) => (await desk.owner.call(getLead, { params: { id } })).ownerName;

  await desk.visit(page, desk.owner, '/leads?view=table&city=Nakuru');
  const bar = page.getByRole('region', { name: 'Selected leads' });
  await expect(page.getByRole('link', { name: 'Amina Said', exact: true })).toBeVisible();
  // By keys: the first row and the one below it.
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await expect(bar).toContainText('2 selected');
  // Others work meanwhile: what is chosen stays chosen.
  await desk.owner.call(updateLead, { params: { id: amina.id }, body: { name: 'Amina Hassan' } });
  await expect(page.getByRole('link', { name: 'Amina Hassan', exact: true })).toBeVisible();
  await expect(bar).toContainText('2 selected');
  await page.getByRole('checkbox', { name: 'Select all leads shown' }).check();
  await bar.getByRole('button', { name: 'Select all 52 that match' }).click();
  await expect(bar).toContainText('All 52 selected');

  await bar.getByRole('button', { name: 'Assign' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'Lucy Chebet' }).click();
  await expect(dialog).toContainText('51 of 52 leads change.');
  await expect(dialog).toContainText('Converted; they can be read, but no longer changed.');
  await expect(dialog.getByRole('link', { name: 'Daniel Kiptoo' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Assign 51 leads' }).click();
  await expect(dialog.getByText('51 leads done.')).toBeVisible();
  await expect(bar).toBeHidden();
  expect([await owned(), await ownerOf(brian), await ownerOf(daniel), await ownerOf(elsewhere)]).toEqual([51, lucy.name, null, null]);

  // One that somebody went on with stays as they left it.
  await desk.owner.call(updateLead, { params: { id: brian.id }, body: { city: 'Nakuru West' } });
  await dialog.getByRole('link', { name: 'See each lead' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('51 as before.')).toBeVisible();
  await page.getByText('Left as they are: 1').click();
  await expect(page.getByRole('table', { name: 'Rows' }).getByRole('row')).toContainText(['Lead', 'Kept']);
  expect([await owned(), await ownerOf(brian)]).toEqual([1, lucy.name]);
});
