import { quoteStatuses, type QuoteStatus } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';

const isDay = (text: string | null): string | null => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

/** What narrows the list of quotes down, kept in the address. */
export function useQuoteFilters() {
  const [query, change] = useUrlState();
  const status = (query.get('status')?.split(',') ?? []).filter((one): one is QuoteStatus => (quoteStatuses as readonly string[]).includes(one));
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const owner = query.get('owner');
  const ownerId = owner && /^[0-9a-f-]{36}$/i.test(owner) ? owner : null;
  const [from, to] = [isDay(query.get('from')), isDay(query.get('to'))];
  const sort = query.get('sort') === 'expiresOn' ? 'expiresOn' as const : query.get('sort') === '-total' ? '-total' as const : '-createdAt' as const;
  return {
    q, status, ownerId, from, to, sort, change,
    isNarrowed: q !== '' || status.length > 0 || ownerId !== null || from !== null || to !== null,
    clear: () => change({ q: null, status: null, owner: null, from: null, to: null }, { replace: true }),
    /** What both the list and its sums are asked with. */
    shared: {
      ...(q ? { q } : {}), ...(ownerId ? { ownerId } : {}), ...(from ? { createdFrom: from } : {}), ...(to ? { createdTo: to } : {}),
    },
  };
}
