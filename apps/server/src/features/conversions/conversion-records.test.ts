import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

/** What a conversion makes beside the subscriber, how the organization decides about it, and how it is taken back. */
let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offerId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  await owner.patch('/organization', { taxRate: '16', taxName: 'VAT' });
  offerId = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '999.99', downloadMbps: 20, uploadMbps: 10, routerProfile: 'home-20' })).body.id;
}, 60_000);
afterAll(() => server.stop());

let made = 0;
const newLead = async (more: object = {}): Promise<string> => {
  made += 1;
  return (await owner.post('/leads', { name: `Achieng ${made}`, phone: `0733${String(100_000 + made)}`, offerId, ...more })).body.id;
};
const plan = async (id: string, request: object) => (await owner.post(`/leads/${id}/conversion-plan`, request)).body;
const convert = async (id: string, request: object) => owner.post(`/leads/${id}/conversion`, { planHash: (await plan(id, request)).planHash, ...request });

test('an active subscriber gets an invoice, a new one a proforma, each with the lines of the plan, its own number and no gap', async () => {
  const numbers: string[] = [];
  for (const type of ['active_with_invoice', 'new_with_proforma', 'active_with_invoice']) {
    const { body } = await convert(await newLead(), { type });
    numbers.push(body.invoiceNumber);
    const { body: invoice } = await owner.get(`/invoices/${body.invoiceId}`);
    expect(invoice).toMatchObject({
      kind: type === 'active_with_invoice' ? 'invoice' : 'proforma', status: 'issued', subtotal: '3499.99', tax: '560.00', total: '4059.99', taxName: 'VAT',
      subscriberId: body.subscriberId, conversionId: body.id,
      lines: [
        { description: 'Installation', unitPrice: '999.99', taxRate: '16.00', lineTax: '160.00' },
        { description: 'Home 20, first month', unitPrice: '2500.00', lineTax: '400.00' },
      ],
    });
  }
  expect(numbers).toEqual(['INV-000001', 'PRO-000001', 'INV-000002']);
  const { body } = await convert(await newLead(), { type: 'active_without_invoice' });
  expect(body).toMatchObject({ invoiceId: null, serviceOrderNumber: expect.stringMatching(/^SO-/) });
  expect((await owner.get(`/invoices?subscriberId=${body.subscriberId}`)).body.data).toEqual([]);
});

test('an invoice is paid or cancelled once', async () => {
  const [paid, cancelled] = [await convert(await newLead(), { type: 'active_with_invoice' }), await convert(await newLead(), { type: 'active_with_invoice' })].map(({ body }) => body.invoiceId);
  expect((await owner.post(`/invoices/${paid}/pay`, { paidOn: '2031-01-02' })).body).toMatchObject({ status: 'paid', paidOn: '2031-01-02' });
  expect(await owner.post(`/invoices/${paid}/cancel`, { reason: 'x' })).toBeProblem(409, 'invoice_paid');
  expect((await owner.post(`/invoices/${cancelled}/cancel`, { reason: 'Wrong package' })).body).toMatchObject({ status: 'cancelled', cancelReason: 'Wrong package' });
  expect(await owner.post(`/invoices/${cancelled}/pay`, {})).toBeProblem(409, 'invoice_cancelled');
});

test('settings say which types there are, and which won stage a pipeline’s leads go to, until it is reset', async () => {
  const { body: { data: [pipeline] } } = await owner.get('/pipelines?kind=lead');
  const { body: changed } = await owner.post(`/pipelines/${pipeline.id}/stages`, { name: 'Connected', type: 'won' });
  const stage = (changed.stages ?? [changed]).find(({ name }: { name: string }) => name === 'Connected');
  expect((await owner.get('/conversion-settings')).body).toMatchObject({ defaultType: 'new_with_proforma', enableAfterInstallation: true, wonStages: [] });
  expect(await owner.patch('/conversion-settings', { offeredTypes: ['active_with_invoice'] })).toBeProblem(422, 'invalid_fields');
  expect(await owner.patch('/conversion-settings', { offeredTypes: ['new_with_proforma'], defaultType: 'active_with_invoice' })).toBeProblem(422, 'invalid_fields');
  const wonStages = [{ pipelineId: pipeline.id, stageId: stage.id }];
  const { status, body } = await owner.patch('/conversion-settings', { offeredTypes: ['active_with_invoice', 'new_with_proforma'], wonStages, checklist: ['Only this'] });
  expect(status).toBe(200);
  expect(body).toMatchObject({ wonStages, checklist: ['Only this'] });
  expect((await plan(await newLead(), { type: 'active_without_invoice' })).blockers).toMatchObject([{ code: 'type_not_offered' }]);
  const lead = await newLead();
  await convert(lead, { type: 'new_with_proforma' });
  expect((await owner.get(`/leads/${lead}`)).body).toMatchObject({ stageName: 'Connected', status: 'won' });
  await owner.patch('/conversion-settings', { wonStages: [], offeredTypes: ['active_without_invoice', 'active_with_invoice', 'new_with_proforma'] });
  const next = await newLead();
  await convert(next, { type: 'new_with_proforma' });
  expect((await owner.get(`/leads/${next}`)).body.stageName).not.toBe('Connected');
  expect(await (await organization.signIn('manager')).patch('/conversion-settings', { wonStages: [] })).toBeProblem(403, 'not_allowed');
});

