import type { Quote, QuoteSummary } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';

let server: TestServer;
let desk: QuoteDesk;
beforeAll(async () => { server = await startTestServer({ rateLimit: 1_000_000 }); });
afterAll(() => server.stop());
beforeEach(async () => { desk = await openQuoteDesk(server); });

const stageOf = async (id: string) => (await desk.owner.get(`/leads/${id}`)).body.status as string;
const goTo = (at: string) => server.clock.advance(new Date(at).getTime() - server.clock.now().getTime());
const pointers = (body: { errors: { pointer: string }[] }) => body.errors.map(({ pointer }) => pointer);

test('a package brings its words, price and tax, and the server says what it comes to', async () => {
  const lead = await desk.lead({ name: 'Wanjiku Kamau' });
  const offer = await desk.offer({ name: 'Home 20', monthlyPrice: '2500' });
  const quote = await desk.draft(lead.id, [
    { offerId: offer.id }, { offerId: offer.id, period: 'once', description: 'Installation' }, { description: 'Second unit', unitPrice: '500', period: 'monthly', optional: true },
    { description: 'Cable', quantity: '2.5', unitPrice: '100', discountPercent: '10', taxRate: '0' },
  ]);
  expect(quote).toMatchObject({
    status: 'draft', revision: 1, leadId: lead.id, currency: 'KES', taxName: 'VAT', recipientName: 'Wanjiku Kamau', recipientEmail: lead.email, recipientPhone: lead.phone,
    firstBill: { subtotal: '5725.00', tax: '880.00', total: '6605.00' }, monthly: { subtotal: '2500.00', tax: '400.00', total: '2900.00' },
    total: '6605.00', subtotal: '5725.00', taxAmount: '880.00', publicUrl: null, decision: null,
    can: { edit: true, send: true, revise: false, decide: false, delete: true },
  });
  expect(quote.items.map(({ description, unitPrice, taxRate, period, lineTotal, lineTax }) => [description, unitPrice, taxRate, period, lineTotal, lineTax])).toEqual([
    ['Home 20', '2500.00', '16', 'monthly', '2500.00', '400.00'], ['Installation', '3000.00', '16', 'once', '3000.00', '480.00'],
    ['Second unit', '500.00', '16', 'monthly', '500.00', '80.00'], ['Cable', '100.00', '0', 'once', '225.00', '0.00'],
  ]);
  expect(quote.number).toMatch(/^20\d\d000001$/);
  expect(await desk.get(quote.id)).toEqual(quote);
});

test('a draft says that its package costs something else by now, until it is written anew', async () => {
  const { id: leadId } = await desk.lead();
  const offer = await desk.offer({ monthlyPrice: '2500' });
  const { id } = await desk.draft(leadId, [{ offerId: offer.id }]);
  await desk.owner.patch(`/offers/${offer.id}`, { monthlyPrice: '2700' });
  expect((await desk.get(id)).items[0]).toMatchObject({ unitPrice: '2500.00', offerPriceNow: '2700.00' });
  await desk.owner.patch(`/quotes/${id}`, { items: [{ offerId: offer.id, unitPrice: '2500', quantity: '2' }] });
  expect((await desk.get(id)).items[0]).toMatchObject({ unitPrice: '2500.00', offerPriceNow: '2700.00', quantity: '2' });
  await desk.owner.patch(`/quotes/${id}`, { items: [{ offerId: offer.id }] });
  expect((await desk.get(id)).items[0]).toMatchObject({ unitPrice: '2700.00', offerPriceNow: null });
});

test('what cannot be on a quote is refused by its place, all of it at once', async () => {
  const { id: leadId } = await desk.lead();
  const withdrawn = await desk.offer({ name: 'Old' });
  await desk.owner.delete(`/offers/${withdrawn.id}`);
  const refused = await desk.owner.post('/quotes', { leadId, items: [
    { unitPrice: '1' }, { description: 'No price' }, { offerId: newId() }, { offerId: withdrawn.id }, { description: 'None', unitPrice: '1', quantity: '0' },
    { description: 'Too much', unitPrice: '999999999999', quantity: '1000' },
  ] });
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(pointers(refused.body)).toEqual(['/items/0/description', '/items/1/unitPrice', '/items/2/offerId', '/items/3/offerId', '/items/4/quantity', '/items/5/unitPrice']);
  const past = await desk.owner.post('/quotes', { leadId, items: [], expiresOn: '2020-01-01' });
  expect(pointers(past.body)).toEqual(['/expiresOn']);
  expect(pointers((await desk.owner.post('/quotes', { leadId, items: [], recipientPhone: 'call me' })).body)).toEqual(['/recipientPhone']);
  expect(await desk.owner.post('/quotes', { leadId: newId(), items: [] })).toBeProblem(404, 'not_found');
  const many = await desk.owner.post('/quotes', { leadId, items: Array.from({ length: 51 }, () => ({ description: 'x', unitPrice: '1' })) });
  expect(many).toBeProblem(400, 'malformed');
  expect((await desk.owner.get('/quotes')).body.data).toEqual([]);
});

