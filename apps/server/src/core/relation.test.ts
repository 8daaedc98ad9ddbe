import { startTestServer, type TestOrganization, type TestServer } from '../testing/index.ts';
import { relationOf } from './relation.ts';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
});
afterAll(() => server.stop());

const back = (table: string, given: readonly object[], options = {}) => organization.inOrg(async (scope) => {
  const { columns, relation, values } = await relationOf(scope, table, given, options);
  return { columns, rows: await scope.rowsPlannedAnew<{ [column: string]: unknown }>(`select organization_id, ${columns} from ${relation} r`, values) };
});

test('rows come back as they were given, whatever stands in them', async () => {
  const text = ['plain', 'with "quotes" and \\ strokes', '{curly}, with commas', 'null', '', ' Ünï 😀\n\tline ', null];
  const at = new Date('2031-02-03T04:05:06.789Z');
  const given = text.map((word, index) => ({
    row: index, problem: word, keys: [word ?? 'none', 'a "b", {c} \\', ''], errors: [{ field: word, detail: '"\\' }], ok: index % 2 === 0, before: index === 3 ? null : { at, word },
  }));
  const { rows } = await back('job_results', given);
  expect(rows).toEqual(given.map(({ before, ...row }) => ({
    organization_id: organization.organizationId, ...row, before: before && { at: at.toISOString(), word: before.word },
  })));
});

test('what is the same in all rows is sent once', async () => {
  const given = [1, 2, 3].map((row) => ({ row, outcome: 'created', jobId: organization.organizationId }));
  const values = await organization.inOrg(async (scope) => (await relationOf(scope, 'job_results', given)).values);
  expect(values).toEqual([organization.organizationId, '{1,2,3}', 'created', organization.organizationId]);
  expect((await back('job_results', given)).rows).toHaveLength(3);
  expect((await back('job_results', [{ outcome: 'created' }, { outcome: 'created' }])).rows).toHaveLength(2);
});

test('moments and amounts are what they were', async () => {
  const given = [{ createdAt: new Date('2031-10-26T01:59:59.001Z'), value: '12345678901.50' }, { createdAt: new Date(0), value: '-0.01' }];
  const { rows } = await back('leads', given);
  expect(rows.map(({ created_at: createdAt, value }) => ({ createdAt, value }))).toEqual(given);
});

test('columns that no row fills are left out, unless they are asked for', async () => {
  const given = [{ row: 1, problem: null, recordId: undefined }];
  expect((await back('job_results', given)).columns).toBe('row');
  expect((await back('job_results', given, { empty: true })).rows).toEqual([{ organization_id: organization.organizationId, row: 1, problem: null, record_id: null }]);
});

test('a property without a column is a mistake', async () => {
  await expect(back('job_results', [{ outcom: 'created' }])).rejects.toThrow('job_results has no column outcom.');
});
