import { createQuote, listOutbox, sendQuote, type NewQuote, type Quote } from '@lastmile/contracts';
import { expect, type Page } from '@playwright/test';
import type { Desk, Person } from '../fixtures/desk.ts';

export const prospect = { name: 'Wanjiku Kamau', phone: '0712555014', email: 'wanjiku@example.test' };

/** A quote for a new lead as a salesperson writes and sends it: installation, two packages to choose between and an option. */
export async function sentQuote(desk: Desk, person: Person, changes: Partial<NewQuote> = {}): Promise<Quote> {
  const home = await desk.package();
  const fast = await desk.package({ name: '40 Mbps Home', monthlyPrice: '3600.00', routerProfile: 'home-40m' });
  const lead = await desk.lead({ ...prospect, location: 'Rose Court B4', city: 'Nairobi', offerId: home.id });
  const draft = await person.call(createQuote, {
    body: {
      leadId: lead.id,
      items: [
        { description: 'Installation and 40 m of fibre', unitPrice: '3000.00', taxRate: '16' },
        { offerId: home.id, details: 'HD video on 3 screens', alternative: 1, taxRate: '16' },
        { offerId: fast.id, details: 'Work from home, 4K', alternative: 2, taxRate: '16' },
        { description: 'Second Wi-Fi unit', unitPrice: '500.00', period: 'monthly', optional: true, taxRate: '16' },
      ],
      notes: 'Router on loan.', terms: 'No fixed term: leave with 30 days’ notice.', ...changes,
    },
  });
  return person.call(sendQuote, { params: { id: draft.id }, body: { channels: ['email', 'sms'] } });
}

/** The code that was sent last, once its message has gone out. */
export async function codeOf(desk: Desk): Promise<string> {
  let code: string | undefined;
  await expect(async () => {
    const { data } = await desk.owner.call(listOutbox, { query: { limit: 5 } });
    code = data.map(({ body }) => /\b(\d{6})\b/.exec(body)?.[1]).find(Boolean);
    expect(code).toBeDefined();
  }).toPass();
  return code!;
}

/** Another code than this one. */
export const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Signs an open quote and asks for a code. */
export async function askForCode(page: Page, { name, by = 'Text to' }: { name: string; by?: string }): Promise<void> {
  await page.getByRole('button', { name: 'Accept quote' }).tap();
  const sheet = page.getByRole('dialog', { name: 'Accept this quote' });
  await sheet.getByLabel('Your full name, as your signature').fill(name);
  await sheet.getByRole('radio', { name: by }).check();
  await sheet.getByRole('button', { name: 'Send me a code' }).tap();
  await expect(page.getByRole('dialog', { name: 'Enter the code' })).toBeVisible();
}
