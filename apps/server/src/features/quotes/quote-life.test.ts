import type { Quote } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { expireQuotes } from './expire-quotes.ts';
import { overdueQuotes, quoteJobs, sendWaiting } from './send-waiting.ts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';

let server: TestServer;
let desk: QuoteDesk;
beforeAll(async () => { server = await startTestServer({ rateLimit: 1_000_000 }); });
afterAll(() => server.stop());
beforeEach(async () => { desk = await openQuoteDesk(server); });

const leadOf = async (id: string) => (await desk.owner.get(`/leads/${id}`)).body as { status: string; lostReason: string | null; offerId: string; agreedMonthlySubscription: string; agreedInstallationFee: string };
const send = (id: string, body: object = { channels: ['email'] }) => desk.owner.post(`/quotes/${id}/send`, body);
const out = async (more: object = {}): Promise<Quote> => {
  const { id } = await desk.draft((await desk.lead()).id, undefined, more);
  return (await send(id)).body as Quote;
};
const messages = async () => (await desk.owner.get('/outbox')).body.data as { to: string; body: string; subject: string; state: string }[];
const accept = (id: string, body: object = { note: 'Signed on paper' }) => desk.owner.post(`/quotes/${id}/accept`, body);

test('a quote that is sent gets its link, goes by mail and text, and takes its lead on', async () => {
  const lead = await desk.lead({ name: 'Wanjiku Kamau' });
  const offer = await desk.offer({ monthlyPrice: '2500' });
  const { id, number } = await desk.draft(lead.id, [{ offerId: offer.id }]);
  const { body } = await send(id, { channels: ['email', 'sms'] });
  expect(body).toMatchObject({
    status: 'sent', sendAt: null, publicUrl: expect.stringMatching(/\/q\/[A-Za-z0-9_-]{43}$/),
    deliveries: [{ channel: 'sms', to: lead.phone, state: 'queued' }, { channel: 'email', to: lead.email, state: 'queued' }],
    can: { edit: false, send: true, revise: true, decide: true, delete: true },
  });
  expect((await leadOf(lead.id)).status).toBe('in_progress');
  const [text, mail] = await messages();
  expect(text!.body).toContain(body.publicUrl);
  expect(mail).toMatchObject({ subject: `Your quote ${number} from ${(await desk.owner.get('/organization')).body.name}` });
  expect(mail!.body).toContain('Hello Wanjiku,');
  expect(mail!.body).toContain('KES 2,900');
  const { body: again } = await send(id, { channels: ['sms'] });
  expect(again.publicUrl).toBe(body.publicUrl);
  expect(again.sentAt).toBe(body.sentAt);
});

test('what a quote lacks is named before anything goes out', async () => {
  const { id: leadId } = await desk.lead({ email: undefined });
  const empty = await desk.draft(leadId, []);
  expect(await send(empty.id, { channels: ['sms'] })).toBeProblem(422, 'quote_empty');
  const noMail = await desk.draft(leadId);
  const refused = await send(noMail.id, { channels: ['sms', 'email'] });
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(refused.body.errors).toEqual([{ pointer: '/channels/1', detail: 'There is no email address on the quote.' }]);
  expect(await messages()).toEqual([]);
  expect((await desk.get(noMail.id)).status).toBe('draft');
});

test('what was sent is not changed any more', async () => {
  const { id } = await out();
  expect(await desk.owner.patch(`/quotes/${id}`, { notes: 'x' })).toBeProblem(409, 'quote_not_draft');
});

test('a quote waits for its time, goes then, and can be held back', async () => {
  const { id } = await desk.draft((await desk.lead()).id);
  const { body: waiting } = await send(id, { channels: ['email'], at: 'window' });
  expect(waiting).toMatchObject({ status: 'draft', publicUrl: null, sendAt: expect.any(String) });
  const { inOrg } = desk.organization;
  await inOrg((scope) => sendWaiting(server.services, scope, id));
  expect((await desk.get(id)).status).toBe('draft');
  expect((await desk.owner.post(`/quotes/${id}/cancel-sending`)).body.sendAt).toBeNull();
  expect(await desk.owner.post(`/quotes/${id}/cancel-sending`)).toBeProblem(409, 'not_waiting');
  const { body: { sendAt } } = await send(id, { channels: ['email'], at: 'window' });
  await inOrg((scope) => sendWaiting(server.services, { ...scope, now: new Date(sendAt) }, id));
  expect(await desk.get(id)).toMatchObject({ status: 'sent', sendAt: null });
  await inOrg((scope) => sendWaiting(server.services, { ...scope, now: new Date(sendAt) }, id));
  expect(await messages()).toHaveLength(1);
});

