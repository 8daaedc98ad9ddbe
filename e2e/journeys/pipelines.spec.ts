import { getLead, getLeadTimeline, listPipelines, updatePipeline, updateStage, type Pipeline } from '@lastmile/contracts';
import { expect, expectAccessible, test } from '../fixtures/index.ts';
import type { Desk } from '../fixtures/desk.ts';
import { expectCards, holdOver, stage } from '../steps/board.ts';

const leadPipelines = async (desk: Desk): Promise<Pipeline[]> => (await desk.owner.call(listPipelines, { query: { kind: 'lead' } })).data;

test('an admin adds a pipeline from a template, gives a stage exit criteria, and a lead is asked for them on its way', async ({ desk, page }) => {
  const { id } = await desk.lead({ name: 'Amina Said', phone: '0712 555 014' });
  await desk.visit(page, desk.owner, '/settings/pipelines');
  await page.getByRole('button', { name: 'From a template' }).click();
  const templates = page.getByRole('dialog', { name: 'Pipeline from a template' });
  await templates.getByRole('radio', { name: /^ISP sales/ }).click();
  await expect(templates.getByRole('region', { name: 'The stages of ISP sales' }).getByRole('listitem')).toHaveCount(7);
  await expectAccessible(page);
  await templates.getByRole('button', { name: 'Add pipeline' }).click();
  await expect(page.getByRole('link', { name: 'ISP sales' })).toHaveAttribute('aria-current', 'page');

  await page.getByRole('button', { name: 'Edit Interested' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit Interested' });
  await editing.getByLabel('Add what has to be so').fill('Package agreed');
  await editing.getByLabel('Add what has to be so').press('Enter');
  // What is still in the field counts as well.
  await editing.getByLabel('Add what has to be so').fill('Landlord agrees');
  await editing.getByRole('button', { name: 'Save stage' }).click();
  await expect(page.getByRole('row', { name: /^.*Interested asks for 2 things/ })).toBeVisible();

  await page.goto(`${desk.installation.url}/leads/${id}`);
  await page.getByRole('button', { name: 'More for Amina Said' }).click();
  await page.getByRole('menuitem', { name: 'Another pipeline …' }).click();
  const elsewhere = page.getByRole('dialog', { name: 'Move to another pipeline' });
  await elsewhere.getByRole('combobox', { name: 'Stage' }).click();
  await page.getByRole('option', { name: 'Interested' }).click();
  await elsewhere.getByRole('button', { name: 'Move lead' }).click();
  await expect(page.getByRole('region', { name: 'What Interested asks for' }).getByRole('listitem')).toHaveText(['Package agreed', 'Landlord agrees']);

  const [, added] = await leadPipelines(desk);
  await page.goto(`${desk.installation.url}/leads?pipelineId=${added!.id}`);
  await expectCards(page, 'Interested', ['Amina Said']);
  await holdOver(page, 'Amina Said', 'Site Survey Scheduled');
  await page.mouse.up();
  const asked = page.getByRole('dialog', { name: 'Move to Site Survey Scheduled' });
  await expect(asked).toBeVisible();
  await expectCards(page, 'Interested', ['Amina Said']);
  await expectAccessible(page);
  await asked.getByRole('checkbox', { name: 'Package agreed' }).check();
  await asked.getByRole('button', { name: 'Move to Site Survey Scheduled' }).click();
  await expect(asked.getByText(/Say that these are met/)).toBeVisible();
  await asked.getByLabel(/why does it go on/).fill('He owns the house');
  await asked.getByRole('button', { name: 'Move to Site Survey Scheduled' }).click();
  await expectCards(page, 'Site Survey Scheduled', ['Amina Said']);
  const { data: [moved] } = await desk.owner.call(getLeadTimeline, { params: { id } });
  expect(moved!.changes.exitCriteria).toEqual({ met: ['Package agreed'], skipped: ['Landlord agrees'], reason: 'He owns the house' });
  await page.goto(`${desk.installation.url}/leads/${id}`);
  await expect(page.getByText('Without: Landlord agrees. He owns the house')).toBeVisible();
});

test('deleting the default pipeline asks where its leads go and which one follows it', async ({ desk, page }) => {
  const { id } = await desk.lead({ name: 'Amina Said', stageId: await desk.stage('Contacted') });
  await desk.visit(page, desk.owner, '/settings/pipelines?dialog=from-template');
  await page.getByRole('radio', { name: /^ISP sales/ }).click();
  await page.getByRole('button', { name: 'Add pipeline' }).click();
  await expect(page.getByRole('link', { name: 'ISP sales' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: /^Leads Default/ }).click();
  await page.getByRole('button', { name: 'Delete pipeline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Leads' });
  await expect(dialog.getByRole('combobox', { name: 'The default becomes' })).toHaveValue('ISP sales');
  await expect(dialog.getByRole('combobox', { name: 'Contacted: move its 1 lead to' })).toHaveValue('ISP sales · Contacted');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete pipeline' }).click();
  await expect(page.getByRole('link', { name: /^ISP sales Default/ })).toBeVisible();
  expect(await desk.owner.call(getLead, { params: { id } })).toMatchObject({ stageName: 'Contacted', pipelineId: (await leadPipelines(desk))[0]!.id });
});

test('a salesperson claims the next lead until they have to look after those they have', async ({ desk, page }) => {
  const [pipeline] = await leadPipelines(desk);
  await desk.owner.call(updatePipeline, { params: { id: pipeline!.id }, body: { maxUntouchedLeads: 1 } });
  for (const name of ['Amina Said', 'Brian Otieno']) await desk.lead({ name });
  await desk.visit(page, await desk.person('sales', 'Lucy Chebet'), '/today');
  await page.getByRole('button', { name: 'Claim next' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Amina Said' })).toBeVisible();
  await page.goto(`${desk.installation.url}/leads?ownerId=none`);
  await page.getByRole('button', { name: 'Claim next' }).click();
  await expect(page.getByText(/You have a lead in Leads without a first action/)).toBeVisible();
  await expectCards(page, 'New enquiry', ['Brian Otieno']);
});

test('the convert dialog asks for the exit criteria of the stage a lead leaves', async ({ desk, page }) => {
  const [pipeline] = await leadPipelines(desk);
  const stageId = await desk.stage('Contacted');
  await desk.owner.call(updateStage, { params: { id: pipeline!.id, stageId }, body: { exitCriteria: ['ID copy received'] } });
  const { id } = await desk.lead({ name: 'Amina Said', stageId, offerId: (await desk.package()).id });
  await desk.visit(page, desk.owner, `/leads/${id}?convert=1`);
  const dialog = page.getByRole('dialog', { name: 'Convert to subscriber' });
  await expect(dialog.getByText('Say first what Contacted asks for.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Convert' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'ID copy received' }).check();
  await dialog.getByRole('button', { name: 'Convert' }).click();
  await expect.poll(async () => (await desk.owner.call(getLead, { params: { id } })).convertedAt).not.toBeNull();
});

test('the board of a pipeline that is switched off says so', async ({ desk, page }) => {
  await desk.visit(page, desk.owner, '/settings/pipelines?dialog=from-template');
  await page.getByRole('button', { name: 'Add pipeline' }).click();
  await expect(page.getByRole('link', { name: 'Leads 2' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: 'Switch off' }).click();
  const [, off] = await leadPipelines(desk);
  await desk.lead({ name: 'Amina Said' });
  await page.goto(`${desk.installation.url}/leads?pipelineId=${off!.id}`);
  await expect(page.getByText('Leads 2 is inactive.')).toBeVisible();
  await expect(stage(page, 'New enquiry').getByRole('listitem')).toHaveCount(0);
});
