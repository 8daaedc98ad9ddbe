import { getLead, getQuote, listOutbox } from '@lastmile/contracts';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/index.ts';
import { codeOf, prospect, sentQuote } from '../steps/quote.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a salesperson hands over their phone; the prospect signs with a finger and confirms with the code on their own', async ({ desk, page }) => {
  const sales = await desk.person('sales', 'Peter Mwangi');
  const quote = await sentQuote(desk, desk.owner);
  const opened = () => desk.owner.call(getQuote, { params: { id: quote.id } });

  await test.step('from the quote to its page, which says whose phone it is', async () => {
    await desk.visit(page, desk.owner, `/quotes/${quote.id}`);
    await page.getByRole('button', { name: 'More for this quote' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over the phone' }).tap();
    await expect(page.getByText('Tausi Fibre handed you this phone.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Your quote, Wanjiku' })).toBeVisible();
    await expectAccessible(page);
    // Who lends the phone is not the prospect who opened it.
    expect((await opened()).status).toBe('sent');
  });

  await test.step('a signature by hand, and the code to the prospect’s own phone', async () => {
    await page.getByRole('radio', { name: /40 Mbps Home/ }).check();
    await page.getByRole('button', { name: 'Accept quote' }).tap();
    const sheet = page.getByRole('dialog', { name: 'Accept this quote' });
    await sheet.getByLabel('Your full name, as your signature').fill(prospect.name);
    await sheet.getByRole('button', { name: 'Draw it too' }).tap();
    await draw(page);
    await sheet.getByRole('radio', { name: /^Text to/ }).check();
    await sheet.getByRole('button', { name: 'Send me a code' }).tap();
    await expect(page.getByRole('dialog', { name: 'Enter the code' }).getByText('+254 712 ••• 014')).toBeVisible();
    await expectNoSidewaysScroll(page);
    const { data } = await desk.owner.call(listOutbox, { query: { kind: 'quote_code' } });
    expect(data).toMatchObject([{ channel: 'sms', to: '+254712555014' }]);
    await page.getByLabel('Six-digit code').fill(await codeOf(desk));
    await page.getByRole('button', { name: 'Confirm and accept' }).tap();
    await expect(page.getByRole('heading', { name: 'You accepted this quote' })).toBeVisible();
  });

  await test.step('the phone goes back to where it was, and everything is there', async () => {
    await page.getByRole('link', { name: 'Give the phone back' }).tap();
    await expect(page.getByRole('heading', { name: quote.number })).toBeVisible();
    await expect(page.getByRole('img', { name: `Signature of ${prospect.name}` })).toBeVisible();
    expect(await opened()).toMatchObject({
      status: 'accepted', decision: { byName: prospect.name, confirmedBy: 'sms_code', signature: { strokes: expect.any(Array) }, choices: { alternative: 2 } },
    });
    expect((await desk.owner.call(getLead, { params: { id: quote.leadId } })).status).toBe('won');
  });

  await test.step('whoever is signed in, a link shows no more than to its prospect', async () => {
    await desk.visit(page, sales, new URL(quote.publicUrl!).pathname);
    await expect(page.getByRole('heading', { name: 'You accepted this quote' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Give the phone back' })).toHaveCount(0);
  });
});

test('a link that was handed over leads back to the desk and to nowhere else', async ({ desk, page }) => {
  const quote = await sentQuote(desk, desk.owner);
  for (const here of ['https://example.com', '//example.com', 'javascript:alert(1)', '1']) {
    await page.goto(`${quote.publicUrl!}?here=${encodeURIComponent(here)}`);
    await expect(page.getByRole('link', { name: 'Give the phone back' })).toHaveAttribute('href', '/quotes');
  }
});

/** A line in the box for the signature, as a finger draws it. */
async function draw(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: 'Your drawn signature' });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.7);
  await page.mouse.down();
  for (const [x, y] of [[0.35, 0.25], [0.45, 0.75], [0.6, 0.3], [0.8, 0.6]] as const) await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 6 });
  await page.mouse.up();
}