test('lines with a package that is no longer sold add up, on the quote that has it and on any other, which keeps none of them', async () => {
  const { id: leadId } = await desk.lead();
  const offer = await desk.offer({ monthlyPrice: '2500' });
  const { id } = await desk.draft(leadId, [{ offerId: offer.id }]);
  await desk.owner.delete(`/offers/${offer.id}`);
  const items = [{ offerId: offer.id, quantity: '2' }, { description: 'Pole', unitPrice: '100' }];
  const preview = await desk.owner.post('/quotes/preview', { items });
  expect([preview.status, preview.body.firstBill?.subtotal, preview.body.lines?.length]).toEqual([200, '5100.00', 2]);
  expect((await desk.owner.patch(`/quotes/${id}`, { items })).body.firstBill).toEqual(preview.body.firstBill);
  expect(pointers((await desk.owner.post('/quotes', { leadId, items })).body)).toEqual(['/items/0/offerId']);
  expect(pointers((await desk.owner.post('/quotes/preview', { items: [{ offerId: newId() }] })).body)).toEqual(['/items/0/offerId']);
});

test('a change touches what it names, and nobody overwrites what they have not seen', async () => {
  const { id: leadId } = await desk.lead();
  const quote = await desk.draft(leadId);
  const { body: noted } = await desk.owner.patch(`/quotes/${quote.id}`, { notes: '  Bring a ladder ' }, { headers: { 'if-match': '"1"' } });
  expect(noted).toEqual({ ...quote, notes: 'Bring a ladder', version: 2, updatedAt: noted.updatedAt });
  const stale = await desk.owner.patch(`/quotes/${quote.id}`, { items: [] }, { headers: { 'if-match': '"1"' } });
  expect(stale).toBeProblem(412, 'stale');
  expect(stale.body.current).toEqual(noted);
  const same = quote.items.map(({ description, unitPrice, period }) => ({ description, unitPrice, period }));
  expect((await desk.owner.patch(`/quotes/${quote.id}`, { items: same })).body.version).toBe(2);
});

test('the last day is by the setting, in the organization’s time zone', async () => {
  // Half past midnight in Nairobi, still the day before in Greenwich.
  goTo('2026-12-30T21:30:00Z');
  desk = await openQuoteDesk(server);
  const { id: leadId } = await desk.lead();
  expect((await desk.draft(leadId)).expiresOn).toBe('2027-01-10');
});

test('a hundred drafts at once get a hundred consecutive numbers', async () => {
  const { id: leadId } = await desk.lead();
  const other = await desk.lead();
  const made = await Promise.all(Array.from({ length: 100 }, (_, index) =>
    desk.owner.post('/quotes', { leadId: index % 2 ? leadId : other.id, items: index % 10 === 9 ? [{ unitPrice: '1' }] : [{ description: 'x', unitPrice: '1' }] })));
  const numbers = made.filter(({ status }) => status === 201).map(({ body }) => Number((body as Quote).number.slice(4))).toSorted((left, right) => left - right);
  expect(numbers).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
});

test('numbers begin again with the year where they are to, and one that is taken is passed over', async () => {
  goTo('2026-12-31T20:59:00Z');
  desk = await openQuoteDesk(server);
  const { id: leadId } = await desk.lead();
  expect((await desk.draft(leadId)).number).toBe('2026000001');
  goTo('2026-12-31T21:01:00Z');
  expect((await desk.draft(leadId)).number).toBe('2027000001');
  await desk.owner.patch('/quote-settings', { numberPattern: 'Q-{next|3}', numberResetsYearly: false });
  expect((await desk.draft(leadId)).number).toBe('Q-001');
  await desk.owner.patch('/quote-settings', { numberPattern: 'Q-{year}-{next|3}', numberResetsYearly: true });
  expect((await desk.owner.get('/quote-settings')).body.nextNumber).toBe('Q-2027-002');
});

