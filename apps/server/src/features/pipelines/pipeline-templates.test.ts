import type { Pipeline, PipelineTemplate } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let owner: SignedInClient;
let templates: PipelineTemplate[];
beforeAll(async () => {
  server = await startTestServer();
  ({ owner } = await server.makeOrganization());
  templates = (await owner.get('/pipeline-templates')).body.data;
});
afterAll(() => server.stop());

const stagesOf = (id: string) => templates.find((template) => template.id === id)!.stages.map(({ name }) => name);
const add = (body: object) => owner.post('/pipelines/from-template', body);

test('the tracks of the documents are there', () => {
  expect(stagesOf('lead_pipeline')).toEqual(['New enquiry', 'Contacted', 'Qualification', 'Activation', 'Won', 'Lost']);
  expect(stagesOf('isp_sales').toSorted()).toEqual(
    ['Contacted', 'Converted', 'Future Prospect', 'Interested', 'New', 'Not Interested', 'Site Survey Scheduled']);
  expect(stagesOf('sales_pipeline')).toEqual(['New', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost']);
  expect(templates.some(({ name }) => name === 'Enterprise Deals')).toBe(true);
  expect(stagesOf('eviction_clients')).toEqual(
    ['New Inquiry', 'Client Pack Sent', 'Awaiting Instruction', 'Job Booked', 'Job In Progress', 'Invoiced', 'Paid', 'Lost']);
  expect(stagesOf('prevention_prospects')).toEqual(['Prospect', 'First Contact Made', 'In Discussion', 'Quote Sent', 'Thinking About It', 'Won', 'Lost']);
  expect(stagesOf('referral_partners')).toEqual(expect.arrayContaining(['Active Partner', 'Inactive']));
});

test('each becomes a pipeline as it is shown', async () => {
  for (const { id, name, kind, stages } of templates.filter((template) => template.id !== 'lead_pipeline')) {
    const { status, body } = await add({ templateId: id });
    expect([status, body.name, body.kind, body.isDefault]).toEqual([201, name, kind, false]);
    expect((body as Pipeline).stages.map(({ name: stage, type, probability, color, quietAfterDays, exitCriteria }) => (
      { name: stage, type, probability, color, quietAfterDays, exitCriteria }))).toEqual(stages);
  }
});

test('a second time it gets a name of its own, also for two at the same moment; a name that is asked for has to be free', async () => {
  const again = await Promise.all([add({ templateId: 'eviction_clients' }), add({ templateId: 'eviction_clients' })]);
  expect(again.map(({ body }) => body.name as string).toSorted()).toEqual(['Eviction clients 2', 'Eviction clients 3']);
  expect((await add({ templateId: 'lead_pipeline' })).body.name).toBe('Leads 2');
  expect((await add({ templateId: 'isp_sales', name: 'Coast' })).body.name).toBe('Coast');
  expect(await add({ templateId: 'isp_sales', name: 'Coast' })).toBeProblem(409, 'name_taken');
  const unknown = await add({ templateId: 'nothing' });
  expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/templateId']);
});
