import { IconFileTypePdf } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { cancelInvoice, getInvoice, getInvoicePdf, payInvoice, type Invoice } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { Problem } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useWrite } from '../../lib/use-write.ts';
import { usePhone } from '../../lib/viewport.ts';
import {
  Anchor, Badge, Button, DueDay, ErrorState, Facts, FormDialog, Money, Notice, Page, RecordSkeleton, Section, showToast, TextField, useContractForm, When,
} from '../../ui/index.ts';
import { invoiceStates, kindNames } from './invoice-words.ts';
import styles from './invoice-page.module.css';

/** `/invoices/:id`: what a new subscriber pays first, line by line. */
export function InvoicePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useEndpoint(getInvoice, { params: { id } });
  if (error?.status === 404 || error?.status === 400) throw new Problem({ status: 404, code: 'not_found', detail: error.detail });
  if (data) return <Loaded invoice={data} />;
  return (
    <Page title="Invoice" back="/invoices" phoneActions={null}>
      {error ? <ErrorState title="The invoice did not load." problem={error} again={() => void refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

function Loaded({ invoice }: { invoice: Invoice }) {
  // Three buttons fit beside each other on the smallest phone.
  const phone = usePhone();
  const { can } = useSession();
  const dialog = useUrlDialog<'cancel'>();
  const pay = useAction(payInvoice, { done: ({ number }) => showToast({ title: `${number} is paid.` }) });
  const { id, kind, number, status, lines } = invoice;
  const mayAct = Boolean(can('invoices:write')) && (status === 'issued' || status === 'draft');
  return (
    <Page
      title={number} back="/invoices" beside={<Badge color={invoiceStates[status].color}>{invoiceStates[status].label}</Badge>}
      subtitle={`${kindNames[kind]} for ${invoice.subscriberName}`}
      actions={(
        <>
          <Button href={urlOf(getInvoicePdf, { params: { id } })} icon={!phone && <IconFileTypePdf size={16} stroke={1.75} aria-hidden />}>PDF</Button>
          {mayAct && <Button onClick={() => dialog.open('cancel')}>Cancel it</Button>}
          {mayAct && <Button look="primary" loading={pay.isRunning} onClick={() => void pay.run({ params: { id }, body: {} })}>Mark as paid</Button>}
        </>
      )}
    >
      <div className={styles.sides}>
        <div className={styles.main}>
          {status === 'cancelled' && <Notice tone="neutral" title="Cancelled.">{invoice.cancelReason}</Notice>}
          <Section title="Lines" flush>
            <div className={styles.place}>
              <table className={styles.table}>
                <thead><tr><th scope="col">What</th><th scope="col">Tax</th><th scope="col">Amount</th></tr></thead>
                <tbody>
                  {lines.map(({ description, taxRate, lineTotal }) => (
                    <tr key={description}><td>{description}</td><td>{Number(taxRate)}%</td><td><Money amount={lineTotal} /></td></tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr><th scope="row" colSpan={2}>Subtotal</th><td><Money amount={invoice.subtotal} /></td></tr>
                  <tr><th scope="row" colSpan={2}>{invoice.taxName}</th><td><Money amount={invoice.tax} /></td></tr>
                  <tr className={styles.total}><th scope="row" colSpan={2}>Total</th><td><Money amount={invoice.total} /></td></tr>
                </tfoot>
              </table>
            </div>
          </Section>
        </div>
        <Section title="About">
          <Facts
            facts={[
              { label: 'Subscriber', value: <Anchor component={Link} to={`/subscribers/${invoice.subscriberId}`}>{invoice.subscriberName}, {invoice.subscriberNumber}</Anchor> },
              { label: 'Issued', value: <When at={invoice.issuedOn} /> },
              { label: 'Due', value: status === 'issued' ? <DueDay on={invoice.dueOn} withDate /> : <When at={invoice.dueOn} /> },
              { label: 'Paid', value: invoice.paidOn && <When at={invoice.paidOn} /> },
              { label: 'Lead', value: invoice.leadId && can('leads:read') && <Anchor component={Link} to={`/leads/${invoice.leadId}`}>Where they came from</Anchor> },
            ]}
          />
        </Section>
      </div>
      {mayAct && dialog.name === 'cancel' && <CancelDialog invoice={invoice} onClose={dialog.close} />}
    </Page>
  );
}

function CancelDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(cancelInvoice.body, {
    initial: { reason: '' },
    submit: (body, call) => write(cancelInvoice, { params: { id: invoice.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog form={form} title={`Cancel ${invoice.number}`} submit="Cancel it" onClose={onClose} subtitle="Its number stays taken.">
      <TextField label="Reason" rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}
