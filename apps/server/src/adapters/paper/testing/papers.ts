import type { PaperLine, QuotePaper } from '../../../ports/paper.ts';

const line = (more: Partial<PaperLine> = {}): PaperLine => ({
  description: 'Home 20', details: '20 Mbit/s down, 10 up', quantity: '1.00', unitPrice: '2500.00', discountPercent: '0.00', taxRate: '16.00', period: 'monthly',
  optional: false, alternative: null, lineTotal: '2500.00', lineTax: '400.00', counts: true, ...more,
});

/** A quote of an ordinary day. */
export function ordinaryPaper(more: Partial<QuotePaper> = {}): QuotePaper {
  return {
    organization: {
      name: 'Tausi Fibre', address: 'Kenyatta Avenue 12\nPO Box 400', city: 'Nakuru', email: 'sales@tausi.test', phone: '+254 712 555 014', website: 'https://tausi.test',
      taxNumber: 'P051234567X', accentColor: '#2f4f93', country: 'KE', locale: 'en-KE', timezone: 'Africa/Nairobi',
    },
    number: '2026000042', revision: 1,
    recipient: { name: 'Naomi Cherono', company: null, email: 'naomi@example.test', phone: '+254 722 100 200', place: 'Milimani Estate, Block C, Nakuru' },
    currency: 'KES', taxName: 'VAT', date: '2026-11-27T06:30:00.000Z', expiresOn: '2026-12-07', preparedBy: 'Brian Otieno', isDraft: false,
    lines: [
      line(),
      line({ description: 'Installation', details: 'Cable up to 50 m, router included', unitPrice: '3500.00', lineTotal: '3150.00', lineTax: '504.00', discountPercent: '10.00', period: 'once' }),
      line({ description: 'Mesh access point', details: null, unitPrice: '6000.00', lineTotal: '6000.00', lineTax: '960.00', period: 'once', optional: true, counts: false }),
    ],
    firstBill: { subtotal: '5650.00', tax: '904.00', total: '6554.00' }, monthly: { subtotal: '2500.00', tax: '400.00', total: '2900.00' },
    notes: 'We can install on Thursday.', terms: 'Prices hold for 12 months.\nPayment within 7 days.', acceptance: null, ...more,
  };
}

export { line as paperLine };
