import { IconChartLine, IconTable } from '@tabler/icons-react';
import { getLeadsOverTime } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import {
  Button, ErrorState, IconButton, ListSkeleton, RecordCell, RecordRow, RecordTable, ResponsiveMenu, Section, TrendChart,
} from '../../ui/index.ts';
import { monthInWords } from './figure-words.ts';
import styles from './leads-over-time.module.css';
import { DownloadReport } from './report-bar.tsx';
import { useReportQuery } from './use-report-query.ts';
import { CountLink } from './values.tsx';

const series = [{ name: 'newLeads', label: 'New leads', look: 'area' }, { name: 'won', label: 'Won', look: 'line' }] as const;

/** S1-3.2: leads that came in and were won, by month, of a year or the last twelve; as a drawing or as the table behind it. */
export function LeadsOverTime() {
  const { whose, words, change } = useReportQuery();
  const year = /^\d{4}$/.test(words.get('year') ?? '') ? Number(words.get('year')) : undefined;
  const asked = { ...whose, ...(year ? { year } : {}) };
  const { data, error, refetch } = useEndpoint(getLeadsOverTime, { query: asked }, { keepPrevious: true });
  const asTable = words.get('chart') === 'table';
  const choose = (chosen: number | null) => () => change({ year: chosen === null ? null : String(chosen) }, { replace: true });
  return (
    <Section
      title="Leads over time"
      actions={(
        <>
          {!asTable && (
            <span className={styles.legend} aria-hidden>
              <span className={styles.area} /> New leads <span className={styles.line} /> Won
            </span>
          )}
          <ResponsiveMenu
            title="Year" width={180} position="bottom-end"
            groups={[{ choices: [
              { label: 'Last 12 months', current: year === undefined, onChoose: choose(null) },
              ...(data?.years ?? []).map((one) => ({ label: String(one), current: one === year, onChoose: choose(one) })),
            ] }]}
            target={<Button look="quiet" size="xs" aria-label={`Year: ${year ?? 'last 12 months'}`}>{year ?? 'Last 12 months'}</Button>}
          />
          <IconButton
            label={asTable ? 'Show as a chart' : 'Show as a table'}
            onClick={() => change({ chart: asTable ? null : 'table' }, { replace: true })}
          >
            {asTable ? <IconChartLine size={17} stroke={1.75} aria-hidden /> : <IconTable size={17} stroke={1.75} aria-hidden />}
          </IconButton>
          <DownloadReport file="over-time" query={asked} />
        </>
      )}
      flush={asTable}
    >
      {!data && (error ? <ErrorState title="The months did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />)}
      {data && !asTable && (
        <TrendChart
          label={`New leads and won leads by month, ${monthInWords(data.months[0]!.month)} to ${monthInWords(data.months.at(-1)!.month)}. The same numbers are in the table.`}
          along="month" series={series}
          data={data.months.map(({ month, newLeads, won }) => ({ month: monthInWords(month).slice(0, 3), newLeads: newLeads.value, won: won.value }))}
        />
      )}
      {data && asTable && (
        <RecordTable label="Leads by month" heads={['Month', { label: 'New leads', end: true }, { label: 'A year before', end: true }, { label: 'Won', end: true }, { label: 'Won a year before', end: true }]}>
          {data.months.map(({ month, newLeads, won }) => (
            <RecordRow key={month}>
              <RecordCell part="name">{monthInWords(month)}</RecordCell>
              <RecordCell end label="New leads"><CountLink figure={newLeads} of={`new leads, ${monthInWords(month)}`} /></RecordCell>
              <RecordCell end label="A year before">{newLeads.previous}</RecordCell>
              <RecordCell end label="Won"><CountLink figure={won} of={`won, ${monthInWords(month)}`} /></RecordCell>
              <RecordCell end label="Won a year before">{won.previous}</RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
    </Section>
  );
}
