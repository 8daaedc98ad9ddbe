import { useState } from 'react';
import { IconDownload } from '@tabler/icons-react';
import { exportInvoices, listInvoices, type ExportFormat } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { download } from '../../lib/download.ts';
import { count, formatCount } from '../../lib/format.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, ErrorState, ExportFormatField, ResponsiveDialog, showToast, Stack } from '../../ui/index.ts';
import { useInvoiceFilters } from './use-invoice-filters.ts';

/** A count stops here. */
const countedUpTo = 1000;

/** What the filters show, as a file for bookkeeping. */
export function ExportInvoicesDialog({ onClose }: { onClose: () => void }) {
  const { asked, isNarrowed } = useInvoiceFilters();
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const answer = useEndpoint(listInvoices, { query: { ...asked, limit: 1, count: true } });
  const bills = answer.data?.count;
  const howMany = bills === undefined ? 'invoices' : bills > countedUpTo ? `more than ${formatCount(countedUpTo)} invoices` : count(bills, 'invoice');

  // A page is not told why its browser saves nothing: what the server would refuse, it refuses when it is asked to count the same.
  const start = async () => {
    const { error } = await answer.refetch();
    if (error) return;
    download(urlOf(exportInvoices, { query: { ...asked, format } }));
    onClose();
    showToast({ title: 'The download has begun.', text: `Your browser saves ${howMany}.` });
  };
  return (
    <ResponsiveDialog
      opened onClose={onClose} title="Export invoices" subtitle={isNarrowed ? 'Those that the filters show' : 'All of them, proformas too'}
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary" icon={<IconDownload size={16} stroke={1.75} aria-hidden />} loading={answer.isFetching} disabled={bills === undefined || bills === 0}
            onClick={() => void start()} data-autofocus
          >
            {bills === 0 ? 'Nothing to export' : `Export ${howMany}`}
          </Button>
        </>
      )}
    >
      <Stack gap="md">
        {answer.error && <ErrorState title="The invoices cannot be exported." problem={answer.error} again={() => void answer.refetch()} />}
        <ExportFormatField value={format} onChange={setFormat} />
        <p>Each with its number, kind, state, subscriber, date, due day, payment, net, tax, total and currency.</p>
      </Stack>
    </ResponsiveDialog>
  );
}
