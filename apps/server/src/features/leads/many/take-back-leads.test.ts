import type { NewLead } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';
import { planLeads } from './plan-leads.ts';
import { takeBackLeads } from './take-back-leads.ts';
import { writeLeads, type WrittenLead } from './write-leads.ts';

let server: TestServer;
let desk: LeadDesk;
let offerId: string;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  offerId = (await desk.owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10 })).body.id;
});
afterAll(() => server.stop());

const make = (inputs: NewLead[]): Promise<WrittenLead[]> => desk.organization.inOrg(async (scope) =>
  writeLeads(scope, await planLeads(scope, inputs.map((input, index) => ({ row: index + 1, input })), { onDuplicate: 'skip', earlier: new Map() }), {}));
const takeBack = (written: readonly WrittenLead[]) => desk.organization.inOrg(async (scope) =>
  takeBackLeads(scope, written.map(({ row, leadId, before, after }) => ({ row, leadId: leadId!, before, after: after! })), {}));

test('what was worked on in any way since it was made stays, and does not keep the others from going', async () => {
  const names = ['Quoted', 'Quoted and deleted', 'Called', 'Written a file on', 'Converted', 'Another one merged into it', 'Untouched', 'Planned from the start'];
  const written = await make(names.map((name) => ({ name, phone: freshPhone(), offerId, ...(name.startsWith('Planned') ? { followUpAt: '2031-02-03' } : {}) })));
  const idOf = (name: string) => written[names.indexOf(name)]!.leadId!;
  const { owner } = desk;
  const quoteFor = (name: string) => ({ leadId: idOf(name), items: [{ offerId }] });
  const done = async (reply: Promise<{ status: number; body: { id: string; planHash: string } }>) => {
    const { status, body } = await reply;
    expect([200, 201, 202, 204]).toContain(status);
    return body;
  };
  await done(owner.post('/quotes', quoteFor('Quoted')));
  const { id: draft } = await done(owner.post('/quotes', quoteFor('Quoted and deleted')));
  await done(owner.delete(`/quotes/${draft}`));
  await done(owner.post('/activities', { leadId: idOf('Called'), type: 'note', body: 'Not at home' }));
  const form = new FormData();
  form.set('leadId', idOf('Written a file on'));
  form.set('file', new File(['x'], 'gate.txt'));
  await done(owner.post('/files', form));
  const conversion = { type: 'active_without_invoice' };
  const { planHash } = await done(owner.post(`/leads/${idOf('Converted')}/conversion-plan`, conversion));
  await done(owner.post(`/leads/${idOf('Converted')}/conversion`, { planHash, ...conversion }));
  const { id: other } = await desk.add(owner, { name: 'Another one', phone: freshPhone() });
  await done(owner.post('/leads/merge', { keepId: idOf('Another one merged into it'), mergeIds: [other] }));

  const back = await takeBack(written);
  expect(back.toSorted((one, next) => one.row - next.row).map(({ row, outcome }) => [names[row - 1], outcome])).toEqual(
    names.map((name) => [name, name === 'Untouched' || name.startsWith('Planned') ? 'removed' : 'kept']));
  for (const { outcome, problem } of back) if (outcome === 'kept') expect(problem).toMatch(/ since\.$/);
  expect((await owner.get(`/leads/${idOf('Quoted')}`)).status).toBe(200);
  expect((await owner.get(`/leads/${idOf('Untouched')}`)).status).toBe(404);
});

test('a lead that went into another one stays with it', async () => {
  const [made] = await make([{ name: 'Made twice', phone: freshPhone() }]);
  const { id: kept } = await desk.add(desk.owner, { name: 'There before', phone: freshPhone() });
  expect((await desk.owner.post('/leads/merge', { keepId: kept, mergeIds: [made!.leadId] })).status).toBe(200);
  expect(await takeBack([made!])).toMatchObject([{ outcome: 'kept' }]);
});
