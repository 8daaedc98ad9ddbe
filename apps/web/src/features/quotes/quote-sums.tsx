import { sumQuotes } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Money } from '../../ui/index.ts';
import { statuses } from './quote-words.tsx';
import styles from './quotes-page.module.css';
import { useQuoteFilters } from './use-quote-filters.ts';

const shown = ['draft', 'sent', 'on_review', 'accepted', 'denied', 'expired'] as const;

/** How many quotes there are in each state and what they come to; pressing one narrows the list to it. */
export function QuoteSums() {
  const { shared, status, change } = useQuoteFilters();
  const sums = useEndpoint(sumQuotes, { query: shared }, { keepPrevious: true });
  if (!sums.data) return null;
  return (
    <div className={styles.sums} role="group" aria-label="Quotes by state">
      {shown.map((one) => {
        const sum = sums.data.statuses.find((row) => row.status === one);
        const isMore = (sum?.count ?? 0) > 1000;
        const isChosen = status.includes(one);
        return (
          <button
            key={one} type="button" className={styles.sum} aria-pressed={isChosen}
            onClick={() => change({ status: isChosen ? null : one }, { replace: true })}
          >
            <span className={styles.sumLabel}>{statuses[one].label} <b>{isMore ? '1,000+' : sum?.count ?? 0}</b></span>
            <span className={styles.sumAmount}>{sum && sum.count > 0 ? <>{isMore && 'over '}<Money amount={isMore ? sum.total.split('.')[0]! : sum.total} currency={sums.data.currency} /></> : '–'}</span>
          </button>
        );
      })}
    </div>
  );
}
