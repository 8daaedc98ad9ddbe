import { Link } from 'react-router';
import type { QuoteSummary } from '@lastmile/contracts';
import { usePhone } from '../../lib/viewport.ts';
import { Money, When } from '../../ui/index.ts';
import { labelOf, QuoteBadge } from './quote-words.tsx';
import styles from './quotes-page.module.css';

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
  return (
    <div className={styles.card}>
      <table className={styles.table} aria-label="Quotes">
        <thead>
          <tr>
            <th scope="col">Number</th>
            {!withoutLead && <th scope="col">Lead</th>}
            <th scope="col">State</th>
            {!withoutLead && <th scope="col">Owner</th>}
            <th scope="col" className={styles.end}>First bill</th>
            <th scope="col" className={styles.end}>A month</th>
            <th scope="col">Expires</th>
            <th scope="col">Opened</th>
            <th scope="col" className={styles.end}>Written</th>
          </tr>
        </thead>
        <tbody>
          {quotes.map((quote) => (
            <tr key={quote.id}>
              <td><Link to={`/quotes/${quote.id}`} className={styles.name}>{labelOf(quote)}</Link></td>
              {!withoutLead && <td className={styles.cut}><Link to={`/leads/${quote.lead.id}`} className={styles.lead} title={quote.lead.title}>{quote.lead.title}</Link></td>}
              <td><QuoteBadge status={quote.status} /></td>
              {!withoutLead && <td className={styles.cut} title={quote.owner?.name}>{quote.owner?.name}</td>}
              <td className={styles.end}><Money amount={quote.total} currency={quote.currency} /></td>
              <td className={styles.end}>{Number(quote.monthlyTotal) > 0 && <Money amount={quote.monthlyTotal} currency={quote.currency} />}</td>
              <td className={styles.dim}>{quote.expiresOn && <When at={quote.expiresOn} />}</td>
              <td className={styles.dim}>{quote.openedAt && <When at={quote.openedAt} as="ago" />}</td>
              <td className={`${styles.end} ${styles.dim}`}><When at={quote.createdAt} as="ago" /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QuoteBlocks({ quotes, withoutLead = false }: Props) {
  return (
    <ul className={styles.list} aria-label="Quotes">
      {quotes.map((quote) => (
        <li key={quote.id} className={styles.block}>
          <Link to={`/quotes/${quote.id}`} className={styles.words}>
            <span className={styles.name} title={quote.lead.title}>{withoutLead ? labelOf(quote) : quote.lead.title}</span>
            <span className={styles.about}>
              {!withoutLead && `${labelOf(quote)} · `}<Money amount={quote.total} currency={quote.currency} />
              {Number(quote.monthlyTotal) > 0 && <> · <Money amount={quote.monthlyTotal} currency={quote.currency} monthly /></>}
            </span>
          </Link>
          <QuoteBadge status={quote.status} />
        </li>
      ))}
    </ul>
  );
}
