import { createActivity, createLead, getLead } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

test('a merge is undone: two leads of one person become one, field by field, and are two again', async ({ desk, page }) => {
  const grace = await desk.lead({ name: 'Grace Wanjiru', phone: '0712555031', email: 'grace@example.test', city: 'Nairobi' });
  const again = await desk.lead({ name: 'Wanjiru Grace', email: 'grace@example.test', city: 'Nakuru', street: 'Lake Road' });
  await desk.owner.call(createActivity, { body: { leadId: again.id, type: 'note', body: 'Asked on the phone too.' } });

  // The lead itself says who else it may be.
  await desk.visit(page, desk.owner, `/leads/${grace.id}`);
  await page.getByRole('link', { name: 'Merge with Wanjiru Grace' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Merge leads' })).toBeVisible();
  await page.getByRole('radio', { name: `Keep Grace Wanjiru, ${grace.number}` }).check();
  // Until the plan for Grace is there the other one's values stand chosen; then hers do.
  await expect(page.getByRole('radiogroup', { name: 'City' }).getByRole('radio', { name: /^Nairobi/ })).toBeChecked();
  await page.getByRole('radiogroup', { name: 'City' }).getByRole('radio', { name: /^Nakuru/ }).check();
  await expect(page.getByRole('radiogroup', { name: 'Street' }).getByRole('radio', { name: /^Lake Road/ })).toBeChecked();
  await page.getByRole('button', { name: 'Merge 2 leads' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Grace Wanjiru' })).toBeVisible();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByText('Asked on the phone too.')).toBeVisible();
  await expect(timeline.getByText(`${again.number} had Full name: Wanjiru Grace`)).toBeVisible();
  expect(await desk.owner.call(getLead, { params: { id: grace.id } })).toMatchObject({ city: 'Nakuru', street: 'Lake Road' });

  // A link to the other one leads here, and says so.
  await page.goto(`${desk.installation.url}/leads/${again.id}`);
  await expect(page.getByText(`${again.number} was merged into Grace Wanjiru, ${grace.number}.`)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/leads/${grace.id}$`));

  await timeline.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByText('1 lead restored.')).toBeVisible();
  await page.goto(`${desk.installation.url}/leads/${again.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Wanjiru Grace' })).toBeVisible();
  await expect(timeline.getByText('Asked on the phone too.')).toBeVisible();
  expect(await desk.owner.call(getLead, { params: { id: grace.id } })).toMatchObject({ city: 'Nairobi', street: null });
});

test('what was chosen stays while leads are added and taken out again, and Back goes one step back', async ({ desk, page }) => {
  const one = await desk.lead({ name: 'Amina Hassan', phone: '0712555041', city: 'Nairobi' });
  const two = await desk.lead({ name: 'Amina H.', phone: '0712555042', city: 'Nakuru' });
  const three = await desk.lead({ name: 'Hassan Amina', phone: '0712555043', city: 'Thika' });
  await desk.visit(page, desk.owner, `/leads/merge?ids=${one.id}`);
  await expect(page.getByRole('list', { name: 'Leads chosen' }).getByText('Amina Hassan')).toBeVisible();
  const add = async (title: string) => {
    await page.getByRole('searchbox', { name: 'Find by name, phone or number' }).fill(title);
    await page.getByRole('button', { name: `Add ${title}` }).click();
  };
  const city = (name: RegExp) => page.getByRole('radiogroup', { name: 'City' }).getByRole('radio', { name });
  await add('Amina H.');
  await page.getByRole('radio', { name: `Keep Amina Hassan, ${one.number}` }).check();
  await city(/^Nakuru/).check();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await add('Hassan Amina');
  await expect(page.getByRole('button', { name: 'Merge 3 leads' })).toBeEnabled();
  await expect(city(/^Nakuru/)).toBeChecked();
  await page.getByRole('button', { name: `Remove Hassan Amina, ${three.number}` }).click();
  await expect(page.getByRole('button', { name: 'Merge 2 leads' })).toBeEnabled();
  await expect(city(/^Nakuru/)).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Merge 3 leads' })).toBeEnabled();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Merge 2 leads' })).toBeEnabled();
  await expect(city(/^Nakuru/)).toBeChecked();
  // What was chosen of a lead that is taken out is that of the one that is kept.
  await add('Hassan Amina');
  await city(/^Thika/).check();
  await page.getByRole('button', { name: `Remove Hassan Amina, ${three.number}` }).click();
  await expect(city(/^Nairobi/)).toBeChecked();
  await page.getByRole('button', { name: 'Merge 2 leads' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Amina Hassan' })).toBeVisible();
  expect(await desk.owner.call(getLead, { params: { id: one.id } })).toMatchObject({ city: 'Nairobi' });
  expect(await desk.owner.call(getLead, { params: { id: three.id } })).toMatchObject({ city: 'Thika' });
  expect(two.id).not.toBe(three.id);
});

test('an unclaimed duplicate is claimed where it is met, and a lead that is in the way of a comparison is taken out', async ({ desk, page }) => {
  const sam = await desk.person('sales', 'Sam');
  const email = 'amina@example.test';
  const mine = await sam.call(createLead, { body: { name: 'Amina Hassan', email } });
  await desk.lead({ name: 'Amina H.', email, ownerId: null });
  const other = await desk.lead({ name: 'Hassan Amina', phone: '0712555053', ownerId: null });
  await desk.visit(page, sam, `/leads/${mine.id}`);
  const same = page.getByRole('region', { name: 'May be the same' });
  await expect(same.getByText('Unclaimed: claim it to merge them.')).toBeVisible();
  await expect(same.getByRole('link', { name: 'Merge with Amina H.' })).toHaveCount(0);
  await same.getByRole('button', { name: 'Claim Amina H.' }).click();
  await same.getByRole('link', { name: 'Merge with Amina H.' }).click();
  await expect(page.getByRole('button', { name: 'Merge 2 leads' })).toBeEnabled();

  await page.getByRole('searchbox', { name: 'Find by name, phone or number' }).fill('Hassan Amina');
  await page.getByRole('button', { name: 'Add Hassan Amina' }).click();
  await expect(page.getByText(`Nobody owns ${other.number} yet. Claim it first.`)).toBeVisible();
  await page.getByRole('button', { name: 'Remove Hassan Amina' }).click();
  await expect(page.getByRole('button', { name: 'Merge 2 leads' })).toBeEnabled();
  await page.goBack();
  await page.getByRole('button', { name: 'Claim Hassan Amina' }).click();
  await expect(page.getByRole('button', { name: 'Merge 3 leads' })).toBeEnabled();
});
