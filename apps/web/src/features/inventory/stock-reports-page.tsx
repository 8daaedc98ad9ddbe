import { IconCalendar, IconChevronDown, IconDownload, IconReportAnalytics } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { downloadInventoryReport, getInventoryReport, inventoryReports, type InventoryReport } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { download } from '../../lib/download.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import {
  Anchor, BarsChart, Button, Code, DatesDialog, EmptyState, ErrorState, ListSkeleton, Money, Page, PageStack, QueryTabs, RecordCell, RecordRow, RecordTable, ResponsiveMenu, Section,
  type BarSeries,
} from '../../ui/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import styles from './inventory.module.css';
import { periodQuery, stockPeriods } from './stock-periods.ts';

type Report = (typeof inventoryReports)[number];
type Row = InventoryReport['rows'][number];
type Figure = 'quantity' | 'value' | 'received' | 'issued' | 'returned' | 'adjusted' | 'turnover';

const heads: { readonly [figure in Figure]: string } = {
  quantity: 'Quantity', value: 'Value', received: 'Received', issued: 'Issued', returned: 'Returned', adjusted: 'Adjusted', turnover: 'Turnover',
};
const moves: readonly BarSeries[] = [
  { name: 'received', label: 'Received', color: 'primary' }, { name: 'issued', label: 'Issued', color: 'in-progress' }, { name: 'returned', label: 'Returned', color: 'won' },
];
const reports: { readonly [report in Report]: {
  label: string; hint: string; columns: readonly Figure[]; sortedBy: (row: Row) => number; series: readonly BarSeries[]; chart: string;
} } = {
  valuation: {
    label: 'Valuation', hint: 'What is on hand and in transit at the end of the last day, at average cost', columns: ['quantity', 'value'], sortedBy: ({ value }) => Number(value),
    series: [{ name: 'value', label: 'Value', color: 'primary' }], chart: 'The items that most of the value is in',
  },
  movements: {
    label: 'Movement history', hint: 'What came and went in these days', columns: ['received', 'issued', 'returned', 'adjusted'], sortedBy: ({ received, issued, returned }) => received + issued + returned,
    series: moves, chart: 'The items that moved most',
  },
  turnover: {
    label: 'Turnover', hint: 'How often the average stock was issued in these days', columns: ['quantity', 'issued', 'turnover'], sortedBy: ({ turnover }) => turnover ?? 0,
    series: [{ name: 'turnover', label: 'Turnover', color: 'primary' }], chart: 'The items that turn fastest',
  },
  'by-location': {
    label: 'By location', hint: 'What is where at the end of the last day, and what moved in these days', columns: ['quantity', 'value', 'received', 'issued', 'returned', 'adjusted'],
    sortedBy: ({ value }) => Number(value), series: [{ name: 'value', label: 'Value', color: 'primary' }], chart: 'Where the value is',
  },
};
const charted = 12;
const together = 100;

/** `/inventory/reports?report=`: valuation, movements, turnover and what is where, of any days, as a chart, a table and a file (S0-10.12-l). */
export function StockReportsPage() {
  const [words] = useUrlState();
  const report = inventoryReports.find((one) => one === words.get('report')) ?? 'valuation';
  const { timezone } = useLocale();
  const query = periodQuery(words.get('period'), timezone);
  const answer = useEndpoint(getInventoryReport, { params: { report }, query }, { keepPrevious: true });
  const { data, error } = answer;
  return (
    <Page title="Inventory" documentTitle="Stock reports" phoneActions={null} tabs={<InventoryTabs />}>
      <PageStack>
        <div className={styles.reportBar}>
          <QueryTabs label="Reports of the stock" name="report" current={report} tabs={inventoryReports.map((value) => ({ value, label: reports[value].label }))} />
          <div className={styles.filters}>
            <PeriodMenu data={data} />
            <Button icon={<IconDownload size={16} stroke={1.75} aria-hidden />} onClick={() => download(urlOf(downloadInventoryReport, { params: { report }, query }))}>CSV</Button>
          </div>
        </div>
        {error && !data && <ErrorState title="The report did not load." problem={error} again={() => void answer.refetch()} />}
        {answer.isPending && <ListSkeleton rows={8} />}
        {data && data.rows.length === 0 && (
          <EmptyState icon={<IconReportAnalytics size={24} stroke={1.75} />} title="Nothing in these days">Choose other days, or receive the first delivery.</EmptyState>
        )}
        {data && data.rows.length > 0 && <Loaded key={report} report={report} data={data} />}
      </PageStack>
    </Page>
  );
}