test('a quote whose job comes a moment early is looked at again in time, by the clock that jobs begin by', async () => {
  const { id } = await desk.draft((await desk.lead()).id);
  const { body: { sendAt } } = await send(id, { channels: ['email'], at: 'window' });
  const again: { data: object; startAfter: Date }[] = [];
  const before = Date.now();
  await desk.organization.inOrg((scope) => sendWaiting(server.services, {
    ...scope, now: new Date(Date.parse(sendAt) - 4000), enqueue: async (job, data, options) => { again.push({ data, startAfter: options!.startAfter! }); },
  }, id));
  expect(again).toEqual([{ data: { quoteId: id }, startAfter: expect.any(Date) }]);
  // In the four seconds that are left, however far the two clocks are apart.
  expect(again[0]!.startAfter.getTime()).toBeGreaterThan(before + 3900);
  expect(again[0]!.startAfter.getTime()).toBeLessThan(Date.now() + 4100);
  expect((await desk.get(id)).status).toBe('draft');
});

test('what its own job could not send is sent by the one that recurs, and the trouble of one quote keeps no other', async () => {
  const [troubled, overdue, later, gone] = await Promise.all([1, 2, 3, 4].map(async () => desk.draft((await desk.lead()).id)));
  for (const { id } of [troubled!, overdue!, later!, gone!]) await send(id, { channels: ['email'], at: 'window' });
  await desk.owner.delete(`/leads/${gone!.leadId}`);
  const { inOrg } = desk.organization;
  await inOrg(({ rows, organizationId, now }) => rows(
    `update quotes set send_at = $2, send_channels = case when id = $3 then array['pigeon'] else send_channels end where organization_id = $1 and id <> $4`,
    [organizationId, new Date(now.getTime() - 180_000), troubled!.id, later!.id]));
  expect((await inOrg(overdueQuotes)).toSorted()).toEqual([troubled!.id, overdue!.id].toSorted());
  await quoteJobs(server.services).find(({ cron }) => cron)!.run({});
  expect((await desk.get(overdue!.id)).status).toBe('sent');
  expect((await desk.get(later!.id)).status).toBe('draft');
  expect((await desk.get(troubled!.id)).status).toBe('draft');
  expect(await messages()).toHaveLength(1);
});

test('where the organization wants it, a new quote goes by itself at the next sending time', async () => {
  await desk.owner.patch('/notification-settings', { quoteAutoNotify: true, quoteNotifyChannel: 'both' });
  const { id: leadId } = await desk.lead({ email: undefined });
  expect((await desk.draft(leadId)).sendAt).not.toBeNull();
  expect((await desk.draft(leadId, [])).sendAt).toBeNull();
});

test('a revision shares the number, and the one before no longer counts', async () => {
  const first = await out();
  const { body: second } = await desk.owner.post(`/quotes/${first.id}/revise`);
  expect(second).toMatchObject({ status: 'draft', number: first.number, revision: 2, previousId: first.id, publicUrl: null, total: first.total });
  expect(await desk.get(first.id)).toMatchObject({ status: 'superseded', nextId: second.id, can: { send: false, revise: false, decide: false } });
  expect(await accept(first.id)).toBeProblem(409, 'quote_closed');
  expect(await desk.owner.post(`/quotes/${first.id}/revise`)).toBeProblem(409, 'quote_not_revisable');
  await desk.owner.delete(`/quotes/${second.id}`);
  expect(await desk.get(first.id)).toMatchObject({ status: 'sent', nextId: null });
  expect((await desk.owner.post(`/quotes/${first.id}/revise`)).body.revision).toBe(3);
});

test('only the newest revision is deleted: one in the middle would open the first one again beside what replaced both', async () => {
  const first = await out();
  const second = (await desk.owner.post(`/quotes/${first.id}/revise`)).body as Quote;
  await send(second.id);
  const third = (await desk.owner.post(`/quotes/${second.id}/revise`)).body as Quote;
  await send(third.id);
  const refused = await desk.owner.delete(`/quotes/${second.id}`);
  expect(refused).toBeProblem(409, 'quote_replaced');
  expect((await desk.get(second.id)).can.delete).toBe(false);
  expect((await desk.get(first.id)).status).toBe('superseded');
  await desk.owner.delete(`/quotes/${third.id}`);
  expect(await desk.get(second.id)).toMatchObject({ status: 'sent', can: { delete: true } });
  const { body: fourth } = await desk.owner.post(`/quotes/${second.id}/revise`);
  expect(fourth).toMatchObject({ revision: 4, previousId: second.id, previousRevision: 2 });
});

