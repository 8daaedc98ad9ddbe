import { IconDownload, IconReceipt, IconSearch } from '@tabler/icons-react';
import { listInvoices, type InvoiceRow } from '@lastmile/contracts';
import { usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Badge, Button, DueDay, EmptyState, ErrorState, ListBlock, ListBlocks, ListCell, ListLink, ListSkeleton, ListTable, Money, Page, PageCount, PageStack, ShowMore, When } from '../../ui/index.ts';
import { ExportInvoicesDialog } from './export-invoices-dialog.tsx';
import { InvoiceFilters } from './invoice-filters.tsx';
import { invoiceStates, kindNames } from './invoice-words.ts';
import { useInvoiceFilters } from './use-invoice-filters.ts';

/** `/invoices`: first bills of all subscribers, and what is still to be paid. */
export function InvoicesPage() {
  const { asked, isNarrowed, clear } = useInvoiceFilters();
  const phone = usePhone();
  const dialog = useUrlDialog<'export'>();
  const pages = usePages(listInvoices, { query: { ...asked, limit: 50, count: true } }, { keepPrevious: true });
  return (
    <Page
      title="Invoices" actions={<Button icon={<IconDownload size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('export')}>Export</Button>}
      beside={<PageCount of={pages.count} />}
    >
      <PageStack>
        <InvoiceFilters />
        {pages.isPending && <ListSkeleton rows={8} />}
        {pages.error && pages.items.length === 0 && <ErrorState title="The invoices did not load." problem={pages.error} again={() => void pages.refetch()} />}
        {pages.isSuccess && pages.items.length === 0 && (isNarrowed ? (
          <EmptyState icon={<IconSearch size={24} stroke={1.75} />} title="No invoice is like that" actions={<Button onClick={clear}>Clear the filters</Button>}>
            Search by a number such as INV-000042, or by a subscriber’s name, phone or number.
          </EmptyState>
        ) : (
          <EmptyState icon={<IconReceipt size={24} stroke={1.75} />} title="No invoices yet">A conversion makes the first one: an invoice, or a proforma until the service runs.</EmptyState>
        ))}
        {pages.items.length > 0 && (phone ? <Blocks invoices={pages.items} /> : <Rows invoices={pages.items} />)}
        <ShowMore pages={pages}>Show more invoices</ShowMore>
      </PageStack>
      {dialog.name === 'export' && <ExportInvoicesDialog onClose={dialog.close} />}
    </Page>
  );
}

const State = ({ status }: Pick<InvoiceRow, 'status'>) => <Badge color={invoiceStates[status].color}>{invoiceStates[status].label}</Badge>;

function Rows({ invoices }: { invoices: readonly InvoiceRow[] }) {
  return (
    <ListTable label="Invoices" heads={['Number', 'Subscriber', 'Kind', 'State', { label: 'Total', end: true }, 'Due', 'Paid', { label: 'Issued', end: true }]}>
      {invoices.map(({ id, number, subscriberId, subscriberName, kind, status, total, currency, dueOn, paidOn, issuedOn }) => (
        <tr key={id}>
          <ListCell><ListLink to={`/invoices/${id}`}>{number}</ListLink></ListCell>
          <ListCell cut><ListLink quiet to={`/subscribers/${subscriberId}`} title={subscriberName}>{subscriberName}</ListLink></ListCell>
          <ListCell>{kindNames[kind]}</ListCell>
          <ListCell><State status={status} /></ListCell>
          <ListCell end><Money amount={total} currency={currency} /></ListCell>
          <ListCell dim>{status === 'issued' && <DueDay on={dueOn} />}</ListCell>
          <ListCell dim>{paidOn && <When at={paidOn} />}</ListCell>
          <ListCell end dim><When at={issuedOn} /></ListCell>
        </tr>
      ))}
    </ListTable>
  );
}

function Blocks({ invoices }: { invoices: readonly InvoiceRow[] }) {
  return (
    <ListBlocks label="Invoices">
      {invoices.map(({ id, number, subscriberName, status, total, currency, dueOn }) => (
        <ListBlock
          key={id} to={`/invoices/${id}`} name={subscriberName} title={subscriberName}
          about={<>{number} · <Money amount={total} currency={currency} />{status === 'issued' && <> · <DueDay on={dueOn} inWords /></>}</>}
        >
          <State status={status} />
        </ListBlock>
      ))}
    </ListBlocks>
  );
}
