import { IconFileInvoice, IconPlus, IconSearch } from '@tabler/icons-react';
import { listQuotes } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { usePages } from '../../lib/use-endpoint.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, PageCount, PageStack, ShowMore } from '../../ui/index.ts';
import { QuoteFilters } from './quote-filters.tsx';
import { QuoteSums } from './quote-sums.tsx';
import { QuoteTable } from './quote-table.tsx';
import { useQuoteFilters } from './use-quote-filters.ts';

/** `/quotes`: what was offered to whom, and what became of it. */
export function QuotesPage() {
  const { shared, status, sort, isNarrowed, clear } = useQuoteFilters();
  const { can } = useSession();
  const quotes = usePages(
    listQuotes, { query: { ...shared, ...(status.length > 0 ? { status: status.join(',') } : {}), sort, limit: 50, count: true } }, { keepPrevious: true });
  const add = Boolean(can('quotes:write')) && (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} to="/quotes/new">New quote</Button>
  );
  return (
    <Page
      title="Quotes" actions={add} phoneActions={add}
      beside={<PageCount of={quotes.count} />}
    >
      <PageStack>
        <QuoteFilters />
        <QuoteSums />
        {quotes.isPending && <ListSkeleton rows={8} />}
        {quotes.error && quotes.items.length === 0 && <ErrorState title="The quotes did not load." problem={quotes.error} again={() => void quotes.refetch()} />}
        {quotes.isSuccess && quotes.items.length === 0 && (isNarrowed ? (
          <EmptyState icon={<IconSearch size={24} stroke={1.75} />} title="No quote is like that" actions={<Button onClick={clear}>Clear the filters</Button>}>
            Search by a quote’s number, or by a lead’s name, phone, company or number.
          </EmptyState>
        ) : (
          <EmptyState icon={<IconFileInvoice size={24} stroke={1.75} />} title="No quotes yet" actions={add || undefined}>
            Draft one for a lead: packages, installation, options to choose from. It goes out as a link that the customer accepts on a phone.
          </EmptyState>
        ))}
        {quotes.items.length > 0 && <QuoteTable quotes={quotes.items} />}
        <ShowMore pages={quotes}>Show more quotes</ShowMore>
      </PageStack>
    </Page>
  );
}
