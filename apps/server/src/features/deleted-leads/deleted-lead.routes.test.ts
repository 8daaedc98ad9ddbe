import type { DeletedLead } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { purgeByRule } from './purge-by-rule.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => { server = await startTestServer(); }, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
});

const word = 'Tamarind';
/** A lead with something of everything that can hang on one. */
async function wholeLead(): Promise<string> {
  const { body: { id } } = await owner.post('/lead-captures', {
    source: 'quote', company: `${word} Ltd`, name: `${word} person`, phone: '+254733555001', email: 'who@tamarind.test', data: { note: `${word} asked` }, estimatedValue: '900',
  }).then(({ body }) => owner.get(`/leads/${body.leadId as string}`));
  const { body: tag } = await owner.post('/tags', { name: 'Estate' });
  await owner.put(`/leads/${id}/tags`, { tagIds: [tag.id] });
  await owner.patch(`/leads/${id}`, { street: `${word} road`, notes: `${word} notes`, broughtInBy: `${word} uncle`, estimatedValue: '1200', city: 'Nairobi' });
  await owner.post('/activities', { leadId: id, type: 'call', outcome: 'answered', body: `${word} talked`, followUpAt: '2031-01-01', followUpNote: `${word} next` });
  const form = new FormData();
  form.set('leadId', id);
  form.set('file', new File([`${word} card`], `${word}.txt`));
  await owner.post('/files', form);
  return id as string;
}

/** Where the word still stands, in any table of the organization. */
const tracesOf = (leadId: string): Promise<string[]> => organization.inOrg(async ({ rows, organizationId }) => {
  const traces: string[] = [];
  for (const table of ['leads', 'activities', 'lead_captures', 'files', 'events', 'conversions', 'lead_tags']) {
    const found = await rows<{ row: string }>(
      `select t::text as row from ${table} t where t.organization_id = $1 and (t::text ilike $2 or t::text like '%733555001%')`, [organizationId, `%${word}%`]);
    traces.push(...found.map(({ row }) => `${table}: ${row.slice(0, 200)}`));
  }
  expect(leadId).toBeTruthy();
  return traces;
});

test('deleted leads are listed with who and when, the latest first, found by a search, and brought back', async () => {
  const ids: string[] = [];
  for (const name of ['First gone', 'Second gone', 'Stays']) ids.push((await owner.post('/leads', { name })).body.id as string);
  const manager = await organization.signIn('manager', { name: 'Linda' });
  await owner.delete(`/leads/${ids[0]!}`);
  server.clock.advance(1000);
  await owner.delete(`/leads/${ids[1]!}`);
  const page = (await owner.get('/leads/deleted?limit=1')).body;
  expect(page.data).toMatchObject([{ id: ids[1], title: 'Second gone', deletedByName: 'Olive Owner', stageName: 'New enquiry', purgedOn: null }]);
  const rest = (await owner.get(`/leads/deleted?cursor=${page.nextCursor as string}`)).body;
  expect((rest.data as DeletedLead[]).map(({ id }) => id)).toEqual([ids[0]]);
  expect(((await owner.get('/leads/deleted?q=first')).body.data as DeletedLead[]).map(({ id }) => id)).toEqual([ids[0]]);
  // The owner’s leads are none of the manager’s team; unclaimed ones are everybody’s.
  expect((await manager.get('/leads/deleted')).body.data).toHaveLength(2);
  const own = (await (await organization.signIn('sales')).post('/leads', { name: 'Somebody else’s' })).body.id as string;
  await owner.delete(`/leads/${own}`);
  expect((await manager.get('/leads/deleted')).body.data).toHaveLength(2);
  expect((await owner.get('/leads/deleted')).body.data).toHaveLength(3);
  await owner.post(`/leads/${ids[0]!}/restore`);
  expect((await owner.get('/leads/deleted?q=gone')).body.data).toHaveLength(1);
});

