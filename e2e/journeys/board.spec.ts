import { claimLead, getBoard, streamChanges } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';
import { drag, expectCards, holdOver, stage } from '../steps/board.ts';

test('a card is moved by the keyboard alone, and the order is still so after a reload', async ({ desk, page }) => {
  for (const name of ['Amina Said', 'Brian Otieno', 'Carol Njeri']) await desk.lead({ name });
  await desk.visit(page, desk.owner, '/leads');
  await expectCards(page, 'New enquiry', ['Carol Njeri', 'Brian Otieno', 'Amina Said']);

  await page.getByRole('link', { name: 'Carol Njeri' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Carol Njeri lifted: New enquiry, first of 3.')).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expectCards(page, 'New enquiry', ['Brian Otieno', 'Carol Njeri', 'Amina Said']);

  await page.getByRole('link', { name: 'Amina Said' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Amina Said over Contacted, first of 1.')).toBeAttached();
  await page.keyboard.press('Space');
  await expectCards(page, 'Contacted', ['Amina Said']);
  await expect(page.getByRole('link', { name: 'Amina Said' })).toBeFocused();

  // The screen does not wait for the server; a reload has to.
  await expect.poll(async () => (await desk.owner.call(getBoard)).stages.map(({ leads }) => leads.map(({ title }) => title)))
    .toEqual([['Brian Otieno', 'Carol Njeri'], ['Amina Said'], [], [], [], []]);
  await page.reload();
  await expectCards(page, 'New enquiry', ['Brian Otieno', 'Carol Njeri']);
  await expectCards(page, 'Contacted', ['Amina Said']);
});

test('Escape leaves a lifted card where it was', async ({ desk, page }) => {
  await desk.lead({ name: 'Amina Said' });
  await desk.visit(page, desk.owner, '/leads');
  await page.getByRole('link', { name: 'Amina Said' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Amina Said is back in New enquiry.')).toBeAttached();
  await expectCards(page, 'New enquiry', ['Amina Said']);
  await expectCards(page, 'Contacted', []);
});

test('a move of one person appears on the board of another without a reload', async ({ desk, page, browser }) => {
  const lucy = await desk.person('sales', 'Lucy Chebet');
  const { id } = await desk.lead({ name: 'Amina Said' });
  await lucy.call(claimLead, { params: { id } });
  const hers = await (await browser.newContext()).newPage();
  await desk.visit(hers, lucy, '/leads');
  await desk.visit(page, desk.owner, '/leads');
  await expectCards(page, 'New enquiry', ['Amina Said']);

  await drag(hers, 'Amina Said', 'Qualification');
  await expectCards(page, 'Qualification', ['Amina Said']);
  await expectCards(page, 'New enquiry', []);
  await hers.context().close();
});

test('a move of a lead that was converted meanwhile is taken back, and the board says why', async ({ desk, page }) => {
  const lead = await desk.lead({ name: 'Amina Said', stageId: await desk.stage('Contacted') });
  // Whoever drags has not heard of it: their live connection is down.
  await page.route(`**${streamChanges.path}`, (route) => route.abort());
  await desk.visit(page, desk.owner, '/leads');
  await holdOver(page, 'Amina Said', 'Qualification');
  await desk.convert(lead);
  await page.mouse.up();

  await expect(page.getByText('Naomi Cherono moved it to Won meanwhile.')).toBeVisible();
  await expect(page.getByText('Your move was not made.')).toBeVisible();
  await expect(stage(page, 'Qualification').getByText('No leads here.')).toBeVisible();
  await page.getByRole('button', { name: 'Open Won 1 lead' }).click();
  await expect(stage(page, 'Won')).toContainText('Converted');
});

test('a move from a row of the table that is refused is put back, and the row says why', async ({ desk, page }) => {
  const lead = await desk.lead({ name: 'Amina Said', stageId: await desk.stage('Contacted') });
  await page.route(`**${streamChanges.path}`, (route) => route.abort());
  await desk.visit(page, desk.owner, '/leads?view=table');
  await page.getByRole('button', { name: 'More for Amina Said' }).click();
  await desk.convert(lead);
  await page.getByRole('menuitem', { name: 'Qualification' }).click();
  await expect(page.getByRole('status').filter({ hasText: /^Still in / })).toBeVisible();
  await expect(page.getByRole('row', { name: /Amina Said/ })).not.toContainText('Qualification');
  await page.getByRole('button', { name: 'All right' }).click();
  await expect(page.getByText(/^Still in /)).toHaveCount(0);
});
