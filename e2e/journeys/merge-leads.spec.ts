import { createActivity, getLead } from '@lastmile/contracts';
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