test('purging takes everything of a lead along and leaves its number in an event, nothing that says who it was', async () => {
  const id = await wholeLead();
  expect((await tracesOf(id)).length).toBeGreaterThan(5);
  expect(await owner.post(`/leads/${id}/purge`)).toBeProblem(409, 'not_deleted');
  await owner.delete(`/leads/${id}`);
  expect((await owner.post(`/leads/${id}/purge`)).status).toBe(204);
  expect(await tracesOf(id)).toEqual([]);
  expect(await owner.post(`/leads/${id}/purge`)).toBeProblem(404, 'not_found');
  expect(await owner.post(`/leads/${id}/restore`)).toBeProblem(404, 'not_found');
  expect(await organization.eventsOf('lead.purged')).toEqual([{ id, changes: { number: 'L-000001' } }]);
});

test('every table that holds something of a lead is one that purging knows', async () => {
  const found = await organization.inOrg(({ rows }) => rows<{ name: string; onDelete: string }>(
    `select k.conrelid::regclass::text as name, k.confdeltype::text as "onDelete" from pg_constraint k
      where k.contype = 'f' and k.confrelid = 'leads'::regclass order by 1`, []));
  expect(found.filter(({ onDelete }) => onDelete !== 'c').map(({ name }) => name)).toEqual(['activities', 'conversions', 'lead_tags', 'leads', 'quotes', 'subscribers']);
});

test('a subscriber’s lead is not purged, also when it was opened again and deleted', async () => {
  const { body: { id } } = await owner.post('/leads', { name: 'Connected' });
  const request = { type: 'active_without_invoice' };
  const { body: { planHash } } = await owner.post(`/leads/${id}/conversion-plan`, request);
  const { body: { subscriberId } } = await owner.post(`/leads/${id}/conversion`, { planHash, ...request });
  expect(await owner.delete(`/leads/${id}`)).toBeProblem(409, 'lead_locked');
  await owner.post(`/leads/${id}/reopen`, { reason: 'To see' });
  await owner.delete(`/leads/${id}`);
  const refused = await owner.post(`/leads/${id}/purge`);
  expect(refused).toBeProblem(409, 'lead_has_subscriber');
  expect(refused.body.subscriber.id).toBe(subscriberId);
});

test('a conversion that failed and left nothing goes with its lead; one that is running keeps it', async () => {
  const { body: router } = await owner.post('/routers', { name: 'R', host: '127.0.0.1', port: 1, tls: 'off', username: 'x', password: 'x', timeoutMs: 500 });
  const { body: { id } } = await owner.post('/leads', { name: 'Half way' });
  const request = { type: 'active_without_invoice', routerUser: { routerId: router.id, service: 'pppoe', username: 'half', profile: 'x' } };
  const { body: { planHash } } = await owner.post(`/leads/${id}/conversion-plan`, request);
  const { body: conversion } = await owner.post(`/leads/${id}/conversion`, { planHash, ...request });
  const set = (sql: string) => organization.inOrg(({ rows, organizationId }) => rows(sql, [organizationId, conversion.id]));
  expect(await owner.post(`/leads/${id}/erase`)).toBeProblem(409, 'lead_converting');
  await organization.inOrg(({ rows, organizationId, now }) => rows('update leads set deleted_at = $3 where organization_id = $1 and id = $2', [organizationId, id, now]));
  expect(await owner.post(`/leads/${id}/purge`)).toBeProblem(409, 'lead_converting');
  await set("update conversions set state = 'failed' where organization_id = $1 and id = $2");
  await set("update router_users set state = 'removed' where organization_id = $1 and conversion_id = $2");
  expect((await owner.post(`/leads/${id}/purge`)).status).toBe(204);
});

