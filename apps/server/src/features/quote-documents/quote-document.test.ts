import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { newId } from '../../core/ids.ts';
import type { PaperLogo, QuotePaper } from '../../ports/paper.ts';
import { startTestServer, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { quoteDocumentReactions } from './quote-document.reactions.ts';

/** What was asked to be drawn; the drawing itself has tests of its own. */
const asked: { paper: QuotePaper; logo: PaperLogo | null }[] = [];
let drawnAs = (paper: QuotePaper) => `%PDF- ${JSON.stringify(paper)}`;
const paper = {
  drawQuote: (given: QuotePaper, logo: PaperLogo | null) => {
    asked.push({ paper: given, logo });
    return Promise.resolve(Buffer.from(drawnAs(given)));
  },
  drawLabels: () => Promise.reject(new Error('No labels are asked for here.')),
  drawBill: () => Promise.reject(new Error('No bill is drawn here.')),
  close: () => Promise.resolve(),
};

let server: TestServer;
beforeAll(async () => { server = await startTestServer({}, { paper }); });
beforeEach(() => {
  asked.length = 0;
  drawnAs = (given) => `%PDF- ${JSON.stringify(given)}`;
});
afterAll(() => server.stop());

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function quoteOn(organization: TestOrganization, more: object = {}) {
  const { owner } = organization;
  const lead = (await owner.post('/leads', { name: 'Naomi Cherono', ownerId: owner.user.id, companyName: 'Cherono Ltd', location: 'Block C', city: 'Nakuru', phone: `+25471${String(Math.random()).slice(2, 9)}` })).body;
  const quote = (await owner.post('/quotes', {
    leadId: lead.id, recipientName: 'Naomi', recipientEmail: 'naomi@example.test', notes: 'On Thursday.',
    items: [
      { description: 'Home 20', unitPrice: '2500', period: 'monthly', alternative: 1 }, { description: 'Home 50', unitPrice: '4000', period: 'monthly', alternative: 2 },
      { description: 'Mesh', unitPrice: '6000', optional: true },
    ],
    ...more,
  })).body;
  return { lead, quote };
}

async function accepted(organization: TestOrganization, id: string, choices: object) {
  await organization.inOrg(({ rows, organizationId, now }) => rows(
    `update quotes set status = 'accepted', decided_at = $3, decided_by_name = 'Naomi', confirmed_by = 'sms_code', choices = $4,
            signature = '{"name": "Naomi", "strokes": [[1, 2, 3, 4]]}' where organization_id = $1 and id = $2`, [organizationId, id, now, JSON.stringify(choices)]));
}

const react = (organization: TestOrganization, quoteId: string) => quoteDocumentReactions({ ...server.services, paper })[0]!.react({
  event: { id: newId(), type: 'quote.accepted', subjectType: 'lead', subjectId: newId(), actorName: '', actorId: null, changes: { quoteId }, at: new Date() },
  organizationId: organization.organizationId, inOrg: organization.inOrg,
});

test('a quote is downloaded as a PDF with everything it says, the logo too', async () => {
  const organization = await server.makeOrganization({ name: 'Tausi Fibre' });
  const { owner } = organization;
  await owner.patch('/organization', { address: 'Kenyatta Avenue 12', phone: '0712 555 014', taxNumber: 'P05' });
  const form = new FormData();
  form.set('file', new File([new Uint8Array(png)], 'logo.png'));
  await owner.put('/organization/logo', form);
  const { quote } = await quoteOn(organization);
  const reply = await owner.get(`/quotes/${quote.id}/pdf`);
  expect(reply.status).toBe(200);
  expect(reply.headers).toMatchObject({
    'content-type': 'application/pdf', 'content-disposition': expect.stringContaining(`filename="Quote-${quote.number}.pdf"`), 'x-content-type-options': 'nosniff',
  });
  const [{ paper: drawn, logo }] = asked as [{ paper: QuotePaper; logo: PaperLogo }];
  expect(logo).toEqual({ mediaType: 'image/png', bytes: png });
  expect(drawn).toMatchObject({
    isDraft: true, number: quote.number, organization: { name: 'Tausi Fibre', address: 'Kenyatta Avenue 12', phone: '+254 712 555014', taxNumber: 'P05' },
    recipient: { name: 'Naomi', company: 'Cherono Ltd', email: 'naomi@example.test', place: 'Block C, Nakuru' }, preparedBy: 'Olive Owner',
    firstBill: quote.firstBill, monthly: quote.monthly, acceptance: null,
  });
  expect(drawn.lines.map(({ description, counts }) => [description, counts])).toEqual([['Home 20', true], ['Home 50', false], ['Mesh', false]]);
});

test('whose lead one does not see, that quote’s paper one does not get; nor another organization', async () => {
  const organization = await server.makeOrganization();
  const { quote } = await quoteOn(organization);
  const path = `/quotes/${quote.id}/pdf`;
  for (const who of [await organization.signIn('sales'), (await server.makeOrganization()).owner]) expect(await who.get(path)).toBeProblem(404, 'not_found');
  expect(await server.stranger.get(path)).toBeProblem(401, 'not_signed_in');
  expect(asked).toEqual([]);
});

test('what was accepted is kept once with its hash, and served as it was whatever changes later', async () => {
  const organization = await server.makeOrganization();
  const { owner } = organization;
  const { quote } = await quoteOn(organization);
  const mesh = quote.items[2].id as string;
  await accepted(organization, quote.id, { alternative: 2, optionalItemIds: [mesh] });
  await Promise.all([react(organization, quote.id), react(organization, quote.id)]);
  await react(organization, quote.id);
  const before = (await owner.get(`/quotes/${quote.id}/pdf`)).bytes;
  expect((await owner.get(`/quotes/${quote.id}`)).body.decision.documentHash).toBe(createHash('sha256').update(before).digest('hex'));
  expect(asked.at(-1)!.paper).toMatchObject({ isDraft: false, acceptance: { byName: 'Naomi', confirmedBy: 'sms_code', signature: { strokes: [[1, 2, 3, 4]] } } });
  expect(asked.at(-1)!.paper.lines.map(({ counts }) => counts)).toEqual([false, true, true]);

  await owner.patch('/organization', { name: 'Another name', accentColor: '#ff0000' });
  drawnAs = () => 'another drawing';
  await react(organization, quote.id);
  expect((await owner.get(`/quotes/${quote.id}/pdf`)).bytes.equals(before)).toBe(true);
  const keys: string[] = [];
  for await (const { key } of server.services.files.list(`crm/${organization.organizationId}/quotes/`)) keys.push(key);
  expect(keys).toHaveLength(1);
  expect((await buffer((await server.services.files.read(keys[0]!))!)).equals(before)).toBe(true);
});

test('nothing is kept of a quote that is not accepted or not there any more', async () => {
  const organization = await server.makeOrganization();
  const { quote } = await quoteOn(organization);
  await react(organization, quote.id);
  await react(organization, newId());
  expect(asked).toEqual([]);
});
