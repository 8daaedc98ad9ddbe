import { createQuote, getQuote, listQuotes, updateNotificationSettings, updateQuote } from '@lastmile/contracts';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/index.ts';

test('a quote is drafted by keyboard with choices and options, sent, and seen to be opened', async ({ desk, page }) => {
  await desk.package({ name: '20 Mbps Home', monthlyPrice: '2500.00' });
  const lead = await desk.lead({ name: 'Naomi Wairimu', phone: '0712555061', email: 'naomi@example.test' });
  await desk.visit(page, desk.owner, `/leads/${lead.id}`);
  await page.getByRole('link', { name: 'New quote for Naomi Wairimu' }).click();

  // By keys alone: a line, the next, one doubled and put before the others.
  await page.getByLabel('Line 1: what').fill('Installation');
  await page.getByLabel('Line 1: price').fill('3,000');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Line 2: what')).toBeFocused();
  await page.keyboard.type('Mesh access point');
  await page.getByLabel('Line 2: price').fill('6000');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Line 1: price')).toBeFocused();
  await page.keyboard.press('Control+d');
  await expect(page.getByLabel('Line 2: what')).toHaveValue('Installation');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByLabel('Line 1: what')).toBeFocused();
  await page.getByLabel('Line 1: what').fill('Trench, 20 m');
  await page.getByRole('combobox', { name: 'Line 3: counts' }).click();
  await page.getByRole('option', { name: 'Optional', exact: true }).click();
  await page.getByRole('combobox', { name: 'Add a package' }).click();
  await page.getByRole('option', { name: '20 Mbps Home' }).click();
  await expect(page.getByLabel('Line 5: what')).toHaveValue('Installation of 20 Mbps Home');
  await page.getByRole('combobox', { name: 'Line 4: counts' }).click();
  await page.getByRole('option', { name: 'Choice 1', exact: true }).click();
  // By keys on its handle, and by dragging it, which says where it went.
  await page.getByRole('button', { name: 'Reorder line 3' }).press('ArrowUp');
  await expect(page.getByLabel('Line 2: what')).toHaveValue('Mesh access point');
  await expect(page.getByRole('status').filter({ hasText: 'Mesh access point, 2 of 5' })).toBeAttached();
  await dragOnto(page, page.getByRole('button', { name: 'Reorder line 2' }), page.getByRole('button', { name: 'Reorder line 3' }));
  await expect(page.getByLabel('Line 3: what')).toHaveValue('Mesh access point');
  // The trench, two installations and a month: 11,500.
  await expect(page.getByRole('group', { name: 'First bill' })).toContainText('11,500');

  // What is wrong is said in its cell, and nothing is lost by looking elsewhere.
  await page.getByLabel('Line 2: price').fill('much');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByLabel('Line 2: price')).toBeFocused();
  await expect(page.getByText('An amount, like 2500.')).toBeVisible();
  await page.getByLabel('Line 2: price').fill('3000');
  await page.getByRole('link', { name: 'Leads', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Leads', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('What you had not saved is here again.')).toBeVisible();
  await expect(page.getByLabel('Line 3: what')).toHaveValue('Mesh access point');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Send …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send the quote' });
  await expect(dialog.getByRole('checkbox', { name: 'Email, with the PDF' })).toBeChecked();
  await dialog.getByRole('checkbox', { name: 'Text message' }).uncheck();
  await dialog.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByText('Not opened yet.')).toBeVisible();

  const { data: [quote] } = await desk.owner.call(listQuotes, { query: { leadId: lead.id } });
  const { publicUrl } = await desk.owner.call(getQuote, { params: { id: quote!.id } });
  // What the script of the customer's page says when it is opened.
  const token = new URL(publicUrl!).pathname.split('/').at(-1);
  // Not as who is signed in here: a salesperson who looks at it is not the customer.
  const opened = await fetch(`${desk.installation.url}/api/v1/public/quotes/${token}/opened`, { method: 'POST' });
  expect(opened.status).toBe(204);
  await expect(page.getByText(/^Opened/)).toBeVisible();
  await expect(page.getByText('On review', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Naomi Wairimu' }).first().click();
  await expect(page.getByText(/sent\s+quote/)).toBeVisible();
});

test('a draft that goes out by itself is held back while it is corrected, and nothing typed is lost or taken for somebody else’s', async ({ desk, page }) => {
  await desk.owner.call(updateNotificationSettings, { body: { quoteAutoNotify: true, quoteNotifyChannel: 'email', quoteSendDelayHours: 24 } });
  const lead = await desk.lead({ name: 'Naomi Wairimu', phone: '0712555062', email: 'naomi@example.test' });
  const { id } = await desk.owner.call(createQuote, { body: { leadId: lead.id, items: [{ description: 'Installation', unitPrice: '3000' }] } });
  await desk.visit(page, desk.owner, `/quotes/${id}`);
  await expect(page.getByText(/It goes out/)).toBeVisible();

  // A comma before two last digits is no thousand.
  await page.getByLabel('Line 1: price').fill('2.500');
  await page.getByRole('button', { name: 'Save quote' }).click();
  await expect(page.getByText('This could be two numbers. Write 2500, or 2.50.')).toBeVisible();
  await page.getByLabel('Line 1: price').fill('2500,50');
  await page.getByRole('button', { name: 'Hold back' }).click();
  await expect(page.getByText(/It goes out/)).toBeHidden();
  await page.getByRole('link', { name: 'Leads', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Leads', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('What you had not saved is here again.')).toBeVisible();
  await expect(page.getByLabel('Line 1: price')).toHaveValue('2500,50');
  await page.getByRole('button', { name: 'Save quote' }).click();
  await expect(page.getByText('Quote saved.')).toBeVisible();
  await expect(page.getByText('Somebody else saved this quote meanwhile.')).toBeHidden();
  expect((await desk.owner.call(getQuote, { params: { id } })).items[0]!.unitPrice).toBe('2500.50');

  // What somebody else did write meanwhile is told, also to who comes back to what they typed before.
  await page.getByLabel('Notes (optional)').fill('Bring a ladder');
  await page.getByRole('link', { name: 'Leads', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Leads', level: 1 })).toBeVisible();
  await desk.owner.call(updateQuote, { params: { id }, body: { terms: 'Paid in advance' } });
  await page.goBack();
  await expect(page.getByLabel('Notes (optional)')).toHaveValue('Bring a ladder');
  await page.getByRole('button', { name: 'Save quote' }).click();
  await expect(page.getByText('Somebody else saved this quote meanwhile.')).toBeVisible();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect((await desk.owner.call(getQuote, { params: { id } })).notes).toBe('Bring a ladder');
});

/** As a hand drags: pressed, away in steps, let go. */
async function dragOnto(page: Page, handle: Locator, target: Locator): Promise<void> {
  await handle.scrollIntoViewIfNeeded();
  const [from, to] = [await handle.boundingBox(), await target.boundingBox()];
  await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2);
  await page.mouse.down();
  await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2 + 8, { steps: 3 });
  await page.mouse.move(to!.x + to!.width / 2, to!.y + to!.height / 2 + 6, { steps: 8 });
  await page.mouse.up();
}
