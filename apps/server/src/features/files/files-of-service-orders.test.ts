import type { LeadFile } from '@lastmile/contracts';
import { startTestServer, type Client, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { executable, pdf, png } from './testing/samples.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
});
afterAll(() => server.stop());

let made = 0;
/** An order of nobody's, of a subscriber of its own. */
async function newOrder(): Promise<{ id: string; subscriberId: string; leadId: string }> {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(900_000 + made)}` });
  const request = { type: 'active_without_invoice' };
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  const { body } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...request });
  return { id: body.serviceOrderId, subscriberId: body.subscriberId, leadId: lead.id };
}
function upload(as: Client, subject: { [name: string]: string }, content: Buffer = png, name = 'IMG_0001.png') {
  const form = new FormData();
  for (const [field, value] of Object.entries(subject)) form.set(field, value);
  form.set('file', new File([new Uint8Array(content)], name));
  return as.post('/files', form);
}
const names = async (as: Client, query: string) => ((await as.get(`/files?${query}`)).body.data as LeadFile[]).map(({ name }) => name);

test('a technician photographs what was installed; it is with the order and at the subscriber, and a deletion can be undone', async () => {
  const technician = await organization.signIn('technician');
  const { id, subscriberId } = await newOrder();
  const { status, body: file } = await upload(technician, { serviceOrderId: id });
  expect([status, file.category, file.leadId, file.serviceOrderId]).toEqual([201, 'photo', null, id]);
  expect((await technician.get(`/files/${file.id}/content`)).headers['content-type']).toBe('image/png');
  expect(await names(owner, `serviceOrderId=${id}`)).toEqual(['IMG_0001.png']);
  expect(await names(owner, `subscriberId=${subscriberId}`)).toEqual(['IMG_0001.png']);
  expect((await organization.eventsOf('file.added')).at(-1)).toMatchObject({ changes: { name: 'IMG_0001.png' } });
  const keys: string[] = [];
  for await (const { key } of server.services.files.list(`crm/${organization.organizationId}/service_order_${id}/`)) keys.push(key);
  expect(keys).toHaveLength(1);

  expect((await technician.delete(`/files/${file.id}`)).status).toBe(204);
  expect(await names(owner, `serviceOrderId=${id}`)).toEqual([]);
  expect((await technician.post(`/files/${file.id}/restore`)).status).toBe(200);
  expect((await technician.patch(`/files/${file.id}`, { name: 'Router on the wall' })).body.name).toBe('Router on the wall.png');
  // Also once the work is done.
  await owner.post(`/service-orders/${id}/complete`, { openItemsReason: 'Done before' });
  expect((await upload(owner, { serviceOrderId: id }, pdf, 'report.pdf')).status).toBe(201);
});

test('the rules of uploads are those of leads', async () => {
  const { id } = await newOrder();
  expect(await upload(owner, { serviceOrderId: id }, executable, 'photo.png')).toBeProblem(415, 'file_kind_refused');
  expect(await upload(owner, { serviceOrderId: id }, Buffer.alloc(0))).toBeProblem(422, 'file_empty');
  expect(await upload(owner, {})).toBeProblem(422, 'invalid_fields');
  const { leadId } = await newOrder();
  expect(await upload(owner, { serviceOrderId: id, leadId })).toBeProblem(422, 'invalid_fields');
});

test('a technician sees no files of leads, nor of another’s order; sales look at photos and add none', async () => {
  const [technician, other, sales] = [await organization.signIn('technician'), await organization.signIn('technician'), await organization.signIn('sales')];
  const { id, leadId } = await newOrder();
  await owner.post(`/service-orders/${id}/schedule`, { technicianId: technician.user.id, from: '2031-01-02T08:00:00Z', to: '2031-01-02T09:00:00Z' });
  const { body: photo } = await upload(technician, { serviceOrderId: id });
  const { body: unclaimed } = await owner.post('/leads', { name: 'Nobody’s yet', ownerId: null });
  const { body: paper } = await upload(owner, { leadId: unclaimed.id }, pdf, 'contract.pdf');

  for (const file of [paper.id]) expect(await technician.get(`/files/${file}`)).toBeProblem(404, 'not_found');
  expect(await technician.get(`/files?leadId=${unclaimed.id}`)).toBeProblem(404, 'not_found');
  expect(await upload(technician, { leadId: unclaimed.id })).toBeProblem(404, 'not_found');
  expect(await technician.delete(`/files/${paper.id}`)).toBeProblem(404, 'not_found');
  expect(await other.get(`/files/${photo.id}/content`)).toBeProblem(404, 'not_found');
  expect(await other.get(`/files?serviceOrderId=${id}`)).toBeProblem(404, 'not_found');
  expect(await upload(other, { serviceOrderId: id })).toBeProblem(404, 'not_found');
  expect(await names(sales, `serviceOrderId=${id}`)).toEqual(['IMG_0001.png']);
  expect(await upload(sales, { serviceOrderId: id })).toBeProblem(403, 'not_allowed');
  expect(await sales.delete(`/files/${photo.id}`)).toBeProblem(403, 'not_allowed');
  expect(leadId).toBeDefined();
});
