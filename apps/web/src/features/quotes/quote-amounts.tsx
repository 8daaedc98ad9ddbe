import type { QuoteSum } from '@lastmile/contracts';
import { Money } from '../../ui/index.ts';
import styles from './quote-amounts.module.css';

interface Props { firstBill: QuoteSum | undefined; monthly: QuoteSum | undefined; currency: string; taxName: string }

/** What is paid first and what every month after: two promises, never one sum. */
export function QuoteAmounts({ firstBill, monthly, currency, taxName }: Props) {
  return (
    <div className={styles.amounts}>
      <Amount title="First bill" sum={firstBill} currency={currency} taxName={taxName} main />
      <Amount title="Every month after" sum={monthly} currency={currency} taxName={taxName} />
    </div>
  );
}

function Amount({ title, sum, currency, taxName, main = false }: { title: string; sum: QuoteSum | undefined; currency: string; taxName: string; main?: boolean }) {
  return (
    <div className={main ? `${styles.amount} ${styles.main}` : styles.amount} role="group" aria-label={title}>
      <span className={styles.row}><span>Before tax</span>{sum ? <Money amount={sum.subtotal} currency={currency} /> : '–'}</span>
      <span className={styles.row}><span>{taxName}</span>{sum ? <Money amount={sum.tax} currency={currency} /> : '–'}</span>
      <span className={styles.total}><span>{title}</span><b>{sum ? <Money amount={sum.total} currency={currency} /> : '–'}</b></span>
    </div>
  );
}
