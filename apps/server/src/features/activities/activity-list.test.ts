import type { Activity, Lead } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let sales: SignedInClient;
let other: SignedInClient;
let mary: Lead;
let tom: Lead;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  sales = await organization.signIn('sales', { name: 'Sam' });
  other = await organization.signIn('sales', { name: 'Tom' });
  mary = (await sales.post('/leads', { name: 'Mary Wanjiku', phone: '0712555014' })).body as Lead;
  tom = (await other.post('/leads', { name: 'Estate office' })).body as Lead;
  const log = async (by: SignedInClient, lead: Lead, activity: object) => {
    expect((await by.post('/activities', { leadId: lead.id, ...activity })).status).toBe(201);
    server.clock.advance(60_000);
  };
  await log(sales, mary, { type: 'call', outcome: 'no_answer', body: 'Rang twice' });
  await log(sales, mary, { type: 'note', body: 'Café at the corner' });
  await log(sales, mary, { type: 'call', outcome: 'interested' });
  await log(other, tom, { type: 'meeting', body: 'Met the caretaker' });
  await log(sales, mary, { type: 'meeting', status: 'planned', subject: 'Site visit', dueAt: '2031-05-04' });
  await log(sales, mary, { type: 'task', status: 'in_progress', subject: 'Draw the plan' });
});
afterAll(() => server.stop());

const list = async (by: SignedInClient, query = '') => {
  const { status, body } = await by.get(`/activities${query && `?${query}`}`);
  expect(status).toBe(200);
  return (body.data as Activity[]).map(({ subject, outcome, body: words, type }) => subject ?? words ?? outcome ?? type);
};

test('is chronological, of leads one may see', async () => {
  const ofMary = ['Site visit', 'Draw the plan', 'interested', 'Café at the corner', 'Rang twice'];
  expect(await list(sales)).toEqual(ofMary);
  expect(await list(other)).toEqual(['Met the caretaker']);
  expect((await list(organization.owner)).toSorted()).toEqual([...ofMary, 'Met the caretaker'].toSorted());
  expect(await list(sales, 'sort=at')).toEqual(ofMary.toReversed());
  expect(await (await organization.signIn('warehouse')).get('/activities')).toBeProblem(403, 'not_allowed');
});

test.each([
  ['type=call,meeting', ['Site visit', 'interested', 'Rang twice']],
  ['outcome=no_answer', ['Rang twice']],
  ['status=planned,in_progress', ['Site visit', 'Draw the plan']],
  ['status=done&type=note', ['Café at the corner']],
  ['from=2031-05-04&to=2031-05-04', ['Site visit']],
  ['from=2031-05-05', []],
  ['q=cafe', ['Café at the corner']],
  ['q=rang', ['Rang twice']],
  ['q=712 555 014&type=call', ['interested', 'Rang twice']],
  ['q=wanjiku&status=planned', ['Site visit']],
  ['q=caretaker', []],
])('with %s it shows %j', async (query, shown) => {
  expect(await list(sales, query)).toEqual(shown);
});

test('is of people: who did it, and of what is planned who is to do it', async () => {
  expect(await list(organization.owner, `userId=${other.user.id}`)).toEqual(['Met the caretaker']);
  expect(await list(organization.owner, `userId=${sales.user.id}&status=planned`)).toEqual(['Site visit']);
  expect(await list(organization.owner, `userId=${sales.user.id},${other.user.id}&type=meeting`)).toEqual(['Site visit', 'Met the caretaker']);
  expect(await list(sales, `leadId=${tom.id}`)).toEqual([]);
});

test('a day begins and ends where the reader is', async () => {
  await sales.post('/activities', { leadId: mary.id, type: 'task', status: 'planned', subject: 'Late in the evening', dueAt: '2031-07-01T21:30:00Z' });
  expect(await list(sales, 'from=2031-07-02&to=2031-07-02')).toEqual(['Late in the evening']);
  expect(await list(sales, 'from=2031-07-01&to=2031-07-01')).toEqual([]);
  expect(await sales.get('/activities?from=2031-02-30')).toBeProblem(400, 'malformed');
  expect(await sales.get('/activities?type=fax')).toBeProblem(400, 'malformed');
});

test('pages through all of it by key, and hides what was deleted with its lead', async () => {
  const all = await list(sales);
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await sales.get(`/activities?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...(body.data as Activity[]).map(({ subject, outcome, body: words }) => subject ?? words ?? outcome!));
    cursor = body.nextCursor ?? '';
  } while (cursor);
  expect(seen).toEqual(all);
  await organization.owner.delete(`/leads/${tom.id}`);
  expect(await list(other)).toEqual([]);
});
