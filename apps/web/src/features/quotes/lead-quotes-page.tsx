import { IconFileInvoice, IconPlus } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { getLead, listQuotes } from '@lastmile/contracts';
import { Problem } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint, usePages } from '../../lib/use-endpoint.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, ShowMore } from '../../ui/index.ts';
import { QuoteTable } from './quote-table.tsx';

const everyStatus = 'draft,sent,on_review,accepted,denied,expired,superseded';

/** `/leads/:id/quotes`: everything that was offered to a lead, replaced revisions too. */
export function LeadQuotesPage() {
  const { id = '' } = useParams();
  const { can } = useSession();
  const lead = useEndpoint(getLead, { params: { id } });
  const quotes = usePages(listQuotes, { query: { leadId: id, status: everyStatus, limit: 50 } }, { enabled: lead.data !== undefined });
  if (lead.error && !lead.data && (lead.error.status === 404 || lead.error.status === 400)) throw new Problem({ status: 404, code: 'not_found', detail: lead.error.detail });
  const add = Boolean(can('quotes:write')) && lead.data?.can.edit && (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} to={`/quotes/new?leadId=${id}`}>New quote</Button>
  );
  return (
    <Page title="Quotes" documentTitle={lead.data ? `Quotes of ${lead.data.title}` : 'Quotes'} subtitle={lead.data?.title} back={`/leads/${id}`} actions={add} phoneActions={add || null}>
      {lead.error && !lead.data && <ErrorState title="The lead did not load." problem={lead.error} again={() => void lead.refetch()} />}
      {(lead.isPending || (lead.data && quotes.isPending)) && <ListSkeleton rows={4} />}
      {quotes.error && quotes.items.length === 0 && <ErrorState title="The quotes did not load." problem={quotes.error} again={() => void quotes.refetch()} />}
      {quotes.isSuccess && quotes.items.length === 0 && (
        <EmptyState icon={<IconFileInvoice size={24} stroke={1.75} />} title="No quotes yet" actions={add || undefined}>What you offer this lead stands here, with what became of it.</EmptyState>
      )}
      {quotes.items.length > 0 && <QuoteTable quotes={quotes.items} withoutLead />}
      <ShowMore pages={quotes}>Show more quotes</ShowMore>
    </Page>
  );
}
