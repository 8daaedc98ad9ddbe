import { useState } from 'react';
import { IconDownload } from '@tabler/icons-react';
import { exportLeads, listLeads, type ExportFormat } from '@lastmile/contracts';
import { urlOf } from '../../../lib/api.ts';
import { download } from '../../../lib/download.ts';
import { count, formatCount } from '../../../lib/format.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { Button, ErrorState, ExportFormatField, RadioField, ResponsiveDialog, showToast, Stack } from '../../../ui/index.ts';
import { useTableColumns } from '../table/use-table-columns.ts';
import { useLeadFilters } from '../use-lead-filters.ts';

/** A count stops here. */
const countedUpTo = 1000;
type Reach = 'shown' | 'all';

/** What the filters show, as a file: in which format and with which columns. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { shared, sort, isNarrowed } = useLeadFilters();
  const { shown, isPending } = useTableColumns();
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [columns, setColumns] = useState<Reach>('shown');
  const answer = useEndpoint(listLeads, { query: { ...shared, limit: 1, count: true } });
  const leads = answer.data?.count;
  const howMany = leads === undefined ? 'leads' : leads > countedUpTo ? `more than ${formatCount(countedUpTo)} leads` : count(leads, 'lead');

  // A page is not told why its browser saves nothing: what the server would refuse, it refuses when it is asked to count the same.
  const start = async () => {
    const { error } = await answer.refetch();
    if (error) return;
    const query = { ...shared, ...(sort ? { sort } : {}), format, ...(columns === 'shown' ? { columns: shown.map(({ name }) => name).join(',') } : {}) };
    download(urlOf(exportLeads, { query }));
    onClose();
    showToast({ title: 'The download has begun.', text: `Your browser saves ${howMany}.` });
  };
  return (
    <ResponsiveDialog
      opened onClose={onClose} title="Export leads" subtitle={isNarrowed ? 'Those that the filters show' : 'All of this list'}
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary" icon={<IconDownload size={16} stroke={1.75} aria-hidden />} loading={answer.isFetching} disabled={isPending || leads === undefined || leads === 0}
            onClick={() => void start()} data-autofocus
          >
            {leads === 0 ? 'No leads to export' : `Export ${howMany}`}
          </Button>
        </>
      )}
    >
      <Stack gap="md">
        {answer.error && <ErrorState title="The leads cannot be exported." problem={answer.error} again={() => void answer.refetch()} />}
        <ExportFormatField value={format} onChange={setFormat} />
        <RadioField
          label="Columns" value={columns} onChange={setColumns}
          options={[
            { value: 'shown', label: 'Those of the table', hint: `Number, name and company, then ${shown.map(({ label }) => label).join(', ')}.` },
            { value: 'all', label: 'Every field', hint: 'Your own fields too.' },
          ]}
        />
      </Stack>
    </ResponsiveDialog>
  );
}