function Loaded({ report, data }: { report: Report; data: InventoryReport }) {
  const { label, hint, columns, sortedBy, series, chart } = reports[report];
  const [shown, setShown] = useState(together);
  const rows = data.rows.toSorted((left, right) => sortedBy(right) - sortedBy(left));
  const top = rows.filter((row) => sortedBy(row) > 0).slice(0, charted);
  return (
    <>
      {top.length > 0 && (
        <Section title={chart} {...(rows.length > top.length ? { hint: `the first ${top.length} of ${formatCount(rows.length)}` } : {})}>
          <BarsChart
            label={`${chart}; the table below has the numbers`} of="label" stacked={series.length > 1} series={series}
            data={top.map((row) => ({ label: row.label, value: Number(row.value), turnover: row.turnover ?? 0, received: row.received, issued: row.issued, returned: row.returned }))}
          />
        </Section>
      )}
      <Section title={label} hint={hint} flush>
        <RecordTable label={label} heads={[report === 'by-location' ? 'Location' : 'Item', ...columns.map((column) => ({ label: heads[column], end: true as const }))]}>
          {rows.slice(0, shown).map((row) => (
            <RecordRow key={row.itemId ?? row.locationId}>
              <RecordCell part="name"><Anchor component={Link} to={placeOf(row)} inherit>{row.label}</Anchor>{row.sku && <> <Code>{row.sku}</Code></>}</RecordCell>
              {columns.map((column) => <RecordCell key={column} end label={heads[column]}><FigureOf row={row} column={column} /></RecordCell>)}
            </RecordRow>
          ))}
          {columns.includes('value') && (
            <RecordRow>
              <RecordCell part="name"><b>In all</b></RecordCell>
              {columns.map((column) => (
                <RecordCell key={column} end label={heads[column]}>
                  {column === 'quantity' ? <b>{formatCount(data.total.quantity)}</b> : column === 'value' ? <b><Money amount={data.total.value} /></b> : null}
                </RecordCell>
              ))}
            </RecordRow>
          )}
        </RecordTable>
        {rows.length > shown && <div className={styles.inside}><Button onClick={() => setShown(shown + together)}>Show more of {formatCount(rows.length)}</Button></div>}
      </Section>
    </>
  );
}

const placeOf = ({ itemId, locationId }: Row): string => (itemId ? `/inventory/items/${itemId}` : `/inventory?location=${locationId}`);

function FigureOf({ row, column }: { row: Row; column: Figure }) {
  if (column === 'value') return <Money amount={row.value} />;
  if (column === 'turnover') return row.turnover === null ? '–' : `${row.turnover} ×`;
  const figure = row[column];
  return figure === 0 ? '' : formatCount(figure);
}

function PeriodMenu({ data }: { data: InventoryReport | undefined }) {
  const [words, change] = useUrlState();
  const [opened, setOpened] = useState(false);
  const chosen = words.get('period');
  const known = stockPeriods.find(({ value }) => value === (chosen ?? stockPeriods[0]!.value));
  const days = data ? `${data.from} – ${data.to}` : '';
  return (
    <>
      <ResponsiveMenu
        title="Days"
        groups={[{ choices: [
          ...stockPeriods.map(({ value, label }, index) => ({ label, current: value === known?.value, onChoose: () => change({ period: index === 0 ? null : value }) })),
          { label: 'Other days …', current: !known, onChoose: () => setOpened(true) },
        ] }]}
        target={(
          <Button icon={<IconCalendar size={16} stroke={1.75} aria-hidden />} rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />} aria-label={`Days: ${known?.label ?? days}`}>
            {known?.label ?? days}
          </Button>
        )}
      />
      {opened && (
        <DatesDialog
          title="Days" submit="Show these days" closed range={{ from: data?.from ?? null, to: data?.to ?? null }}
          onChange={({ from, to }) => change({ period: `${from}..${to}` })} onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}
