import type { CapturedLead } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { freshPhone, openCaptureDesk, type CaptureDesk } from './testing/capture-desk.ts';

let server: TestServer;
let desk: CaptureDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openCaptureDesk(server);
}, 60_000);
afterAll(() => server.stop());

const capture = async (body: object): Promise<{ status: number; body: CapturedLead }> =>
  desk.owner.post('/lead-captures', { source: 'load_plan', ...body });

async function everyCapture(leadId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  do {
    const { body } = await desk.owner.get(`/leads/${leadId}/captures?limit=60${cursor && `&cursor=${cursor}`}`);
    ids.push(...(body.data as { id: string }[]).map(({ id }) => id));
    cursor = body.nextCursor ?? '';
  } while (cursor);
  return ids;
}

test('200 captures of one company at once make one lead with 200 captures', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => capture({ company: 'Many Trucks', data: { run: index } })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(199);
  const leads = new Set(answers.map(({ body }) => body.leadId));
  expect(leads.size).toBe(1);
  expect(new Set(await everyCapture([...leads][0]!))).toEqual(new Set(answers.map(({ body }) => body.captureId)));
  expect((await desk.owner.get('/leads?count=true')).body.count).toBe(1);
}, 60_000);

test('captures that overlap in a ring, each by another key, all get through', async () => {
  const phones = Array.from({ length: 6 }, freshPhone);
  const ring = Array.from({ length: 60 }, (_, index) => ({
    company: `Ring ${index % 6}`, phone: phones[(index + 1) % 6], email: `${(index + 2) % 6}@ring.test`,
  }));
  const answers = await Promise.all(ring.map(capture));
  expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
  const captures = await Promise.all([...new Set(answers.map(({ body }) => body.leadId))].map(everyCapture));
  expect(captures.flat()).toHaveLength(60);
}, 60_000);
