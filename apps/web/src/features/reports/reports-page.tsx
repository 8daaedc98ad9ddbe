import { getConversionReport, getLeadStats, type ReportFile } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ErrorState, ListSkeleton, Page, QueryTabs, RecordCell, RecordRow, RecordTable, Section } from '../../ui/index.ts';
import { CompetitorSection } from './competitor-section.tsx';
import { monthInWords } from './figure-words.ts';
import { FollowUpSection } from './follow-up-section.tsx';
import { LostReasonSection } from './lost-reason-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { ReportBar } from './report-bar.tsx';
import styles from './sections.module.css';
import { SourceSection } from './source-section.tsx';
import { StageSection } from './stage-section.tsx';
import { useReportQuery } from './use-report-query.ts';
import { CountLink, Definitions, RateLink, SecondsLink } from './values.tsx';

const reports: readonly { value: ReportFile; label: string }[] = [
  { value: 'stages', label: 'Funnel' }, { value: 'sources', label: 'Sources' }, { value: 'performance', label: 'Team' },
  { value: 'conversion', label: 'Conversion' }, { value: 'follow-ups', label: 'Follow-ups' }, { value: 'lost-reasons', label: 'Lost reasons' },
  { value: 'competitors', label: 'Competitors' },
];

/** `/reports?report=`: one report at a time, over the same period, pipeline and people as the dashboard. */
export function ReportsPage() {
  const { query, words } = useReportQuery();
  const { value: report } = reports.find(({ value }) => value === words.get('report')) ?? reports[0]!;
  // Shared with the dashboard: what the days of the period are is known at once.
  const period = useEndpoint(getLeadStats, { query }, { keepPrevious: true }).data?.period;
  return (
    <Page
      title="Reports" actions={<ReportBar period={period} file={report} />} phoneActions={null}
      tabs={<QueryTabs label="Reports" name="report" current={report} tabs={reports} />}
    >
      <div className={styles.page}>
        <div className={styles.phoneBar}><ReportBar period={period} file={report} /></div>
        {report === 'stages' && <StageSection inFull />}
        {report === 'sources' && <SourceSection inFull />}
        {report === 'performance' && <PeopleSection inFull />}
        {report === 'conversion' && <ConversionSection />}
        {report === 'follow-ups' && <FollowUpSection />}
        {report === 'lost-reasons' && <LostReasonSection />}
        {report === 'competitors' && <CompetitorSection />}
      </div>
    </Page>
  );
}

/** Of the leads of each month, how many are won by now, and how long winning took. */
function ConversionSection() {
  const { query } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getConversionReport, { query }, { keepPrevious: true });
  if (!data) return error ? <ErrorState title="The months did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />;
  const end = (label: string) => ({ label, end: true as const });
  return (
    <Section title="Conversion by month" hint="of the leads that came in in it" flush>
      <RecordTable label="Conversion by month" heads={['Month', end('New leads'), end('Conversion'), end('Time to conversion')]}>
        {data.months.map(({ month, newLeads, conversionRate, timeToConversion }) => (
          <RecordRow key={month}>
            <RecordCell part="name">{monthInWords(month)}</RecordCell>
            <RecordCell end label="New leads"><CountLink figure={newLeads} of={`new leads, ${monthInWords(month)}`} /></RecordCell>
            <RecordCell end label="Conversion"><RateLink figure={conversionRate} of={`won leads that came in in ${monthInWords(month)}`} /></RecordCell>
            <RecordCell end label="Time to conversion"><SecondsLink figure={timeToConversion} of={`won in ${monthInWords(month)}`} /></RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
      <Definitions of={['newLeads', 'conversionRate', 'timeToConversion']} />
    </Section>
  );
}
