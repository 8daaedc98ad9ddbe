import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listQuotes } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Anchor, ErrorState, IconButton, ListSkeleton, Money, Section } from '../../ui/index.ts';
import { labelOf, QuoteBadge } from './quote-words.tsx';
import styles from './quotes-card.module.css';

const shown = 4;

/** A lead's quotes, newest first, and the way to a new one. */
export function QuotesCard({ lead, canQuote }: { lead: { id: string; title: string }; canQuote: boolean }) {
  const { can } = useSession();
  const quotes = useEndpoint(listQuotes, { query: { leadId: lead.id, limit: shown + 1 } }, { enabled: Boolean(can('quotes:read')) });
  if (!can('quotes:read')) return null;
  const list = quotes.data?.data ?? [];
  const newQuote = canQuote && <IconButton label={`New quote for ${lead.title}`} to={`/quotes/new?leadId=${lead.id}`}><IconPlus size={16} stroke={1.75} aria-hidden /></IconButton>;
  return (
    <Section title="Quotes" actions={newQuote || undefined}>
      {quotes.isPending && <ListSkeleton rows={1} />}
      {quotes.error && !quotes.data && <ErrorState title="The quotes did not load." problem={quotes.error} again={() => void quotes.refetch()} />}
      {quotes.data && list.length === 0 && (
        <p className={styles.empty}>None yet. {canQuote && <Anchor component={Link} to={`/quotes/new?leadId=${lead.id}`} inherit>New quote</Anchor>}</p>
      )}
      {list.length > 0 && (
        <ul className={styles.list} aria-label="Quotes">
          {list.slice(0, shown).map((quote) => (
            <li key={quote.id} className={styles.row}>
              <Link to={`/quotes/${quote.id}`} className={styles.number}>{labelOf(quote)}</Link>
              <span className={styles.amount}><Money amount={quote.total} currency={quote.currency} /></span>
              <QuoteBadge status={quote.status} />
            </li>
          ))}
        </ul>
      )}
      {list.length > shown && <p className={styles.all}><Anchor component={Link} to={`/leads/${lead.id}/quotes`} size="sm">All quotes of this lead</Anchor></p>}
    </Section>
  );
}
