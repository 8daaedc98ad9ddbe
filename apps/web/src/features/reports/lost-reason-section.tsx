import { IconMoodSmile } from '@tabler/icons-react';
import { getLostReasonReport } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Bar, EmptyState, ErrorState, ListSkeleton, Money, RecordCell, RecordRow, RecordTable, Section } from '../../ui/index.ts';
import { useReportQuery } from './use-report-query.ts';
import { CountLink, Definitions, percentWords } from './values.tsx';

/** Why leads were lost, the most frequent first. */
export function LostReasonSection() {
  const { query } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getLostReasonReport, { query }, { keepPrevious: true });
  if (!data) return error ? <ErrorState title="The reasons did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />;
  return (
    <Section title="Why leads were lost" count={data.lost.value} flush>
      {data.reasons.length === 0 ? <EmptyState bare icon={<IconMoodSmile size={24} stroke={1.75} />} title="No lead was lost in this period" /> : (
        <RecordTable
          label="Reasons"
          heads={['Reason', 'Compared', { label: 'Lost', end: true }, { label: 'Before', end: true }, { label: 'Share', end: true }, { label: 'Value a month', end: true }]}
        >
          {data.reasons.map(({ reason, lost, share, value }) => (
            <RecordRow key={reason ?? ''}>
              <RecordCell part="name">{reason ?? 'None given'}</RecordCell>
              <RecordCell><Bar part={lost.value} of={data.reasons[0]!.lost.value} /></RecordCell>
              <RecordCell end label="Lost"><CountLink figure={lost} of={`lost: ${reason ?? 'none given'}`} /></RecordCell>
              <RecordCell end label="Before">{lost.previous}</RecordCell>
              <RecordCell end label="Share">{percentWords(share)}</RecordCell>
              <RecordCell end label="Value a month"><Money amount={value} /></RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
      <Definitions of={['lost']} />
    </Section>
  );
}
