import { getLead, listLeads } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';
import { card, stage } from '../steps/board.ts';

/** A filter by a field that only this organization has. */
const inBuilding = (name: string): object => ({ 'customFields.buildingName': name });

test('an admin takes a pipeline from a template and adds a field, and both are there on the form, the board, the table, the filter and the API', async ({ desk, page }) => {
  const admin = await desk.person('admin', 'Peter Mwangi');
  await desk.visit(page, admin, '/settings/pipelines');

  await test.step('a pipeline with its stages, in one click', async () => {
    await page.getByRole('button', { name: 'From a template' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pipeline from a template' });
    await dialog.getByRole('radio', { name: /^Eviction clients/ }).check();
    await expect(dialog.getByRole('region', { name: 'The stages of Eviction clients' })).toContainText('Client Pack Sent');
    await dialog.getByRole('button', { name: 'Add pipeline' }).click();
    await expect(page.getByText('Eviction clients is ready.')).toBeVisible();
  });

  await test.step('its first stage asks for something before a lead goes on', async () => {
    await page.getByRole('button', { name: 'Edit New Inquiry' }).click();
    const dialog = page.getByRole('dialog', { name: /New Inquiry|stage/i });
    await dialog.getByLabel('Add what has to be so').fill('ID copy received');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('a field of the organization’s own', async () => {
    await page.goto(`${desk.installation.url}/settings/lead-fields`);
    await page.getByRole('button', { name: 'Add field' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add field' });
    await dialog.getByLabel('Label').fill('Building name');
    await dialog.getByRole('radio', { name: /^Main/ }).check();
    await dialog.getByRole('button', { name: 'Add field' }).click();
    await expect(page.getByText('Building name is on the form now.')).toBeVisible();
  });

  await test.step('the form asks for it, in the new pipeline', async () => {
    await page.goto(`${desk.installation.url}/leads`);
    await page.getByRole('button', { name: /^Pipeline/ }).click();
    await page.getByRole('menuitem', { name: 'Eviction clients' }).click();
    await page.getByRole('link', { name: 'New lead' }).first().click();
    const form = page.getByRole('dialog', { name: 'New lead' });
    await form.getByLabel('Full name').fill('Amina Said');
    await form.getByLabel('Building name').fill('Rose Court');
    await form.getByRole('button', { name: 'Save lead' }).click();
    await expect(stage(page, 'New Inquiry').getByRole('link', { name: 'Amina Said' })).toBeVisible();
  });

  await test.step('moving on asks what the stage asks for', async () => {
    await card(page, 'Amina Said').getByRole('button', { name: 'Move or more: Amina Said' }).click();
    await page.getByRole('menuitem', { name: /^Client Pack Sent/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Move to Client Pack Sent' });
    await dialog.getByLabel('ID copy received').check();
    await dialog.getByRole('button', { name: 'Move to Client Pack Sent' }).click();
    await expect(stage(page, 'Client Pack Sent').getByRole('link', { name: 'Amina Said' })).toBeVisible();
  });

  await test.step('the API tells it, and finds by it', async () => {
    const { data: [found] } = await admin.call(listLeads, { query: inBuilding('rose') });
    expect(found!.title).toBe('Amina Said');
    expect((await admin.call(getLead, { params: { id: found!.id } })).customFields).toEqual({ buildingName: 'Rose Court' });
    expect((await admin.call(listLeads, { query: inBuilding('lily') })).data).toEqual([]);
  });
});
