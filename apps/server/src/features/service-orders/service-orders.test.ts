import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let technician: SignedInClient;
let offerId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  technician = await organization.signIn('technician');
  offerId = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '1000', downloadMbps: 20, uploadMbps: 10, routerProfile: 'home-20' })).body.id;
}, 60_000);
afterAll(() => server.stop());

let made = 0;
async function converted(request: object = { type: 'new_with_proforma' }) {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(600_000 + made)}`, offerId, location: 'Kilimani' });
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  const { status, body } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...request });
  expect(status).toBe(202);
  return { leadId: lead.id as string, conversion: body };
}
const order = async (id: string, client = owner) => (await client.get(`/service-orders/${id}`)).body;

test('a conversion makes its service order with the checklist; a technician takes it, ticks it off and completes it', async () => {
  const { conversion } = await converted();
  const id: string = conversion.serviceOrderId;
  const open = await order(id, technician);
  expect(open).toMatchObject({ status: 'open', number: expect.stringMatching(/^SO-\d{6}$/), offerName: 'Home 20', address: 'Kilimani', canWork: true, itemsDone: 0, items: 4 });
  expect((await owner.get(`/subscribers/${conversion.subscriberId}`)).body).toMatchObject({ status: 'new', subscriptions: [{ status: 'pending' }] });

  expect((await technician.post(`/service-orders/${id}/start`)).body).toMatchObject({ status: 'in_progress', technicianId: technician.user.id });
  expect(await technician.post(`/service-orders/${id}/start`)).toBeProblem(409, 'service_order_in_progress');
  expect(await technician.post(`/service-orders/${id}/complete`, {})).toBeProblem(409, 'checklist_open');
  for (const item of open.checklist) await technician.post(`/service-orders/${id}/items/${item.id}`, { done: true });
  expect((await order(id)).checklist[0]).toMatchObject({ doneByName: technician.user.name });
  const { status, body } = await technician.post(`/service-orders/${id}/complete`, { signature: { name: 'Customer', strokes: [[1, 2, 3, 4]] } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'completed', signature: { name: 'Customer' }, completedByName: technician.user.name, canWork: false });
  expect((await owner.get(`/subscribers/${conversion.subscriberId}`)).body).toMatchObject({ status: 'active', subscriptions: [{ status: 'active' }] });
  expect(await owner.post(`/service-orders/${id}/cancel`, { reason: 'Too late' })).toBeProblem(409, 'service_order_completed');
});

test('two appointments of one technician at the same time are refused, unless that is meant', async () => {
  const [one, two] = [await converted(), await converted()].map(({ conversion }) => conversion.serviceOrderId as string);
  const at = { technicianId: technician.user.id, from: '2031-03-03T06:00:00Z', to: '2031-03-03T08:00:00Z' };
  expect((await owner.post(`/service-orders/${one}/schedule`, at)).body).toMatchObject({ status: 'scheduled', technicianName: technician.user.name });
  const clash = await owner.post(`/service-orders/${two}/schedule`, { ...at, from: '2031-03-03T07:00:00Z' });
  expect(clash).toBeProblem(409, 'appointment_clash');
  expect((await owner.post(`/service-orders/${two}/schedule`, { ...at, from: '2031-03-03T07:00:00Z', force: true })).status).toBe(200);
  expect(await owner.post(`/service-orders/${two}/schedule`, { ...at, to: '2031-03-03T05:00:00Z' })).toBeProblem(422, 'invalid_fields');
  const { body } = await owner.get('/service-orders/appointments?from=2031-03-03&to=2031-03-09');
  expect(body.data.map(({ id }: { id: string }) => id)).toEqual([one, two]);
  const { body: board } = await owner.get('/service-orders/board');
  expect(board.columns.map(({ status }: { status: string }) => status)).toEqual(['open', 'scheduled', 'in_progress', 'completed', 'cancelled']);
  expect(board.columns[1].count).toBe(2);
});

test('an appointment that is made while converting says what else is then, before and on both orders, and is made all the same', async () => {
  const installer = await organization.signIn('technician');
  const appointment = { technicianId: installer.user.id, from: '2031-04-07T06:00:00Z', to: '2031-04-07T08:00:00Z' };
  const request = { type: 'new_with_proforma', appointment };
  const planned = async (asked: object) => {
    made += 1;
    const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(600_000 + made)}`, offerId, location: 'Kilimani' });
    return { id: lead.id as string, asked, plan: (await owner.post(`/leads/${lead.id}/conversion-plan`, asked)).body };
  };
  // Two plan at the same time, and neither knows of the other.
  const both = [await planned(request), await planned(request)];
  expect(both.map(({ plan }) => plan.notices)).toEqual([[], []]);
  const convert = ({ id, asked, plan: { planHash } }: Awaited<ReturnType<typeof planned>>) => owner.post(`/leads/${id}/conversion`, { planHash, ...asked });
  const answers = await Promise.all(both.map(convert));
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  const [one, two] = await Promise.all(answers.map(({ body }) => order(body.serviceOrderId)));
  expect(one).toMatchObject({ status: 'scheduled', clash: { id: two.id, number: two.number, from: appointment.from.replace('Z', '.000Z') } });
  expect(two).toMatchObject({ status: 'scheduled', clash: { id: one.id, number: one.number } });
  const told = (await organization.eventsOf('service_order.created')).filter(({ id }) => id === one.id || id === two.id).map(({ changes }) => changes.clashesWith ?? null);
  expect(told.toSorted()).toEqual([[one, two].map(({ number }) => number).find((number) => told.includes(number)), null]);
  expect(answers.map(({ body }) => body.steps.at(-1).message as string).filter((message) => message.includes('at the same time as SO-'))).toHaveLength(1);

  // Who plans afterwards is told, and may.
  const third = await planned({ ...request, appointment: { ...appointment, from: '2031-04-07T07:30:00Z', to: '2031-04-07T09:00:00Z' } });
  expect(third.plan).toMatchObject({ blockers: [], notices: [{ code: 'appointment_clash', message: expect.stringMatching(/ has SO-\d+ then\./) }] });
  expect((await planned({ ...request, appointment: { ...appointment, from: appointment.to, to: '2031-04-07T09:00:00Z' } })).plan.notices).toEqual([]);
  expect((await planned({ ...request, appointment: { ...appointment, technicianId: null } })).plan.notices).toEqual([]);
  expect((await convert(third)).status).toBe(202);
  await owner.post(`/service-orders/${two.id}/cancel`, { reason: 'They moved' });
  expect((await order(two.id)).clash).toBeNull();
  expect((await order(one.id)).clash).toMatchObject({ from: '2031-04-07T07:30:00.000Z' });
});

test('a technician sees and works on their own orders and those that nobody has, not on a colleague’s', async () => {
  const colleague = await organization.signIn('technician');
  const { conversion: { serviceOrderId: id } } = await converted();
  await owner.post(`/service-orders/${id}/schedule`, { technicianId: colleague.user.id, from: '2031-04-03T06:00:00Z', to: '2031-04-03T08:00:00Z' });
  expect(await technician.get(`/service-orders/${id}`)).toBeProblem(404, 'not_found');
  expect(await technician.post(`/service-orders/${id}/start`)).toBeProblem(404, 'not_found');
  const seller = await organization.signIn('sales');
  expect((await order(id, seller)).canWork).toBe(false);
  expect(await seller.post(`/service-orders/${id}/start`)).toBeProblem(403, 'not_allowed');
  expect(await colleague.post(`/service-orders/${id}/schedule`, { technicianId: technician.user.id, from: '2031-04-03T06:00:00Z', to: '2031-04-03T08:00:00Z' })).toBeProblem(422, 'invalid_fields');
});
