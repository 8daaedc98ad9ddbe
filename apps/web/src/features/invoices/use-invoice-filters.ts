import { invoiceStatuses, type InvoiceRow } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';

type Status = InvoiceRow['status'];

const isDay = (text: string | null): string | null => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

/** What narrows the list of bills down, kept in the address. */
export function useInvoiceFilters() {
  const [query, change] = useUrlState();
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const asked = query.get('status');
  const status = (invoiceStatuses as readonly string[]).includes(asked ?? '') ? (asked as Status) : null;
  const kind = query.get('kind') === 'invoice' ? 'invoice' as const : query.get('kind') === 'proforma' ? 'proforma' as const : null;
  const [from, to] = [isDay(query.get('from')), isDay(query.get('to'))];
  const overdue = query.get('overdue') === '1';
  const sort = query.get('sort') === 'dueOn' ? 'dueOn' as const : '-createdAt' as const;
  return {
    q, status, kind, from, to, overdue, sort, change,
    isNarrowed: q !== '' || status !== null || kind !== null || from !== null || to !== null || overdue,
    clear: () => change({ q: null, status: null, kind: null, from: null, to: null, overdue: null }, { replace: true }),
    asked: {
      ...(q ? { q } : {}), ...(status ? { status } : {}), ...(kind ? { kind } : {}), ...(from ? { issuedFrom: from } : {}), ...(to ? { issuedTo: to } : {}),
      ...(overdue ? { overdue } : {}), sort,
    },
  };
}
