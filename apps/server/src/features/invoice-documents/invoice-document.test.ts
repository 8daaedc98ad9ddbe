import { textOfPages } from '../../adapters/paper/testing/read-pdf.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  ({ owner } = await server.makeOrganization({ name: 'Tausi Fibre' }));
  await owner.patch('/organization', { taxRate: '16', taxName: 'VAT', taxNumber: 'P051234567X' });
});
afterAll(() => server.stop());

test('a bill is a PDF with its number, lines, tax and who writes it; a proforma says that it is none yet', async () => {
  const { body: { id: offerId } } = await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '999.99', downloadMbps: 20, uploadMbps: 10 });
  for (const [type, number, words] of [['active_with_invoice', 'INV-000001', 'To be paid'], ['new_with_proforma', 'PRO-000001', 'no tax invoice']] as const) {
    const { body: lead } = await owner.post('/leads', { name: 'Wanjiru <b>Kamau</b>', propertyAddress: 'House 4, Kilimani', offerId });
    const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, { type });
    const { body: { invoiceId } } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, type });
    const answer = await owner.get(`/invoices/${invoiceId}/pdf`);
    expect([answer.status, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([200, 'application/pdf', expect.stringContaining(`${number}.pdf`)]);
    const [page, ...more] = await textOfPages(answer.bytes);
    expect(more).toEqual([]);
    const read = page!.replaceAll('\u00A0', ' ').replace(/\s+/g, ' ');
    for (const expected of [number, words, 'Tausi Fibre', 'VAT number P051234567X', 'Wanjiru <b>Kamau</b>', 'Service at House 4, Kilimani', 'Installation', '999.99', 'Home 20, first month', '560.00', 'KES 4,059.99', 'Page 1 of 1']) {
      expect(read).toContain(expected);
    }
  }
});