test('acceptance wins the lead, and its conversion begins with what was accepted', async () => {
  const lead = await desk.lead();
  const [small, large] = [await desk.offer({ monthlyPrice: '2500' }), await desk.offer({ monthlyPrice: '3600' })];
  const { id } = await desk.draft(lead.id, [
    { offerId: small.id, alternative: 1 }, { offerId: large.id, alternative: 2 }, { description: 'Installation', unitPrice: '3000' },
    { description: 'Second unit', unitPrice: '500', period: 'monthly', optional: true }, { description: 'Pole', unitPrice: '900', optional: true },
  ]);
  const { body: { items } } = await send(id);
  const { body } = await accept(id, { note: 'On the phone', choices: { alternative: 2, optionalItemIds: [items[3].id] } });
  expect(body).toMatchObject({
    status: 'accepted', total: '8236.00', monthlyTotal: '4756.00',
    decision: { byName: 'Olive Owner', confirmedBy: 'recorded', reason: 'On the phone', choices: { alternative: 2, optionalItemIds: [items[3].id] }, firstBill: { total: '8236.00' } },
    can: { edit: false, send: false, revise: false, decide: false, delete: false },
  });
  expect(await leadOf(lead.id)).toMatchObject({ status: 'won', offerId: large.id, agreedMonthlySubscription: '4100.00', agreedInstallationFee: '3000.00' });
  const { body: plan } = await desk.owner.post(`/leads/${lead.id}/conversion-plan`, { type: 'new_with_proforma' });
  expect(plan.firstBill).toMatchObject({ setupFee: '3000.00', firstMonth: '4100.00', total: '8236.00' });
  expect((await messages())[0]).toMatchObject({ to: desk.owner.user.email, subject: `${lead.title} accepted ${body.number}` });
  expect(await desk.owner.delete(`/quotes/${id}`)).toBeProblem(409, 'quote_accepted');
});

test('a quote that is declined loses its lead for the reason that was given', async () => {
  const quote = await out();
  const { body } = await desk.owner.post(`/quotes/${quote.id}/reject`, { reason: 'Too expensive' });
  expect(body).toMatchObject({ status: 'denied', decision: { reason: 'Too expensive' } });
  expect(await leadOf(quote.leadId)).toMatchObject({ status: 'lost', lostReason: 'Too expensive' });
  expect((await desk.owner.post(`/quotes/${quote.id}/revise`)).body.revision).toBe(2);
});

test.each([
  ['revised', (id: string) => desk.owner.post(`/quotes/${id}/revise`)],
  ['deleted', (id: string) => desk.owner.delete(`/quotes/${id}`)],
  ['decided', (id: string) => accept(id)],
  ['over', (id: string) => desk.organization.inOrg(async (scope) => {
    await scope.rows("update quotes set expires_on = (now() at time zone 'Africa/Nairobi')::date - 1 where organization_id = $1 and id = $2", [scope.organizationId, id]);
    await expireQuotes(scope);
  })],
])('what waits to be sent of a quote that is %s is not sent any more, nor is its code', async (_, end) => {
  const [other, quote] = [await out(), await out()];
  await server.stranger.post(`/public/quotes/${quote.publicUrl!.split('/').at(-1)!}/otp`, { channel: 'email' });
  const [failed] = await desk.organization.inOrg(({ rows, organizationId }) => rows<{ id: string }>(
    `insert into outbox_messages (organization_id, id, kind, channel, recipient, subject, body, about_type, about_id, lead_id, simulated, state, created_at)
     select organization_id, gen_random_uuid(), kind, channel, recipient, subject, body, about_type, about_id, lead_id, false, 'failed', created_at
       from outbox_messages where organization_id = $1 and about_type = 'quote' and about_id = $2 returning id`, [organizationId, quote.id]));
  await end(quote.id);
  const states = await desk.organization.inOrg(({ rows, organizationId }) => rows<{ about: string; state: string }>(
    `select about_type || case when about_id = $2 then '' else ' of another' end as about, state from outbox_messages
      where organization_id = $1 and about_type <> 'notice' order by about`, [organizationId, quote.id]));
  expect(states.map(({ about, state }) => `${about} ${state}`).toSorted()).toEqual(['quote cancelled', 'quote failed', 'quote of another queued', 'quote_code cancelled']);
  expect(await desk.owner.post(`/outbox/${failed!.id}/send-again`)).toBeProblem(409, 'message_not_repeatable');
  expect((await desk.get(other.id)).status).toBe('sent');
});

