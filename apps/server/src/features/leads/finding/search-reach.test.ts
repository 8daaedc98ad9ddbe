import type { Board, NewLead } from '@lastmile/contracts';
import { parse } from 'csv-parse/sync';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';
import { planLeads } from '../many/plan-leads.ts';
import { writeLeads } from '../many/write-leads.ts';

let server: TestServer;
let desk: LeadDesk;
const make = (inputs: NewLead[]) => desk.organization.inOrg(async (scope) => {
  await writeLeads(scope, await planLeads(scope, inputs.map((input, index) => ({ row: index + 1, input })), { onDuplicate: 'skip', earlier: new Map() }), {});
});
const named = (word: string, count: number, more: Partial<NewLead> = {}): NewLead[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${word} ${String(index).padStart(4, '0')}`, city: 'Kisumu', ...more }));

beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  // Forty that are older than a thousand others of the same town.
  await make(named('Oldest', 40, { priority: 'urgent', score: 3 }));
  await make(named('Newer', 1560));
  await make(named('Elsewhere', 10, { city: 'Nakuru' }));
});
afterAll(() => server.stop());

test('a list counts what a search finds as far as a count goes', async () => {
  const { body } = await desk.owner.get('/leads?q=kisumu&count=true');
  expect([body.count, body.data.length]).toEqual([1001, 50]);
});

test('what filters leave of a search is found however many newer ones there are, in the list, on the board and in another order', async () => {
  const titles = (body: { data: { title: string }[] }) => body.data.map(({ title }) => title);
  const { body } = await desk.owner.get('/leads?q=kisumu&priority=urgent&count=true&limit=100');
  expect([body.count, titles(body).every((title) => title.startsWith('Oldest'))]).toEqual([40, true]);
  expect(titles((await desk.owner.get('/leads?q=kisumu&sort=-title&limit=1')).body)).toEqual(['Oldest 0039']);
  const board = (await desk.owner.get('/leads/board?q=kisumu')).body as Board;
  expect(board.stages.reduce((sum, { count }) => sum + count, 0)).toBe(1600);
});

test('an export of a search has all that it finds, each once, in the order asked for', async () => {
  const names = async (query: string) => {
    const rows: string[][] = parse((await desk.owner.get(`/leads/export?format=csv&q=kisumu&${query}`)).bytes.toString('utf8'), { bom: true });
    return rows.slice(1).map((row) => row[1]!);
  };
  const all = await names('sort=title');
  expect([all.length, all[0], all[1559], all.at(-1)]).toEqual([1600, 'Newer 0000', 'Newer 1559', 'Oldest 0039']);
  expect(new Set(all).size).toBe(1600);
  expect((await names('sort=-title'))[0]).toBe('Oldest 0039');
  // Those without a score come last, the newest of them first.
  const byScore = await names('sort=score');
  expect([byScore.length, byScore.slice(0, 40).every((name) => name.startsWith('Oldest')), byScore[40]!.startsWith('Newer')]).toEqual([1600, true, true]);
  expect((await desk.organization.eventsOf('leads.exported'))[0]!.changes).toMatchObject({ leads: 1600, isComplete: true });
});

test('a change of all that a search finds is of all of them', async () => {
  const { body } = await desk.owner.post('/leads/bulk/preview', { filter: { q: 'kisumu' }, action: { type: 'edit', changes: { priority: 'high' } } });
  expect(body.total).toBe(1600);
});
