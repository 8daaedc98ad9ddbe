import { getLead, getQuote, listEvents, planConversion, reviseQuote, sendQuote } from '@lastmile/contracts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/index.ts';
import { askForCode, codeOf, prospect, sentQuote, wrongCode } from '../steps/quote.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a prospect opens a quote on a phone, chooses, signs and accepts it with a code, and the lead is won', async ({ desk, page }) => {
  const quote = await sentQuote(desk, desk.owner);
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(desk.installation.url) && !request.url().startsWith('data:')) foreign.push(request.url());
  });

  await test.step('it says what it costs, and follows what is chosen', async () => {
    const answer = await page.goto(quote.publicUrl!);
    expect(answer!.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
    await expect(page.getByRole('heading', { name: 'Your quote, Wanjiku' })).toBeVisible();
    await expect(page.getByText('KES 6,380').first()).toBeVisible();
    await page.getByRole('radio', { name: /40 Mbps Home/ }).check();
    await page.getByRole('checkbox', { name: /Second Wi-Fi unit/ }).check();
    await expect(page.getByRole('status')).toHaveText('First bill KES 8,236, then KES 4,756 a month.');
    await expect(page.getByRole('term').filter({ hasText: 'VAT 16%' })).toBeVisible();
    await expectAccessible(page);
    await expect.poll(async () => (await desk.owner.call(getQuote, { params: { id: quote.id } })).status).toBe('on_review');
  });

  await test.step('a reload keeps what was chosen', async () => {
    await page.reload();
    await expect(page.getByRole('radio', { name: /40 Mbps Home/ })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: /Second Wi-Fi unit/ })).toBeChecked();
  });

  await test.step('a question lands on the lead', async () => {
    await page.getByRole('button', { name: 'Ask a question' }).tap();
    await page.getByLabel('Your question to Tausi Fibre').fill('Can you come on a Saturday?');
    await page.getByRole('button', { name: 'Send the question' }).tap();
    await expect(page.getByRole('heading', { name: 'It was sent' })).toBeVisible();
    await page.getByRole('button', { name: 'Back to the quote' }).tap();
    await expect.poll(async () => (await desk.owner.call(listEvents, { query: { types: 'quote.question_asked' } })).data[0]?.changes)
      .toMatchObject({ question: 'Can you come on a Saturday?' });
  });

  await test.step('the code goes to a masked phone; a wrong one is told with what is left, and the page may be left meanwhile', async () => {
    await page.getByRole('button', { name: 'Accept quote' }).tap();
    await page.getByRole('button', { name: 'Send me a code' }).tap();
    await expect(page.getByLabel('Your full name, as your signature')).toHaveAccessibleDescription('Sign with your name.');
    await page.getByRole('button', { name: 'Close' }).tap();
    await askForCode(page, { name: prospect.name });
    await expect(page.getByText('+254 712 ••• 014')).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByRole('dialog', { name: 'Enter the code' })).toBeVisible();
    await page.getByLabel('Six-digit code').fill(wrongCode(await codeOf(desk)));
    await page.getByRole('button', { name: 'Confirm and accept' }).tap();
    await expect(page.getByLabel('Six-digit code')).toHaveAccessibleDescription(/4 tries left/);
    await expect(page.getByLabel('Six-digit code')).toHaveValue('');
  });

  await test.step('a pasted code with a blank is accepted, and the page says what comes next', async () => {
    const code = await codeOf(desk);
    await page.getByLabel('Six-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: 'Confirm and accept' }).tap();
    await expect(page.getByRole('heading', { name: 'You accepted this quote' })).toBeVisible();
    await expect(page.getByText(/We will call you to arrange the installation/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Accept quote' })).toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'You accepted this quote' })).toBeVisible();
    await expect(page.getByText(/^Accepted by Wanjiku Kamau/)).toBeVisible();
  });

  await test.step('the lead is won, its conversion begins with what was agreed, and the document is kept', async () => {
    const lead = await desk.owner.call(getLead, { params: { id: quote.leadId } });
    expect(lead).toMatchObject({ status: 'won', agreedMonthlySubscription: '4100.00', agreedInstallationFee: '3000.00' });
    const plan = await desk.owner.call(planConversion, { params: { id: lead.id }, body: { type: 'active_without_invoice' } });
    expect(JSON.stringify(plan)).toContain('40 Mbps Home');
    await expect.poll(async () => (await desk.owner.call(getQuote, { params: { id: quote.id } })).decision).toMatchObject({
      byName: prospect.name, confirmedBy: 'sms_code', firstBill: { total: '8236.00' }, documentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
  expect(foreign).toEqual([]);
});

test('a quote is declined with a reason and a code', async ({ desk, page }) => {
  const quote = await sentQuote(desk, desk.owner);
  await page.goto(quote.publicUrl!);
  await page.getByRole('button', { name: 'Not now' }).tap();
  await page.getByLabel(/What keeps you from it/).fill('We move next month.');
  await page.getByRole('radio', { name: /^Email to/ }).check();
  await page.getByRole('button', { name: 'Send me a code to decline' }).tap();
  await expect(page.getByText('w•••@example.test')).toBeVisible();
  await page.getByLabel('Six-digit code').fill(await codeOf(desk));
  await page.getByRole('button', { name: 'Confirm and decline' }).tap();
  await expect(page.getByRole('heading', { name: 'This quote was declined' })).toBeVisible();
  expect(await desk.owner.call(getLead, { params: { id: quote.leadId } })).toMatchObject({ status: 'lost', lostReason: 'We move next month.' });
});

test('a revised quote sends to its successor, and a link that leads nowhere tells nothing', async ({ desk, page }) => {
  const quote = await sentQuote(desk, desk.owner);
  const { id } = await desk.owner.call(reviseQuote, { params: { id: quote.id } });
  const revised = await desk.owner.call(sendQuote, { params: { id }, body: { channels: ['email'] } });
  await page.goto(quote.publicUrl!);
  await expect(page.getByRole('heading', { name: 'There is a newer quote' })).toBeVisible();
  await expect(page.getByText('KES')).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(revised.publicUrl!);
  await expect(page.getByRole('heading', { name: 'Your quote, Wanjiku' })).toBeVisible();

  await page.goto(quote.publicUrl!.replace(/.{8}$/, 'AAAAAAAA'));
  await expect(page.getByRole('heading', { name: 'This link leads to no quote' })).toBeVisible();
  await expect(page.getByText('Tausi Fibre')).toHaveCount(0);
  await expectAccessible(page);
});

test('whatever is written on a quote shows as it was written', async ({ desk, page }) => {
  const payload = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>{{constructor}}';
  const short = '<b onmouseover=alert(1)>x</b>';
  const quote = await sentQuote(desk, desk.owner, {
    items: [{ description: payload, details: payload, unitPrice: '10.00', taxRate: '0' }, { description: short, details: payload, unitPrice: '1.00', optional: true }],
    notes: payload, terms: payload, recipientName: short,
  });
  await page.goto(quote.publicUrl!);
  await expect(page.getByText(payload).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your quote, <b');
  await expect(page.locator('main img, main script, main b[onmouseover]')).toHaveCount(0);
  await expect(page).toHaveTitle(/^Quote /);
});

test('without a connection what was written stays, and can be sent again', async ({ desk, page, context }) => {
  const quote = await sentQuote(desk, desk.owner);
  await page.goto(quote.publicUrl!);
  await page.getByRole('button', { name: 'Ask a question' }).tap();
  await page.getByLabel('Your question to Tausi Fibre').fill('Is there a contract?');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Send the question' }).tap();
  await expect(page.getByRole('alert')).toContainText('You are offline');
  await expect(page.getByLabel('Your question to Tausi Fibre')).toHaveValue('Is there a contract?');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Send the question' }).tap();
  await expect(page.getByRole('heading', { name: 'It was sent' })).toBeVisible();
});