test('of fifty who decide at once one does', async () => {
  const { id } = await out();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) =>
    (index % 2 ? accept(id) : desk.owner.post(`/quotes/${id}/reject`, { reason: 'No' }))));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
  const { accepted, rejected } = { accepted: await desk.organization.eventsOf('quote.accepted'), rejected: await desk.organization.eventsOf('quote.rejected') };
  expect(accepted.length + rejected.length).toBe(1);
});

test('from the day after its last one a quote cannot be accepted, and a job says that it expired', async () => {
  const quote = await out();
  const other = await out();
  await desk.owner.post(`/quotes/${other.id}/reject`, { reason: 'No' });
  await desk.organization.inOrg(({ rows, organizationId }) => rows(
    "update quotes set expires_on = (now() at time zone 'Africa/Nairobi')::date - 1 where organization_id = $1", [organizationId]));
  const refused = await accept(quote.id);
  expect(refused).toBeProblem(409, 'quote_closed');
  expect(refused.body.state).toBe('expired');
  expect(await desk.organization.inOrg(expireQuotes)).toBe(1);
  expect(await desk.organization.inOrg(expireQuotes)).toBe(0);
  expect((await desk.get(quote.id)).status).toBe('expired');
  expect((await desk.get(other.id)).status).toBe('denied');
  expect(await desk.organization.eventsOf('quote.expired')).toHaveLength(1);
});

test('what happens to a quote stands on its lead’s timeline', async () => {
  const quote = await out();
  await accept(quote.id);
  const { body } = await desk.owner.get(`/leads/${quote.leadId}/timeline?kinds=quotes`);
  expect(body.data.map(({ type }: { type: string }) => type)).toEqual(['quote.accepted', 'quote.sent', 'quote.created']);
});

test('an accepted quote takes back a lead that was lost; one that is drafted takes nothing back', async () => {
  const quote = await out();
  const { body: { data: [pipeline] } } = await desk.owner.get('/pipelines?kind=lead');
  const lost = pipeline.stages.find(({ type }: { type: string }) => type === 'lost');
  await desk.owner.post(`/leads/${quote.leadId}/move`, { stageId: lost.id, lostReason: 'Silent' });
  await desk.draft(quote.leadId);
  expect((await leadOf(quote.leadId)).status).toBe('lost');
  await accept(quote.id);
  expect((await leadOf(quote.leadId)).status).toBe('won');
});

test('a quote follows its lead into a merge and back', async () => {
  const quote = await out();
  const { id: keepId } = await desk.lead();
  const { body: { mergeId } } = await desk.owner.post('/leads/merge', { keepId, mergeIds: [quote.leadId] });
  expect((await desk.get(quote.id)).leadId).toBe(keepId);
  await desk.owner.post(`/merges/${mergeId}/undo`);
  expect((await desk.get(quote.id)).leadId).toBe(quote.leadId);
});

test('a purged lead takes its quotes along, and of an erased one no quote says who it was', async () => {
  const [purged, erased] = [await out(), await out()];
  await desk.owner.delete(`/leads/${purged.leadId}`);
  expect((await desk.owner.post(`/leads/${purged.leadId}/purge`)).status).toBe(204);
  await desk.owner.post(`/leads/${erased.leadId}/erase`);
  const left = await desk.organization.inOrg(({ rows, organizationId }) => rows<{ json: string }>(
    'select row_to_json(q)::text as json from quotes q where organization_id = $1', [organizationId]));
  expect(left).toHaveLength(1);
  expect(left[0]!.json).not.toMatch(/Prospect|example\.test|\+2547/);
  const written = await desk.organization.inOrg(({ rows, organizationId }) => rows<{ json: string }>(
    `select row_to_json(m)::text as json from outbox_messages m where organization_id = $1`, [organizationId]));
  expect(written.map(({ json }) => json).join()).not.toMatch(/prospect\d+@example\.test/);
});

