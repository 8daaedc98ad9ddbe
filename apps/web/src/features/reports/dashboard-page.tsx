import { getLeadStats, type LeadStats } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ErrorState, ListSkeleton, Money, Page } from '../../ui/index.ts';
import cards from './figure-card.module.css';
import { FigureCard } from './figure-card.tsx';
import { changeOfAmount, changeOfCount, changeOfRate, changeOfSeconds, daysInWords } from './figure-words.ts';
import { LeadsOverTime } from './leads-over-time.tsx';
import { PeopleSection } from './people-section.tsx';
import { ReportBar } from './report-bar.tsx';
import styles from './sections.module.css';
import { SourceSection } from './source-section.tsx';
import { StageSection } from './stage-section.tsx';
import { Distribution, StandingCards } from './standing-section.tsx';
import { useReportQuery } from './use-report-query.ts';
import { percentWords, secondsWords } from './values.tsx';

/** `/dashboard`: what came of the period beside the one before, and what there is now; every figure leads to its leads. */
export function DashboardPage() {
  const { query } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getLeadStats, { query }, { keepPrevious: true });
  return (
    <Page title="Dashboard" actions={<ReportBar period={data?.period} file="performance" />} phoneActions={null}>
      <div className={styles.page}>
        <div className={styles.phoneBar}><ReportBar period={data?.period} file="performance" /></div>
        {!data && (error ? <ErrorState title="The figures did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={3} />)}
        {data && <PeriodCards stats={data} />}
        <div className={styles.grid}><LeadsOverTime /><StageSection /></div>
        <div className={styles.grid}><PeopleSection /><SourceSection /></div>
        {data && (
          <>
            <h2 className={styles.heading}>Right now</h2>
            <StandingCards stats={data} />
            <Distribution stages={data.distribution} />
          </>
        )}
      </div>
    </Page>
  );
}

function PeriodCards({ stats }: { stats: LeadStats }) {
  const { locale } = useLocale();
  const now = useNow();
  const { period, newLeads, won, wonValue, lost, conversionRate, firstReply, timeToConversion } = stats;
  const before = daysInWords(period.previousFirst, period.previousLast, now);
  const number = (value: number) => formatCount(value, locale);
  return (
    <ul className={cards.cards} aria-label={`In the period, ${daysInWords(period.first, period.last, now)}`}>
      <FigureCard id="newLeads" value={number(newLeads.value)} change={changeOfCount(newLeads)} before={before} leads={newLeads.leads} />
      <FigureCard id="won" value={number(won.value)} change={changeOfCount(won)} before={before} leads={won.leads} />
      <FigureCard id="conversionRate" value={percentWords(conversionRate.value)} change={changeOfRate(conversionRate)} before={before} leads={conversionRate.leads} />
      <FigureCard id="wonValue" value={<Money amount={wonValue.value} />} change={changeOfAmount(wonValue)} before={before} leads={wonValue.leads} />
      <FigureCard id="lost" value={number(lost.value)} change={changeOfCount(lost, 'lower')} before={before} leads={lost.leads} />
      <FigureCard id="firstReply" value={secondsWords(firstReply.value)} change={changeOfSeconds(firstReply)} before={before} leads={firstReply.leads} />
      <FigureCard id="timeToConversion" value={secondsWords(timeToConversion.value)} change={changeOfSeconds(timeToConversion)} before={before} leads={timeToConversion.leads} />
    </ul>
  );
}
