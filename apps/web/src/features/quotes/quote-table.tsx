import type { QuoteSummary } from '@lastmile/contracts';
import { usePhone } from '../../lib/viewport.ts';
import { ListBlock, ListBlocks, ListCell, ListLink, ListTable, Money, When } from '../../ui/index.ts';
import { labelOf, QuoteBadge } from './quote-words.tsx';

interface Props {
  quotes: readonly QuoteSummary[];
  /** On a lead's own page everybody knows whose they are. */
  withoutLead?: boolean;
}

/** Quotes: a row each at a desk, a block each on a phone. */
export function QuoteTable({ quotes, withoutLead = false }: Props) {
  return usePhone() ? <QuoteBlocks quotes={quotes} withoutLead={withoutLead} /> : <QuoteRows quotes={quotes} withoutLead={withoutLead} />;
}

function QuoteRows({ quotes, withoutLead = false }: Props) {
  const [lead, owner] = withoutLead ? [[], []] : [['Lead'], ['Owner']];
  return (
    <ListTable
      label="Quotes" heads={['Number', ...lead, 'State', ...owner, { label: 'First bill', end: true }, { label: 'A month', end: true }, 'Expires', 'Opened', { label: 'Written', end: true }]}
    >
      {quotes.map((quote) => (
        <tr key={quote.id}>
          <ListCell><ListLink to={`/quotes/${quote.id}`}>{labelOf(quote)}</ListLink></ListCell>
          {!withoutLead && <ListCell cut><ListLink quiet to={`/leads/${quote.lead.id}`} title={quote.lead.title}>{quote.lead.title}</ListLink></ListCell>}
          <ListCell><QuoteBadge status={quote.status} /></ListCell>
          {!withoutLead && <ListCell cut title={quote.owner?.name}>{quote.owner?.name}</ListCell>}
          <ListCell end><Money amount={quote.total} currency={quote.currency} /></ListCell>
          <ListCell end>{Number(quote.monthlyTotal) > 0 && <Money amount={quote.monthlyTotal} currency={quote.currency} />}</ListCell>
          <ListCell dim>{quote.expiresOn && <When at={quote.expiresOn} />}</ListCell>
          <ListCell dim>{quote.openedAt && <When at={quote.openedAt} as="ago" />}</ListCell>
          <ListCell end dim><When at={quote.createdAt} as="ago" /></ListCell>
        </tr>
      ))}
    </ListTable>
  );
}

function QuoteBlocks({ quotes, withoutLead = false }: Props) {
  return (
    <ListBlocks label="Quotes">
      {quotes.map((quote) => (
        <ListBlock
          key={quote.id} to={`/quotes/${quote.id}`} name={withoutLead ? labelOf(quote) : quote.lead.title} title={quote.lead.title}
          about={(
            <>
              {!withoutLead && `${labelOf(quote)} · `}<Money amount={quote.total} currency={quote.currency} />
              {Number(quote.monthlyTotal) > 0 && <> · <Money amount={quote.monthlyTotal} currency={quote.currency} monthly /></>}
            </>
          )}
        >
          <QuoteBadge status={quote.status} />
        </ListBlock>
      ))}
    </ListBlocks>
  );
}
