import { IconBuildingBroadcastTower } from '@tabler/icons-react';
import { getCompetitorReport } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Bar, EmptyState, ErrorState, ListSkeleton, Money, RecordCell, RecordRow, RecordTable, Section } from '../../ui/index.ts';
import { useReportQuery } from './use-report-query.ts';
import { CountLink, Definitions, RateLink } from './values.tsx';

/** Whose customers ask, by the provider they have, and how many of them change. */
export function CompetitorSection() {
  const { query } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getCompetitorReport, { query }, { keepPrevious: true });
  if (!data) return error ? <ErrorState title="The competitors did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />;
  return (
    <Section title="Whose customers ask" flush>
      {data.competitors.length === 0 ? (
        <EmptyState bare icon={<IconBuildingBroadcastTower size={24} stroke={1.75} />} title="No lead of this period says who its provider is">
          It is the field “Current ISP” of a lead.
        </EmptyState>
      ) : (
        <RecordTable
          label="Competitors"
          heads={['Provider', 'Compared', { label: 'New leads', end: true }, { label: 'Before', end: true }, { label: 'Conversion', end: true }, { label: 'Won, a month', end: true }]}
        >
          {data.competitors.map(({ provider, newLeads, conversionRate, wonValue }) => (
            <RecordRow key={provider}>
              <RecordCell part="name">{provider}</RecordCell>
              <RecordCell><Bar part={newLeads.value} of={data.competitors[0]!.newLeads.value} /></RecordCell>
              <RecordCell end label="New leads"><CountLink figure={newLeads} of={`new leads who have ${provider}`} /></RecordCell>
              <RecordCell end label="Before">{newLeads.previous}</RecordCell>
              <RecordCell end label="Conversion"><RateLink figure={conversionRate} of={`won leads who had ${provider}`} /></RecordCell>
              <RecordCell end label="Won, a month"><Money amount={wonValue} /></RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
      <Definitions of={['newLeads', 'conversionRate']} />
    </Section>
  );
}