test('settings refuse a pattern with its reason, show what it would make, and stay as they were', async () => {
  const before = (await desk.owner.get('/quote-settings')).body;
  expect(before).toMatchObject({
    expiryDays: 10, numberPattern: '{year}{next|6}', numberResetsYearly: true, codeValidMinutes: 60,
    stageMap: { draft: 'new', sent: 'in_progress', on_review: 'in_progress', accepted: 'won', denied: 'lost' },
  });
  expect(await desk.owner.patch('/quote-settings', { numberPattern: 'Q{next}' })).toBeProblem(422, 'invalid_fields');
  expect((await desk.owner.get('/quote-settings')).body).toEqual(before);
  expect(await desk.owner.post('/quote-settings/number-preview', { numberPattern: '{year}' })).toBeProblem(422, 'invalid_fields');
  expect((await desk.owner.post('/quote-settings/number-preview', { numberPattern: 'A{year}-{next|2}' })).body.numbers.map((one: string) => one.slice(-3))).toEqual(['-01', '-02', '-03']);
  const sales = await desk.organization.signIn('sales');
  expect(await sales.patch('/quote-settings', { expiryDays: 3 })).toBeProblem(403, 'not_allowed');
});

test('a draft takes its lead nowhere that it has left already', async () => {
  const lead = await desk.lead();
  await desk.draft(lead.id);
  expect(await stageOf(lead.id)).toBe('new');
  await desk.owner.patch('/quote-settings', { stageMap: { draft: 'in_progress', sent: null, on_review: null, accepted: 'won', denied: 'lost' } });
  await desk.draft(lead.id);
  expect(await stageOf(lead.id)).toBe('in_progress');
});

test('a quote is copied to another lead at the prices it has, under a number of its own', async () => {
  const [first, second] = [await desk.lead(), await desk.lead()];
  const offer = await desk.offer({ monthlyPrice: '2500' });
  const quote = await desk.draft(first.id, [{ offerId: offer.id }], { terms: 'Ours' });
  await desk.owner.patch(`/offers/${offer.id}`, { monthlyPrice: '3000' });
  await desk.owner.delete(`/offers/${offer.id}`);
  const { body: copy } = await desk.owner.post(`/quotes/${quote.id}/duplicate`, { leadId: second.id });
  expect(copy).toMatchObject({ leadId: second.id, terms: 'Ours', total: quote.total, recipientPhone: second.phone });
  expect(copy.number).not.toBe(quote.number);
});

test('quotes are listed to who sees their leads, filtered, summed by status and paged', async () => {
  const sales = await desk.organization.signIn('sales');
  const [hers, unclaimed] = [await desk.lead({ ownerId: sales.user.id, name: 'Achieng Otieno' }), await desk.lead()];
  const other = await desk.lead({ ownerId: desk.owner.user.id });
  for (const [lead, unitPrice] of [[hers, '100'], [unclaimed, '300'], [other, '200']] as const) {
    server.clock.advance(1000);
    await desk.draft(lead.id, [{ description: 'x', unitPrice, taxRate: '0' }]);
  }
  const list = async (query = '', by = desk.owner) => (await by.get(`/quotes?${query}`)).body as { data: QuoteSummary[]; nextCursor: string | null; count?: number };
  const totals = ({ data }: { data: QuoteSummary[] }) => data.map(({ total }) => total);
  expect(totals(await list())).toEqual(['200.00', '300.00', '100.00']);
  expect(totals(await list('sort=-total'))).toEqual(['300.00', '200.00', '100.00']);
  expect(totals(await list('', sales))).toEqual(['300.00', '100.00']);
  expect((await sales.get(`/quotes/${(await list('')).data[0]!.id}`)).status).toBe(404);
  expect(totals(await list(`ownerId=${sales.user.id}`))).toEqual(['100.00']);
  expect(totals(await list(`leadId=${other.id}`))).toEqual(['200.00']);
  expect(totals(await list('q=otieno'))).toEqual(['100.00']);
  expect(totals(await list(`q=${(await list()).data[1]!.number}`))).toEqual(['300.00']);
  expect(await list('status=sent&count=true')).toEqual({ data: [], nextCursor: null, count: 0 });
  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { data: QuoteSummary[]; nextCursor: string | null } = await list(`limit=1&sort=-total${cursor && `&cursor=${cursor}`}`);
    pages.push(...totals(page));
    cursor = page.nextCursor;
  }
  expect(pages).toEqual(['300.00', '200.00', '100.00']);
  expect((await desk.owner.get('/quotes/totals')).body).toEqual({ currency: 'KES', statuses: [{ status: 'draft', count: 3, total: '600.00', monthlyTotal: '0.00' }] });
  expect((await sales.get('/quotes/totals')).body.statuses[0]).toMatchObject({ count: 2, total: '400.00' });
});

