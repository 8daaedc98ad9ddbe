import { IconPlugConnected } from '@tabler/icons-react';
import { getSourceReport } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Bar, EmptyState, ErrorState, ListSkeleton, Money, RecordCell, RecordRow, RecordTable, Section } from '../../ui/index.ts';
import styles from './sections.module.css';
import { useReportQuery } from './use-report-query.ts';
import { CountLink, Definitions, RateLink } from './values.tsx';

/** Where leads come from and what comes of them. */
export function SourceSection({ inFull = false }: { inFull?: boolean }) {
  const { query } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getSourceReport, { query }, { keepPrevious: true });
  if (!data) return error ? <ErrorState title="The sources did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />;
  const sources = inFull ? data.sources : data.sources.slice(0, 6);
  const most = Math.max(0, ...sources.map(({ newLeads }) => newLeads.value));
  return (
    <Section title="Where leads come from" flush>
      {sources.length === 0 ? <EmptyState bare icon={<IconPlugConnected size={24} stroke={1.75} />} title="No lead came in in this period" /> : inFull ? (
        <RecordTable
          label="Sources"
          heads={['Source', 'Compared', { label: 'New leads', end: true }, { label: 'Conversion', end: true },
            { label: 'Won', end: true }, { label: 'Won, a month', end: true }]}
        >
          {sources.map(({ source, name, newLeads, conversionRate, won, wonValue }) => (
            <RecordRow key={source}>
              <RecordCell part="name">{name}</RecordCell>
              <RecordCell><Bar part={newLeads.value} of={most} /></RecordCell>
              <RecordCell end label="New leads"><CountLink figure={newLeads} of={`new leads from ${name}`} /></RecordCell>
              <RecordCell end label="Conversion"><RateLink figure={conversionRate} of={`won leads from ${name}`} /></RecordCell>
              <RecordCell end label="Won"><CountLink figure={won} of={`won, from ${name}`} /></RecordCell>
              <RecordCell end label="Won, a month"><Money amount={wonValue.value} /></RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      ) : (
        <ul className={`${styles.funnel} ${styles.sources}`} aria-label="Sources">
          {sources.map(({ source, name, newLeads, conversionRate }) => (
            <li key={source} className={styles.step}>
              <span className={styles.stepLine}>
                <span className={styles.sourceName} title={name}>{name}</span>
                <span className={styles.stepNumbers}>
                  <span className={styles.dimmed}><RateLink figure={conversionRate} of={`won leads from ${name}`} /> won</span>
                  <CountLink figure={newLeads} of={`new leads from ${name}`} />
                </span>
              </span>
              <Bar part={newLeads.value} of={most} />
            </li>
          ))}
        </ul>
      )}
      {inFull && <Definitions of={['newLeads', 'conversionRate', 'won', 'wonValue']} />}
    </Section>
  );
}
