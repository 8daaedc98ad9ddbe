import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

test('messages are listed newest first, page by page, to those who may see them', async () => {
  const { owner, signIn, inOrg } = await server.makeOrganization();
  const other = await server.makeOrganization();
  for (const body of ['first', 'second', 'third']) {
    await inOrg((scope) => insertRow(scope, 'outbox_messages', {
      organizationId: scope.organizationId, id: newId(), channel: 'sms', recipient: '+254712345678', body, state: 'sent', simulated: true,
      createdAt: scope.now,
    }));
  }
  const page = await owner.get('/outbox?limit=2');
  expect(page.body.data.map(({ body }: { body: string }) => body)).toEqual(['third', 'second']);
  expect(page.body.data[0]).toMatchObject({ to: '+254712345678', channel: 'sms', simulated: true });
  const rest = await owner.get(`/outbox?limit=2&cursor=${page.body.nextCursor}`);
  expect(rest.body).toMatchObject({ data: [{ body: 'first' }], nextCursor: null });
  expect((await other.owner.get('/outbox')).body.data).toEqual([]);
  expect(await (await signIn('sales')).get('/outbox')).toBeProblem(403, 'not_allowed');
  const strange = Buffer.from('["x"]').toString('base64url');
  expect(await owner.get(`/outbox?cursor=${strange}`)).toBeProblem(400, 'bad_cursor');
});
