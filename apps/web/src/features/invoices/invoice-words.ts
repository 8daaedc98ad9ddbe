import type { InvoiceRow } from '@lastmile/contracts';

export const invoiceStates: Record<InvoiceRow['status'], { label: string; color: string }> = {
  draft: { label: 'Draft', color: 'gray' }, issued: { label: 'Issued', color: 'blue' }, paid: { label: 'Paid', color: 'green' }, cancelled: { label: 'Cancelled', color: 'gray' },
};

export const kindNames: Record<InvoiceRow['kind'], string> = { invoice: 'Invoice', proforma: 'Proforma' };
