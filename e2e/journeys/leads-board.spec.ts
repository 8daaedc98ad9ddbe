import { getBoard, getLead, listLeads, moveLead } from '@lastmile/contracts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/index.ts';
import { drag, expectCards, holdOver, stage } from '../steps/board.ts';

test('an unclaimed card slides back for a salesperson, and “Claim and move” does both', async ({ desk, page }) => {
  const { id } = await desk.lead({ name: 'Amina Said' });
  const lucy = await desk.person('sales', 'Lucy Chebet');
  await desk.visit(page, lucy, '/leads');
  await holdOver(page, 'Amina Said', 'Contacted');
  await page.mouse.up();
  await expect(page.getByText('Amina Said is back in New enquiry.')).toBeVisible();
  await expectCards(page, 'New enquiry', ['Amina Said']);

  await page.getByRole('button', { name: 'Claim and move' }).click();
  await expectCards(page, 'Contacted', ['Amina Said']);
  await expect.poll(async () => (await desk.owner.call(getLead, { params: { id } })).stageName).toBe('Contacted');
  expect((await desk.owner.call(getLead, { params: { id } })).ownerName).toBe('Lucy Chebet');
});

test('a card that somebody moved while it was held stays there, and the board says who', async ({ desk, page }) => {
  const { id } = await desk.lead({ name: 'Amina Said' });
  const lucy = await desk.person('manager', 'Lucy Chebet');
  await desk.visit(page, desk.owner, '/leads');
  await holdOver(page, 'Amina Said', 'Contacted');
  const stageId = await desk.stage('Qualification');
  const shown = page.waitForResponse((response) => response.url().includes('/leads/board'));
  await lucy.call(moveLead, { params: { id }, body: { stageId } });
  await shown;
  await page.mouse.up();
  await expect(page.getByText('Lucy Chebet moved it to Qualification meanwhile.')).toBeVisible();
  await expectCards(page, 'Qualification', ['Amina Said']);
});

test('a move that waits for another one does not undo what somebody did meanwhile', async ({ desk, page }) => {
  const [amina, brian, carol] = [await desk.lead({ name: 'Amina Said' }), await desk.lead({ name: 'Brian Otieno' }), await desk.lead({ name: 'Carol Njeri' })];
  const lucy = await desk.person('manager', 'Lucy Chebet');
  await desk.visit(page, desk.owner, '/leads');
  let letGo = () => {};
  const held = new Promise<void>((resolve) => { letGo = resolve; });
  await page.route(`**${moveLead.path.replace(':id', brian.id)}`, async (route) => {
    await held;
    await route.continue();
  });
  await drag(page, 'Brian Otieno', 'Contacted');
  await drag(page, 'Amina Said', 'Contacted');

  const stageId = await desk.stage('Qualification');
  for (const { id } of [amina, carol]) await lucy.call(moveLead, { params: { id }, body: { stageId } });
  // The board has heard of the second of her moves, and so of the first.
  await expectCards(page, 'Qualification', ['Carol Njeri']);
  letGo();
  await expect(page.getByText('Lucy Chebet moved it to Qualification meanwhile.')).toBeVisible();
  await expectCards(page, 'Qualification', ['Carol Njeri', 'Amina Said']);
  await expectCards(page, 'Contacted', ['Brian Otieno']);
  expect((await desk.owner.call(getLead, { params: { id: amina.id } })).stageName).toBe('Qualification');
});

