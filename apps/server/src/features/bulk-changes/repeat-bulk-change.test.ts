import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { runJob } from '../jobs/index.ts';
import { planLeads, writeLeads } from '../leads/index.ts';
import { bulkKinds } from './index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let manager: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  manager = await organization.signIn('manager');
});
afterAll(() => server.stop());

const work = (jobId: string) => runJob(server.services, bulkKinds(server.services), { organizationId: organization.organizationId, jobId });
const repeat = (jobId: string, by = owner) => by.post('/leads/bulk/repeat', { jobId });
const action = { type: 'edit', changes: { priority: 'high' } };

test('all that a change left as they were are tried again, however many, by whoever may see the job', async () => {
  await organization.inOrg(async (scope) => {
    const rows = Array.from({ length: 1300 }, (_, index) => ({ row: index + 1, input: { name: `Lead ${index}` } }));
    await writeLeads(scope, await planLeads(scope, rows, { onDuplicate: 'skip', earlier: new Map() }), {});
    await scope.rows('update leads set converted_at = now() where organization_id = $1 and number > 50', [scope.organizationId]);
  });
  const { body: { jobId } } = await manager.post('/leads/bulk', { filter: {}, action });
  expect(await repeat(jobId)).toBeProblem(409, 'nothing_left');
  await work(jobId);
  expect((await owner.get(`/jobs/${jobId}`)).body).toMatchObject({ done: 50, failed: 1250 });

  await organization.inOrg(({ rows, organizationId }) => rows('update leads set converted_at = null where organization_id = $1', [organizationId]));
  const { status, body: again } = await repeat(jobId);
  expect(status).toBe(202);
  await work(again.jobId);
  expect((await owner.get(`/jobs/${again.jobId}`)).body).toMatchObject({ total: 1250, done: 1250, failed: 0 });
  expect((await owner.get('/leads?priority=high&count=true')).body.count).toBe(1001);
  expect(await repeat(again.jobId)).toBeProblem(409, 'nothing_left');
});

test('a job that is not theirs to see or is none of these is as one that is not there', async () => {
  const { body: { data: [job] } } = await owner.get('/jobs');
  expect(await repeat(job.id, await organization.signIn('sales'))).toBeProblem(404, 'not_found');
  expect(await repeat(job.id, (await server.makeOrganization()).owner)).toBeProblem(404, 'not_found');
  const { body: undo } = await owner.post(`/jobs/${job.id}/undo`);
  await work(undo.jobId);
  expect(await repeat(undo.jobId)).toBeProblem(404, 'not_found');
});
