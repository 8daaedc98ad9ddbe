import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

test('settings begin as the documents show them, are changed by name and refuse what would silence everything', async () => {
  const { owner, signIn } = await server.makeOrganization();
  const { body: before } = await owner.get('/notification-settings');
  expect(before).toEqual({
    quoteAutoNotify: false, quoteNotifyChannel: 'both', quoteEmailBcc: null, quoteSendDelayHours: 3, notificationDays: [1, 2, 3, 4, 5],
    notificationHours: [9, 10, 11, 12, 13, 14, 15, 16, 17], adminNotifyChannel: 'email', version: 1,
  });
  const { body: after } = await owner.patch('/notification-settings', { notificationDays: [6, 1], quoteEmailBcc: 'Desk@Example.test' });
  expect(after).toEqual({ ...before, notificationDays: [1, 6], quoteEmailBcc: 'desk@example.test', version: 2 });
  expect(await owner.patch('/notification-settings', { notificationHours: [] })).toBeProblem(400, 'malformed');
  expect(await owner.patch('/notification-settings', { quoteAutoNotify: true }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
  expect(await (await signIn('sales')).patch('/notification-settings', { quoteAutoNotify: true })).toBeProblem(403, 'not_allowed');
});
