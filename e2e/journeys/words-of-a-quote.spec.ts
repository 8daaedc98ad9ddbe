import { createNamedTemplate, createQuote, listOutbox } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

const items = [{ description: 'Installation', unitPrice: '3000' }];

test('a template is chosen for one sending, what this customer will read is seen before, and the next sending has the usual words again', async ({ desk, page }) => {
  const { owner } = desk;
  const lead = await desk.lead({ name: 'Wanjiku Kamau', phone: '0712555014' });
  await owner.call(createNamedTemplate, { body: { kind: 'quote', channel: 'sms', name: 'For a landlord', body: 'Dear {{ first_name }}, for your building: {{ quote_url }}' } });
  const { id } = await owner.call(createQuote, { body: { leadId: lead.id, items, recipientPhone: '+254712555014' } });
  const texts = async () => (await owner.call(listOutbox, {})).data.map(({ body }) => body);

  await desk.visit(page, owner, `/quotes/${id}`);
  await page.getByRole('button', { name: 'Send …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send the quote' });
  await dialog.getByRole('combobox', { name: 'Words of the text' }).click();
  await page.getByRole('option', { name: 'For a landlord' }).click();
  await dialog.getByText('What the text says').click();
  await expect(dialog.getByRole('group', { name: 'Preview of the text' })).toContainText('Dear Wanjiku, for your building:');
  await dialog.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByText('Not opened yet.')).toBeVisible();
  expect(await texts()).toEqual([expect.stringMatching(/^Dear Wanjiku, for your building: http/)]);

  await page.getByRole('button', { name: 'More for this quote' }).click();
  await page.getByRole('menuitem', { name: 'Send again …' }).click();
  const again = page.getByRole('dialog', { name: 'Send the quote again' });
  await expect(again.getByRole('combobox', { name: 'Words of the text' })).toHaveValue('Usual words (default)');
  await again.getByRole('button', { name: 'Send now' }).click();
  await expect.poll(async () => (await texts()).filter((text) => !text.startsWith('Dear'))).toHaveLength(1);
});

test('who is not to be contacted is written nothing: the desk says why, and hands over the link instead', async ({ desk, page }) => {
  const { owner } = desk;
  const lead = await desk.lead({ name: 'Hassan Ali', phone: '0712555032', email: 'hassan@example.test' });
  const { id } = await owner.call(createQuote, { body: { leadId: lead.id, items, recipientPhone: '+254712555032', recipientEmail: 'hassan@example.test' } });

  // Somebody has the quote open to be sent while a colleague writes down that he asked for no more messages.
  await desk.visit(page, owner, `/quotes/${id}`);
  await page.getByRole('button', { name: 'Send …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send the quote' });
  await expect(dialog.getByRole('checkbox', { name: 'Text message' })).toBeChecked();
  const colleague = await page.context().newPage();
  await colleague.goto(`${desk.installation.url}/leads/${lead.id}`);
  await colleague.getByRole('button', { name: /^More/ }).first().click();
  await colleague.getByRole('menuitem', { name: 'Do not contact …' }).click();
  const stop = colleague.getByRole('dialog', { name: 'Do not contact' });
  await stop.getByLabel('Why').fill('Asked for it on the phone');
  await stop.getByRole('button', { name: 'Stop all messages' }).click();
  await expect(colleague.getByText('Asked for it on the phone').first()).toBeVisible();
  await colleague.close();

  await dialog.getByRole('button', { name: 'Send now' }).click();
  await expect(dialog.getByText(/Asked for it on the phone/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nothing is sent by mail or text; hand the link over in person.')).toBeVisible();
  await page.getByRole('button', { name: 'Send …' }).click();
  await expect(dialog.getByRole('checkbox', { name: 'Text message' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Make the link only' }).click();
  await expect(page.getByText('has its link.')).toBeVisible();
  expect((await owner.call(listOutbox, {})).data).toEqual([]);
});
