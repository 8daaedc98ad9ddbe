import { stringify } from 'csv-stringify/sync';
import type { ReportFile, ReportPeriod } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { guardedCell } from '../../core/spreadsheet.ts';
import type { ReportQuery } from './asked.ts';
import { competitorReport, lostReasonReport, sourceReport, stageReport } from './breakdowns.ts';
import { conversionReport } from './over-time.ts';
import { followUpReport, performanceReport } from './performance.ts';

type Cell = string | number | null;
type Row = { [head: string]: Cell };
interface Told { period: ReportPeriod; rows: Row[] }

/** What each report is as rows: the figures that the page shows, under heads that a spreadsheet can be sorted by. */
const files: { [report in ReportFile]: (scope: Scope, query: ReportQuery) => Promise<Told> } = {
  stages: async (scope, query) => {
    const { period, stages } = await stageReport(scope, query);
    return { period, rows: stages.map(({ name, reached, fromPrevious, timeInStage }) => ({
      Stage: name, Reached: reached.value, 'Reached before': reached.previous, 'From the stage before, %': fromPrevious, 'Time in stage, s': timeInStage.value,
    })) };
  },
  sources: async (scope, query) => {
    const { period, sources } = await sourceReport(scope, query);
    return { period, rows: sources.map(({ name, newLeads, won, conversionRate, wonValue }) => ({
      Source: name, 'New leads': newLeads.value, Won: won.value, 'Conversion, %': conversionRate.value, 'Won, a month': wonValue.value,
    })) };
  },
  performance: async (scope, query) => {
    const { period, people, teams, total } = await performanceReport(scope, query);
    const row = (kind: string, name: string, rank: number | null, figures: typeof total): Row => ({
      Of: kind, Name: name, Rank: rank, 'New leads': figures.newLeads.value, Won: figures.won.value, 'Conversion, %': figures.conversionRate.value,
      'Won, a month': figures.wonValue.value, 'Average value': figures.averageValue.value, 'First reply, s': figures.firstReply.value,
      'Time to conversion, s': figures.timeToConversion.value,
    });
    return { period, rows: [
      ...people.map((person) => row('person', person.name, person.rank, person)), ...teams.map((team) => row('team', team.name, team.rank, team)),
      row('all', 'All', null, total),
    ] };
  },
  conversion: async (scope, query) => {
    const { period, months } = await conversionReport(scope, query);
    return { period, rows: months.map(({ month, newLeads, conversionRate, timeToConversion }) => ({
      Month: month, 'New leads': newLeads.value, 'Won of them': conversionRate.part, 'Conversion, %': conversionRate.value, 'Time to conversion, s': timeToConversion.value,
    })) };
  },
  'follow-ups': async (scope, query) => {
    const { period, people } = await followUpReport(scope, query);
    return { period, rows: people.map(({ name, done, onTime, averageLateSeconds, overdue }) => ({
      Person: name, Done: done, 'On time': onTime.part, 'On time, %': onTime.value, 'Late on average, s': averageLateSeconds, 'Overdue now': overdue.value,
    })) };
  },
  'lost-reasons': async (scope, query) => {
    const { period, reasons } = await lostReasonReport(scope, query);
    return { period, rows: reasons.map(({ reason, lost, share, value }) => ({ Reason: reason, Lost: lost.value, 'Share, %': share, 'Value a month': value })) };
  },
  competitors: async (scope, query) => {
    const { period, competitors } = await competitorReport(scope, query);
    return { period, rows: competitors.map(({ provider, newLeads, conversionRate, wonValue }) => ({
      Provider: provider, 'New leads': newLeads.value, 'Won of them': conversionRate.part, 'Conversion, %': conversionRate.value, 'Won, a month': wonValue,
    })) };
  },
};

export async function reportFile(scope: Scope, report: ReportFile, query: ReportQuery): Promise<{ name: string; content: string }> {
  const { period, rows } = await files[report](scope, query);
  const cells = rows.map((row) => Object.fromEntries(Object.entries(row).map(([head, cell]) => [head, typeof cell === 'string' ? guardedCell(cell) : cell])));
  return { name: `${report} ${period.first} ${period.last}.csv`, content: stringify(cells, { header: true, bom: true }) };
}