test('erasing a person keeps the figures and nothing that says who it was', async () => {
  const id = await wholeLead();
  const { body: before } = await owner.get(`/leads/${id}`);
  const { status, body: lead } = await owner.post(`/leads/${id}/erase`);
  expect(status).toBe(200);
  expect(lead).toMatchObject({
    title: 'Erased lead', phone: null, email: null, companyName: null, notes: null, data: {}, city: 'Nairobi', estimatedValue: '1200.00', value: before.value,
    stageId: before.stageId, source: 'quote', erasedAt: expect.any(String), followUp: { state: 'none' },
  });
  expect(lead.tags).toMatchObject([{ name: 'Estate' }]);
  expect(await tracesOf(id)).toEqual([]);
  const { data: timeline } = (await owner.get(`/leads/${id}/timeline`)).body as { data: { type: string; changes: object }[] };
  expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['lead.erased', 'activity.logged', 'lead.updated', 'lead.captured', 'lead.created']));
  expect(timeline.find(({ type }) => type === 'activity.logged')!.changes).toMatchObject({ activityType: 'call', outcome: 'answered', erased: true });
  expect(timeline.find(({ type }) => type === 'lead.updated')!.changes).toMatchObject({ estimatedValue: { to: '1200.00' } });
  expect((await owner.get(`/leads?q=${word}`)).body.data).toEqual([]);
  // The phone is free again, and the lead can still be worked on.
  expect((await owner.post('/leads', { name: 'New', phone: '+254733555001' })).status).toBe(201);
  expect((await owner.patch(`/leads/${id}`, { score: 3 })).status).toBe(200);
});

test('a converted lead can be erased; its subscriber keeps its own data', async () => {
  const { body: { id } } = await owner.post('/leads', { name: `${word} person`, phone: '+254733555001', street: 'Lane' });
  const request = { type: 'active_without_invoice' };
  const { body: { planHash } } = await owner.post(`/leads/${id}/conversion-plan`, request);
  const { body: { subscriberId } } = await owner.post(`/leads/${id}/conversion`, { planHash, ...request });
  expect((await owner.post(`/leads/${id}/erase`)).body).toMatchObject({ title: 'Erased lead', subscriberId, convertedAt: expect.any(String) });
  expect((await owner.get(`/subscribers/${subscriberId as string}`)).body).toMatchObject({ name: `${word} person`, phone: '+254733555001' });
});

test('purging and erasing are for admins', async () => {
  const { body: { id } } = await owner.post('/leads', { name: 'Any' });
  const manager = await organization.signIn('manager');
  expect(await manager.post(`/leads/${id}/erase`)).toBeProblem(403, 'not_allowed');
  await owner.delete(`/leads/${id}`);
  expect(await manager.post(`/leads/${id}/purge`)).toBeProblem(403, 'not_allowed');
  expect((await (await organization.signIn('admin')).post(`/leads/${id}/purge`)).status).toBe(204);
});

test('nothing is purged by time unless the organization says so', async () => {
  const { body: { id } } = await owner.post('/leads', { name: 'Old' });
  const { body: young } = await owner.post('/leads', { name: 'Young' });
  await owner.delete(`/leads/${id}`);
  await owner.delete(`/leads/${young.id as string}`);
  await organization.inOrg(({ rows, organizationId, now }) => rows(
    'update leads set deleted_at = $3 where organization_id = $1 and id = $2', [organizationId, id, new Date(now.getTime() - 31 * 86_400_000)]));
  const left = async () => ((await owner.get('/leads/deleted')).body.data as DeletedLead[]).map(({ title }) => title);
  await purgeByRule(organization.inOrg);
  expect(await left()).toEqual(['Young', 'Old']);
  await owner.patch('/organization', { purgeDeletedAfterDays: 30 });
  expect(((await owner.get('/leads/deleted')).body.data as DeletedLead[])[0]!.purgedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  await purgeByRule(organization.inOrg);
  expect(await left()).toEqual(['Young']);
  await owner.patch('/organization', { purgeDeletedAfterDays: null });
});
