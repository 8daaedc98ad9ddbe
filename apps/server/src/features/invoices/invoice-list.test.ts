import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offerId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  offerId = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '1000', downloadMbps: 20, uploadMbps: 10 })).body.id;
});
afterAll(() => server.stop());

let made = 0;
async function bill(type: string, name: string): Promise<{ id: string; number: string }> {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name, phone: `0712${String(950_000 + made)}`, offerId });
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, { type });
  const { body } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, type });
  return { id: body.invoiceId, number: body.invoiceNumber };
}
const numbers = async (query: string) => (await owner.get(`/invoices?${query}`)).body.data.map(({ number }: { number: string }) => number);

test('bills are found by number, subscriber, kind, state and day, and paged by key in either order', async () => {
  const [first, second, third, fourth] = [
    await bill('active_with_invoice', 'Achieng Otieno'), await bill('new_with_proforma', 'Brian Mutiso'), await bill('active_with_invoice', 'Achieng Wanjala'), await bill('active_with_invoice', 'Cyrus Kamau'),
  ];
  await owner.post(`/invoices/${third.id}/pay`, { paidOn: '2031-01-02' });
  const due = (id: string, on: string) => organization.inOrg(({ rows, organizationId }) =>
    rows('update invoices set issued_on = $3::date, due_on = $3::date where organization_id = $1 and id = $2', [organizationId, id, on]));
  await due(first.id, '2020-05-02');
  await due(fourth.id, '2020-05-01');
  expect(await numbers('count=true')).toEqual([fourth.number, third.number, second.number, first.number]);
  expect(await numbers('kind=proforma')).toEqual([second.number]);
  expect(await numbers('status=paid,cancelled')).toEqual([third.number]);
  expect(await numbers('overdue=true&sort=dueOn')).toEqual([fourth.number, first.number]);
  expect(await numbers('issuedFrom=2020-05-02&issuedTo=2020-05-02')).toEqual([first.number]);
  expect(await numbers('q=achieng')).toEqual([third.number, first.number]);
  expect(await numbers('q=INV-000001')).toEqual([first.number]);
  expect(await numbers('q=pro%201')).toEqual([second.number]);
  expect(await numbers('q=1')).toEqual(expect.arrayContaining([first.number, second.number]));

  for (const sort of ['-createdAt', 'dueOn']) {
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const { body }: { body: { data: { number: string }[]; nextCursor: string | null } } = await owner.get(`/invoices?sort=${sort}&limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.data.map(({ number }) => number));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(await numbers(`sort=${sort}`));
  }
});
