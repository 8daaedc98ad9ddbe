import type { ReportFile, ReportPeriod } from '@lastmile/contracts';
import { csvFile } from '../../core/csv.ts';
import type { Scope } from '../../core/in-org.ts';
import type { ReportQuery } from './asked.ts';
import { competitorReport, lostReasonReport, sourceReport, stageReport } from './breakdowns.ts';
import { conversionReport, leadsOverTime } from './over-time.ts';
import { followUpReport, performanceReport } from './performance.ts';

interface Told { period: Pick<ReportPeriod, 'first' | 'last'>; content: string }
type FileQuery = ReportQuery & { rankBy?: 'conversionRate' | 'wonValue'; year?: number };

/** What each report is as a file: the figures that the page shows, under heads that a spreadsheet can be sorted by. */
const files: { [report in ReportFile]: (scope: Scope, query: FileQuery) => Promise<Told> } = {
  'over-time': async (scope, { period: _p, rankBy: _r, ...query }) => {
    const { months } = await leadsOverTime(scope, query);
    return { period: { first: months[0]!.month, last: months.at(-1)!.month }, content: csvFile(months, {
      Month: ({ month }) => month, 'New leads': ({ newLeads }) => newLeads.value, 'New leads a year before': ({ newLeads }) => newLeads.previous,
      Won: ({ won }) => won.value, 'Won a year before': ({ won }) => won.previous,
    }) };
  },
  stages: async (scope, query) => {
    const { period, stages } = await stageReport(scope, query);
    return { period, content: csvFile(stages, {
      Stage: ({ name }) => name, Reached: ({ reached }) => reached.value, 'Reached before': ({ reached }) => reached.previous,
      'From the stage before, %': ({ fromPrevious }) => fromPrevious, 'Time in stage, s': ({ timeInStage }) => timeInStage.value,
    }) };
  },
  sources: async (scope, query) => {
    const { period, sources } = await sourceReport(scope, query);
    return { period, content: csvFile(sources, {
      Source: ({ name }) => name, 'New leads': ({ newLeads }) => newLeads.value, Won: ({ won }) => won.value, 'Conversion, %': ({ conversionRate }) => conversionRate.value,
      'Won, a month': ({ wonValue }) => wonValue.value,
    }) };
  },
  performance: async (scope, query) => {
    const { period, people, teams, total } = await performanceReport(scope, query);
    const rows = [
      ...people.map(({ name, rank, ...figures }) => ({ of: 'person', name, rank, figures })), ...teams.map(({ name, rank, ...figures }) => ({ of: 'team', name, rank, figures })),
      { of: 'all', name: 'All', rank: null, figures: total },
    ];
    return { period, content: csvFile(rows, {
      Of: ({ of }) => of, Name: ({ name }) => name, Rank: ({ rank }) => rank, 'New leads': ({ figures }) => figures.newLeads.value, Won: ({ figures }) => figures.won.value,
      'Conversion, %': ({ figures }) => figures.conversionRate.value, 'Won, a month': ({ figures }) => figures.wonValue.value,
      'Average value': ({ figures }) => figures.averageValue.value, 'First reply, s': ({ figures }) => figures.firstReply.value,
      'Time to conversion, s': ({ figures }) => figures.timeToConversion.value,
    }) };
  },
  conversion: async (scope, query) => {
    const { period, months } = await conversionReport(scope, query);
    return { period, content: csvFile(months, {
      Month: ({ month }) => month, 'New leads': ({ newLeads }) => newLeads.value, 'Won of them': ({ conversionRate }) => conversionRate.part,
      'Conversion, %': ({ conversionRate }) => conversionRate.value, 'Time to conversion, s': ({ timeToConversion }) => timeToConversion.value,
    }) };
  },
  'follow-ups': async (scope, query) => {
    const { period, people } = await followUpReport(scope, query);
    return { period, content: csvFile(people, {
      Person: ({ name }) => name, Done: ({ done }) => done, 'On time': ({ onTime }) => onTime.part, 'On time, %': ({ onTime }) => onTime.value,
      'Late on average, s': ({ averageLateSeconds }) => averageLateSeconds, 'Overdue now': ({ overdue }) => overdue.value,
    }) };
  },
  'lost-reasons': async (scope, query) => {
    const { period, reasons } = await lostReasonReport(scope, query);
    return { period, content: csvFile(reasons, {
      Reason: ({ reason }) => reason, Lost: ({ lost }) => lost.value, 'Share, %': ({ share }) => share, 'Value a month': ({ value }) => value,
    }) };
  },
  competitors: async (scope, query) => {
    const { period, competitors } = await competitorReport(scope, query);
    return { period, content: csvFile(competitors, {
      Provider: ({ provider }) => provider, 'New leads': ({ newLeads }) => newLeads.value, 'Won of them': ({ conversionRate }) => conversionRate.part,
      'Conversion, %': ({ conversionRate }) => conversionRate.value, 'Won, a month': ({ wonValue }) => wonValue,
    }) };
  },
};

export async function reportFile(scope: Scope, report: ReportFile, query: FileQuery): Promise<{ name: string; content: string }> {
  const { period, content } = await files[report](scope, query);
  return { name: `${report} ${period.first} ${period.last}.csv`, content };
}