test('the service goes to an existing subscriber where one is named, and nobody new is made', async () => {
  const { body: { subscriberId } } = await convert(await newLead({ email: 'family@home.test' }), { type: 'active_without_invoice' });
  const second = await newLead({ email: 'family@home.test' });
  const request = { type: 'active_with_invoice', subscriberId };
  const planned = await plan(second, request);
  expect(planned.effects[0]).toMatchObject({ kind: 'subscriber', details: { subscriberId } });
  const { body } = await convert(second, request);
  expect(body.subscriberId).toBe(subscriberId);
  expect((await owner.get(`/subscribers/${subscriberId}`)).body.subscriptions).toHaveLength(2);
  expect((await owner.get(`/leads/${second}`)).body).toMatchObject({ subscriberId, status: 'won' });
  expect(await owner.post(`/leads/${await newLead()}/conversion-plan`, { type: 'active_with_invoice', subscriberId: organization.organizationId })).toBeProblem(422, 'invalid_fields');
});

test('a plan says plainly what is in the way: no package, a router that did not answer, an address in use', async () => {
  const none = await newLead({ offerId: null });
  expect((await plan(none, { type: 'new_with_proforma' })).blockers).toMatchObject([{ code: 'no_package' }]);
  expect(await convert(none, { type: 'new_with_proforma' })).toBeProblem(409, 'no_package');
  const router = async (name: string) =>
    (await owner.post('/routers', { name, host: '127.0.0.1', port: 1, tls: 'off', username: 'x', password: 'x', timeoutMs: 500, attempts: 1 })).body.id as string;
  const [down, fine] = [await router('Down'), await router('Fine')];
  await owner.post(`/routers/${down}/check`);
  const user = (routerId: string, username: string) => ({ type: 'active_with_invoice', routerUser: { routerId, service: 'pppoe', username, ipAddress: '10.0.0.7' } });
  expect((await plan(await newLead(), user(down, 'a'))).blockers).toMatchObject([{ code: 'router_unreachable' }]);
  expect((await convert(await newLead(), user(fine, 'b'))).status).toBe(202);
  expect((await plan(await newLead(), user(fine, 'c'))).blockers).toMatchObject([{ code: 'ip_address_taken' }]);
});

test('opening a lead again takes back what can be, says what cannot, and it can be converted anew for the same subscriber', async () => {
  const lead = await newLead();
  const { body: first } = await convert(lead, { type: 'new_with_proforma' });
  const { body: reopening } = await owner.get(`/leads/${lead}/reopening`);
  expect(reopening.takenBack.map(({ kind }: { kind: string }) => kind)).toEqual(['subscription', 'invoice', 'service_order']);
  expect((await owner.post(`/leads/${lead}/reopen`, { reason: 'They move first' })).status).toBe(200);
  expect((await owner.get(`/invoices/${first.invoiceId}`)).body).toMatchObject({ status: 'cancelled', cancelReason: 'They move first' });
  expect((await owner.get(`/service-orders/${first.serviceOrderId}`)).body).toMatchObject({ status: 'cancelled' });
  expect((await owner.get(`/subscribers/${first.subscriberId}`)).body).toMatchObject({ status: 'ended', subscriptions: [{ status: 'ended' }] });

  const { body: second } = await convert(lead, { type: 'active_with_invoice' });
  expect(second).toMatchObject({ id: first.id, state: 'done', subscriberId: first.subscriberId });
  expect(second.serviceOrderId).not.toBe(first.serviceOrderId);
  expect((await owner.get(`/subscribers/${first.subscriberId}`)).body).toMatchObject({ status: 'active' });

  await owner.post(`/invoices/${second.invoiceId}/pay`, {});
  await owner.post(`/service-orders/${second.serviceOrderId}/complete`, { openItemsReason: 'Was there' });
  const { body: then } = await owner.get(`/leads/${lead}/reopening`);
  expect(then.takenBack.map(({ kind }: { kind: string }) => kind)).toEqual(['subscription']);
  expect(then.stays.map(({ kind }: { kind: string }) => kind)).toEqual(['invoice', 'service_order', 'subscriber']);
  await owner.post(`/leads/${lead}/reopen`, { reason: 'Again' });
  expect((await owner.get(`/invoices/${second.invoiceId}`)).body.status).toBe('paid');
});
