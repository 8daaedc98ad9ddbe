import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
let sales: SignedInClient;
let colleague: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  sales = await desk.organization.signIn('sales', { name: 'Sam' });
  colleague = await desk.organization.signIn('sales', { name: 'Cora' });
});
afterAll(() => server.stop());

const move = (id: string, stageName: string) => owner.post(`/leads/${id}/move`, {
  stageId: desk.stage(stageName).id, ...(stageName === 'Lost' ? { lostReason: 'Moved away' } : {}),
});

describe('a phone that an open lead has', () => {
  test('is refused with a link to that lead, however it is written', async () => {
    const phone = freshPhone();
    const first = await desk.add(owner, { name: 'Mary', phone });
    const refused = await owner.post('/leads', { name: 'Somebody', phone: `0${phone.slice(4)}` });
    expect(refused).toBeProblem(409, 'duplicate_lead');
    expect(refused.body.lead).toEqual({ id: first.id, number: first.number, title: 'Mary', href: `/leads/${first.id}` });
    expect(refused.body.errors).toEqual([{ pointer: '/phone', detail: expect.stringContaining('Mary') as unknown }]);
    const second = await desk.add(owner, { name: 'Somebody' });
    expect((await owner.patch(`/leads/${second.id}`, { phone })).body.lead.id).toBe(first.id);
  });

  test('is refused without title or link to somebody who may not see that lead', async () => {
    const phone = freshPhone();
    const first = await desk.add(colleague, { name: 'Secret Mary', phone });
    const second = await desk.add(sales, { name: 'Somebody' });
    for (const refused of [await sales.post('/leads', { name: 'Somebody', phone }), await sales.patch(`/leads/${second.id}`, { phone })]) {
      expect(refused).toBeProblem(409, 'duplicate_lead');
      expect(refused.body.lead).toEqual({ id: first.id, number: first.number });
      expect(JSON.stringify(refused.body)).not.toContain('Secret');
    }
  });

  test('goes to one of many who write it at the same moment', async () => {
    const phone = freshPhone();
    const made = await Promise.all(Array.from({ length: 12 }, (_, index) => owner.post('/leads', { name: `Twin ${index}`, phone })));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(1);
    const { id } = made.find(({ status }) => status === 201)!.body;
    for (const refused of made.filter(({ status }) => status !== 201)) {
      expect(refused).toBeProblem(409, 'duplicate_lead');
      expect(refused.body.lead.id).toBe(id);
    }
    const others = await Promise.all(Array.from({ length: 6 }, (_, index) => desk.add(owner, { name: `Other ${index}` })));
    const taken = freshPhone();
    const changed = await Promise.all(others.map((lead) => owner.patch(`/leads/${lead.id}`, { phone: taken })));
    expect(changed.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  test.each(['Won', 'Lost'])('is free again once that lead is %s, and taken when it would open again', async (closed) => {
    const phone = freshPhone();
    const first = await desk.add(owner, { name: 'Mary', phone });
    expect((await move(first.id, closed)).status).toBe(200);
    const second = await desk.add(owner, { name: 'Mary again', phone });
    const refused = await move(first.id, 'Contacted');
    expect(refused).toBeProblem(409, 'duplicate_lead');
    expect(refused.body.lead.id).toBe(second.id);
    expect((await owner.get(`/leads/${first.id}`)).body).toMatchObject({ stageName: closed });
    await owner.patch(`/leads/${second.id}`, { phone: null });
    expect((await move(first.id, 'Contacted')).body).toMatchObject({ status: 'in_progress', lostReason: null });
    expect(await owner.patch(`/leads/${second.id}`, { phone })).toBeProblem(409, 'duplicate_lead');
  });

  test('is free again once that lead is deleted, and taken when it would come back', async () => {
    const phone = freshPhone();
    const first = await desk.add(owner, { name: 'Mary', phone });
    expect((await owner.delete(`/leads/${first.id}`)).status).toBe(204);
    expect(await owner.get(`/leads/${first.id}`)).toBeProblem(404, 'not_found');
    const second = await desk.add(owner, { name: 'Mary again', phone });
    const refused = await owner.post(`/leads/${first.id}/restore`);
    expect(refused).toBeProblem(409, 'duplicate_lead');
    expect(refused.body.lead.id).toBe(second.id);
    await move(second.id, 'Won');
    const { body } = await owner.post(`/leads/${first.id}/restore`);
    expect(body).toMatchObject({ id: first.id, phone, stageName: 'New enquiry' });
    expect(await owner.post('/leads', { name: 'Third', phone })).toBeProblem(409, 'duplicate_lead');
  });

  test('may be shared where the organization does not mind, and only there', async () => {
    const relaxed = await openLeadDesk(server);
    await relaxed.organization.inOrg(({ rows, organizationId }) =>
      rows('update organization_settings set unique_phone_among_open_leads = false where organization_id = $1', [organizationId]));
    const phone = freshPhone();
    await relaxed.add(relaxed.owner, { name: 'One', phone });
    await relaxed.add(relaxed.owner, { name: 'Two', phone });
    expect((await desk.add(owner, { name: 'Elsewhere', phone })).phone).toBe(phone);
  });
});

describe('an external reference', () => {
  const externalRef = { source: 'erp', reference: 'ORDER-7' };

  test('belongs to one lead: the second is refused with the first', async () => {
    const first = await desk.add(owner, { name: 'Mary', externalRef });
    const refused = await owner.post('/leads', { name: 'Other', phone: freshPhone(), externalRef });
    expect(refused).toBeProblem(409, 'duplicate_lead');
    expect(refused.body).toMatchObject({ lead: { id: first.id }, errors: [{ pointer: '/externalRef' }] });
    expect((await owner.post('/leads', { name: 'Other', externalRef: { ...externalRef, source: 'shop' } })).status).toBe(201);
  });

  test('stays its own when it is closed', async () => {
    const reference = { source: 'erp', reference: 'ORDER-8' };
    const { id } = await desk.add(owner, { name: 'Mary', externalRef: reference });
    await move(id, 'Lost');
    expect((await owner.post('/leads', { name: 'Other', externalRef: reference })).body.lead.id).toBe(id);
  });

  test('of a deleted lead is refused without a link that leads nowhere', async () => {
    const reference = { source: 'erp', reference: 'ORDER-9' };
    const { id, number } = await desk.add(owner, { name: 'Mary', externalRef: reference });
    await owner.delete(`/leads/${id}`);
    const refused = await owner.post('/leads', { name: 'Other', externalRef: reference });
    expect(refused).toBeProblem(409, 'duplicate_lead');
    expect(refused.body.lead).toEqual({ id, number });
  });
});

describe('the hint while typing', () => {
  const hints = async (by: SignedInClient, query: string) => (await by.get(`/leads/duplicates?${query}`)).body.data as { title: string; visible: boolean }[];

  test('names open leads with the phone or the email, the phone first', async () => {
    const phone = freshPhone();
    const byEmail = await desk.add(owner, { name: 'By email', email: 'same@lead.test' });
    const byPhone = await desk.add(owner, { name: 'By phone', phone, ownerId: colleague.user.id });
    const closed = await desk.add(owner, { name: 'Closed', email: 'same@lead.test' });
    await move(closed.id, 'Lost');
    const query = `phone=${encodeURIComponent(`0${phone.slice(4)}`)}&email=${encodeURIComponent(' SAME@lead.test ')}`;
    expect(await hints(owner, query)).toEqual([
      { id: byPhone.id, number: byPhone.number, title: 'By phone', stageName: 'New enquiry', ownerName: 'Cora', status: 'new', visible: true, reasons: ['phone'], score: 90 },
      { id: byEmail.id, number: byEmail.number, title: 'By email', stageName: 'New enquiry', ownerName: null, status: 'new', visible: true, reasons: ['email'], score: 80 },
    ]);
    expect(await hints(owner, `${query}&exceptId=${byPhone.id}`)).toHaveLength(1);
    const [hidden, seen] = await hints(sales, query);
    expect(hidden).toMatchObject({ number: byPhone.number, title: byPhone.number, ownerName: null, visible: false });
    expect(seen).toMatchObject({ title: 'By email', visible: true });
  });

  test('says nothing of half a phone, or of nothing', async () => {
    expect(await hints(owner, 'phone=07')).toEqual([]);
    expect(await hints(owner, '')).toEqual([]);
    expect(await hints(owner, 'email=%20')).toEqual([]);
  });
});