test('a salesperson writes quotes for their own leads only', async () => {
  const sales = await desk.organization.signIn('sales');
  const lead = await desk.lead({ ownerId: null });
  expect(await sales.post('/quotes', { leadId: lead.id, items: [] })).toBeProblem(409, 'claim_first');
  const foreign = await desk.lead({ ownerId: desk.owner.user.id });
  expect(await sales.post('/quotes', { leadId: foreign.id, items: [] })).toBeProblem(404, 'not_found');
  const viewer = await desk.organization.signIn('viewer');
  const quote = await desk.draft(foreign.id);
  expect((await viewer.get(`/quotes/${quote.id}`)).body.can).toEqual({ edit: false, send: false, revise: false, decide: false, holdStock: false, delete: false });
  expect(await viewer.patch(`/quotes/${quote.id}`, { notes: 'x' })).toBeProblem(403, 'not_allowed');
});

test('a deleted quote is gone, and so are those of a deleted lead', async () => {
  const lead = await desk.lead();
  const [gone, left] = [await desk.draft(lead.id), await desk.draft(lead.id)];
  expect((await desk.owner.delete(`/quotes/${gone.id}`)).status).toBe(204);
  expect(await desk.owner.get(`/quotes/${gone.id}`)).toBeProblem(404, 'not_found');
  await desk.owner.delete(`/leads/${lead.id}`);
  expect(await desk.owner.get(`/quotes/${left.id}`)).toBeProblem(404, 'not_found');
  expect((await desk.owner.get('/quotes')).body.data).toEqual([]);
});

test('a quote is found by any part of its number, in the list and everywhere, by who may see it alone', async () => {
  await desk.owner.patch('/quote-settings', { numberPattern: 'QT-{year}-{next|5}' });
  const { id, number } = await desk.draft((await desk.lead({ ownerId: desk.owner.user.id })).id);
  const other = await openQuoteDesk(server);
  const part = number.slice(-9).toLowerCase();
  const found = async (by: QuoteDesk) => (await by.owner.get(`/quotes?q=${part}`)).body.data.map((quote: { id: string }) => quote.id) as string[];
  expect(await found(desk)).toEqual([id]);
  expect(await found(other)).toEqual([]);
  expect((await desk.owner.get('/quotes?q=qt-%25')).body.data).toEqual([]);
  expect((await desk.owner.get(`/search?q=${number}`)).body.data).toMatchObject([{ kind: 'quote', id }]);
  const sales = await desk.organization.signIn('sales');
  expect((await sales.get(`/quotes?q=${part}`)).body.data).toEqual([]);
  expect((await sales.get(`/search?q=${number}`)).body.data).toEqual([]);
  await desk.owner.delete(`/quotes/${id}`);
  expect(await found(desk)).toEqual([]);
});

test('the sums of a state with more than a thousand quotes are those of the newest, and say so; other states are summed whole', async () => {
  const lead = await desk.lead();
  await desk.organization.inOrg(({ rows, organizationId }) => rows(
    `insert into quotes (organization_id, id, number, lead_id, status, currency, tax_name, first_total, created_at, updated_at)
     select $1, gen_random_uuid(), 'B' || g, $2, case when g <= 3 then 'sent' else 'accepted' end, 'KES', 'VAT', case when g = 4 then 1000000 else 10 end, now() - interval '1 year' + g * interval '1 hour', now()
       from generate_series(1, 1010) g`, [organizationId, lead.id]));
  const { statuses } = (await desk.owner.get(`/quotes/totals?leadId=${lead.id}`)).body;
  expect(statuses).toEqual([
    { status: 'accepted', count: 1001, total: '10010.00', monthlyTotal: '0.00' }, { status: 'sent', count: 3, total: '30.00', monthlyTotal: '0.00' },
  ]);
  expect((await desk.owner.get(`/quotes/totals?leadId=${lead.id}&status=sent,draft`)).body.statuses).toMatchObject([{ status: 'sent', count: 3 }]);
});
