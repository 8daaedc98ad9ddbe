import { IconReceipt } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listInvoices, type InvoiceRow } from '@lastmile/contracts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Badge, DueDay, EmptyState, ErrorState, ListSkeleton, Money, Section, ShowMore, When } from '../../ui/index.ts';
import styles from './rows.module.css';

const states: Record<InvoiceRow['status'], { label: string; color: string }> = {
  draft: { label: 'Draft', color: 'gray' }, issued: { label: 'Issued', color: 'blue' }, paid: { label: 'Paid', color: 'green' }, cancelled: { label: 'Cancelled', color: 'gray' },
};

/** A subscriber's invoices and proformas. */
export function Bills({ subscriberId }: { subscriberId: string }) {
  const pages = usePages(listInvoices, { query: { subscriberId, limit: 20 } });
  return (
    <Section title="Invoices" {...(pages.isSuccess ? { count: `${pages.items.length}${pages.hasNextPage ? '+' : ''}` } : {})} flush>
      {pages.isPending && <ListSkeleton rows={1} />}
      {pages.error && pages.items.length === 0 && <ErrorState title="The invoices did not load." problem={pages.error} again={() => void pages.refetch()} />}
      {pages.isSuccess && pages.items.length === 0 && (
        <EmptyState bare icon={<IconReceipt size={24} stroke={1.75} />} title="No invoice">They were converted without one.</EmptyState>
      )}
      <ul className={styles.rows}>
        {pages.items.map(({ id, number, kind, status, total, dueOn, paidOn }) => (
          <li key={id} className={styles.row}>
            <span className={styles.words}>
              <Link className={styles.link} to={`/invoices/${id}`}>{number}</Link>
              <span className={styles.about}>{kind === 'invoice' ? 'Invoice' : 'Proforma'} · {paidOn ? <>paid <When at={paidOn} /></> : status === 'issued' ? <DueDay on={dueOn} withDate inWords /> : 'not to be paid'}</span>
            </span>
            <span className={styles.amounts}><Money amount={total} /></span>
            <Badge color={states[status].color}>{states[status].label}</Badge>
          </li>
        ))}
      </ul>
      <ShowMore pages={pages}>Show more invoices</ShowMore>
    </Section>
  );
}
