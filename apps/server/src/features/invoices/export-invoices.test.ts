import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let made = 0;
const bills: { id: string; number: string }[] = [];

beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  const { body: { id: offerId } } = await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '1000', downloadMbps: 20, uploadMbps: 10, taxRate: '16' });
  for (const [type, lead] of [
    ['active_with_invoice', { name: '=HYPERLINK("http://x")', companyName: '+254 Ltd' }], ['new_with_proforma', { name: 'Brian, "Bri" Mutiso' }], ['active_with_invoice', { name: 'Cyrus Kamau' }],
  ] as const) {
    made += 1;
    const { body: { id } } = await owner.post('/leads', { ...lead, phone: `0712${String(960_000 + made)}`, offerId });
    const { body: { planHash } } = await owner.post(`/leads/${id}/conversion-plan`, { type, startsOn: '2031-05-02' });
    const { body } = await owner.post(`/leads/${id}/conversion`, { planHash, type, startsOn: '2031-05-02' });
    bills.push({ id: body.invoiceId, number: body.invoiceNumber });
  }
  await owner.post(`/invoices/${bills[0]!.id}/pay`, { paidOn: '2031-05-01' });
  await owner.post(`/invoices/${bills[2]!.id}/cancel`, { reason: '-1 of two' });
  await organization.inOrg(({ rows, organizationId }) => rows("update invoices set issued_on = '2031-04-30' where organization_id = $1", [organizationId]));
});
afterAll(() => server.stop());

const csv = async (query = ''): Promise<string[][]> => {
  const { status, bytes } = await owner.get(`/invoices/export?format=csv${query}`);
  expect(status).toBe(200);
  return parse(bytes.toString('utf8'), { bom: true });
};
const heading = [
  'Number', 'Kind', 'State', 'Subscriber number', 'Subscriber', 'Company', 'Date', 'Due', 'Paid on', 'Net', 'Tax', 'Total', 'Currency', 'Tax name', 'Cancelled on', 'Why cancelled',
];

test('what bookkeeping asks for, and nothing that a spreadsheet would take for a formula', async () => {
  const rows = await csv();
  expect(rows[0]).toEqual(heading);
  expect(rows[3]).toEqual([bills[0]!.number, 'Invoice', 'Paid', 'S-000001', `'=HYPERLINK("http://x")`, "'+254 Ltd", '2031-04-30', '2031-05-02', '2031-05-01', '3500.00', '560.00', '4060.00', 'KES', 'VAT', '', '']);
  expect(rows[2]!.slice(0, 6)).toEqual([bills[1]!.number, 'Proforma', 'Issued', 'S-000002', 'Brian, "Bri" Mutiso', '']);
  expect(rows[1]!.slice(13)).toEqual(['VAT', expect.stringMatching(/^\d{4}-\d\d-\d\d$/), "'-1 of two"]);
});

test('a workbook in which amounts are numbers and days are days', async () => {
  const { headers, bytes } = await owner.get('/invoices/export?format=xlsx&kind=invoice&status=paid');
  expect(headers['content-disposition']).toMatch(/^attachment; filename="Invoices \d{4}-\d\d-\d\d\.xlsx"/);
  const [sheet] = await readWorkbook(bytes);
  expect(sheet!.data[0]).toEqual(heading);
  expect(sheet!.data[1]!.slice(6, 12)).toEqual([new Date('2031-04-30'), new Date('2031-05-02'), new Date('2031-05-01'), 3500, 560, 4060]);
});

test('it holds what the list shows, in its order, however many pages of rows that are', async () => {
  for (const query of ['', '&kind=proforma', '&status=paid,cancelled', '&q=cyrus', '&sort=dueOn', '&issuedFrom=2031-05-01']) {
    const { body } = await owner.get(`/invoices?limit=50${query}`);
    expect((await csv(query)).slice(1).map(([number]) => number)).toEqual(body.data.map(({ number }: { number: string }) => number));
  }
  await organization.inOrg(({ rows, organizationId }) => rows(
    `insert into invoices (organization_id, id, kind, number, status, subscriber_id, currency, tax_name, subtotal, tax, total, issued_on, due_on, created_at, updated_at)
     select $1, gen_random_uuid(), 'invoice', 100 + n, 'issued', i.subscriber_id, 'KES', 'VAT', 1, 0, 1, '2030-01-01', '2030-01-01', now() - interval '1 day', now()
       from invoices i, generate_series(1, 2100) n where i.organization_id = $1 and i.id = $2`, [organizationId, bills[0]!.id]));
  const numbers = (await csv('&issuedTo=2030-12-31')).slice(1).map(([number]) => number);
  expect([numbers.length, new Set(numbers).size]).toEqual([2100, 2100]);
});

test('who exported how many is an event; a filter that is none is refused before a byte is sent, and a technician sees no bills', async () => {
  await csv('&kind=proforma');
  await organization.inOrg(async ({ rows, organizationId }) => {
    const [event] = await rows<{ actor: string; changes: object }>(
      "select actor_name as actor, changes from events where organization_id = $1 and type = 'invoices.exported' order by id desc limit 1", [organizationId]);
    expect(event).toEqual({ actor: owner.user.name, changes: { format: 'csv', invoices: 1, isComplete: true, filters: { kind: 'proforma' } } });
  });
  expect(await owner.get('/invoices/export?format=csv&status=lost')).toBeProblem(400, 'malformed');
  expect(await owner.get('/invoices/export')).toBeProblem(400, 'malformed');
  const technician = await organization.signIn('technician');
  expect((await technician.get('/invoices/export?format=csv')).status).toBe(403);
});