test('losing a lead asks for the reason first, and the card stays until it is given', async ({ desk, page }) => {
  const { id } = await desk.lead({ name: 'Amina Said' });
  await desk.visit(page, desk.owner, '/leads');
  await page.getByRole('link', { name: 'Amina Said' }).focus();
  await page.keyboard.press('Space');
  for (let stages = 0; stages < 5; stages += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog', { name: 'Mark as lost' });
  await expect(dialog).toBeVisible();
  await expectCards(page, 'New enquiry', ['Amina Said']);
  await expectAccessible(page);

  await dialog.getByRole('button', { name: 'No coverage' }).click();
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expectCards(page, 'New enquiry', []);
  expect((await desk.owner.call(getLead, { params: { id } })).lostReason).toBe('No coverage');
});

test('stages that are not worked on fold, open when pressed, and the address remembers it', async ({ desk, page }) => {
  await desk.lead({ name: 'Amina Said' });
  await desk.visit(page, desk.owner, '/leads');
  await page.getByRole('button', { name: 'Open Won 0 leads' }).click();
  await expect(stage(page, 'Won')).toBeVisible();
  await page.reload();
  await expect(stage(page, 'Won')).toBeVisible();
  await drag(page, 'Amina Said', 'Contacted');
});

test('rows of the table are reached with j and k and opened with Enter', async ({ desk, page }) => {
  for (const name of ['Amina Said', 'Brian Otieno', 'Carol Njeri']) await desk.lead({ name });
  await desk.visit(page, desk.owner, '/leads?view=table&sort=title');
  await expect(page.getByText('1–3 of 3')).toBeVisible();
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
  await expect(page.getByRole('link', { name: 'Brian Otieno', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Brian Otieno' })).toBeVisible();
});

test('the chosen columns of the table are there again after a reload', async ({ desk, page }) => {
  await desk.lead({ name: 'Amina Said', broughtInBy: 'The guard at gate B' });
  await desk.visit(page, desk.owner, '/leads?view=table');
  await expect(page.getByText('1–1 of 1')).toBeVisible();
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('checkbox', { name: 'Brought in by' }).check();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('cell', { name: 'The guard at gate B' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a new lead takes four taps', async ({ desk, page }) => {
    const sales = await desk.person('sales', 'Lucy Chebet');
    await desk.visit(page, sales, '/leads');
    await page.getByRole('link', { name: 'New lead' }).last().tap();
    const form = page.getByRole('dialog', { name: 'New lead' });
    await form.getByLabel('Name').fill('Wanjiku Kamau');
    await form.getByLabel('Phone').tap();
    await form.getByLabel('Phone').fill('0712 555 014');
    await form.getByRole('button', { name: 'Call tomorrow' }).tap();
    await form.getByRole('button', { name: 'Save lead' }).tap();
    await expect(page.getByText('Wanjiku Kamau added.')).toBeVisible();
    const { data: [lead] } = await sales.call(listLeads);
    expect(lead).toMatchObject({ title: 'Wanjiku Kamau', phone: '+254712555014', ownerName: 'Lucy Chebet' });
    expect(lead!.followUp).toMatchObject({ note: 'Call', state: 'later' });
  });

  test('a number that is taken is said while typing, and a refusal keeps what was typed', async ({ desk, page }) => {
    await desk.lead({ name: 'Wanjiku Kamau', phone: '0712 555 014' });
    await desk.visit(page, desk.owner, '/leads/new');
    const form = page.getByRole('dialog', { name: 'New lead' });
    await form.getByLabel('Name').fill('W. Kamau');
    await form.getByLabel('Phone').fill('+254 712 555 014');
    await expect(form.getByText('Wanjiku Kamau has this number.')).toBeVisible();
    await form.getByRole('button', { name: 'Save lead' }).tap();
    await expect(form.getByText('Not saved.')).toBeVisible();
    const open = form.getByRole('link', { name: 'Open Wanjiku Kamau in a new tab' });
    await expect(open).toHaveAttribute('href', /^\/leads\//);
    await expect(form.getByLabel('Name')).toHaveValue('W. Kamau');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  test('a finger that rests on a card lifts it, and puts it to another place of its stage', async ({ desk, page }) => {
    for (const name of ['Amina Said', 'Brian Otieno', 'Carol Njeri']) await desk.lead({ name });
    await desk.visit(page, desk.owner, '/leads');
    await expectCards(page, 'New enquiry', ['Carol Njeri', 'Brian Otieno', 'Amina Said']);
    const box = (await page.getByRole('listitem').filter({ hasText: 'Carol Njeri' }).boundingBox())!;
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove', y: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: box.x + 100, y: box.y + y }] });
    await touch('touchStart', 60);
    // The lifted card is drawn beside the place it was taken from.
    await expect(page.getByText('Carol Njeri', { exact: true })).toHaveCount(2);
    for (let y = 80; y <= 360; y += 20) await touch('touchMove', y);
    await expect(stage(page, 'New enquiry').getByText('New enquiry, third of 3')).toBeVisible();
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expectCards(page, 'New enquiry', ['Brian Otieno', 'Amina Said', 'Carol Njeri']);
    await expect.poll(async () => (await desk.owner.call(getBoard)).stages[0]!.leads.map(({ title }) => title))
      .toEqual(['Brian Otieno', 'Amina Said', 'Carol Njeri']);
  });
});
