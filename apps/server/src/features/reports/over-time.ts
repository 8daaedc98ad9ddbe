import type { ConversionReport, LeadsOverTime } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { askedOf, shownPeriod, subjectOf, type ReportQuery, type Whose } from './asked.ts';
import { conversionOf, countFigure, eachOf, rateFigure, secondsFigure } from './figures.ts';
import { lastOfMonth, monthOf, monthsIn, type Span } from './period.ts';
import { readFacts, sumsOf } from './read-facts.ts';

const spanOf = (month: string): Span => ({ first: month, last: lastOfMonth(month) });

/** Month by month, of a year or the last twelve. */
export async function leadsOverTime(scope: Scope, { year, ...whose }: Whose & { year?: number }): Promise<LeadsOverTime> {
  const subject = await subjectOf(scope, whose);
  const today = dateIn(subject.timezone, scope.now);
  const span = year ? { first: `${year}-01-01`, last: `${year}-12-31` } : { first: monthOf(today, -11), last: lastOfMonth(today) };
  const before = { first: monthOf(span.first, -12), last: lastOfMonth(monthOf(span.last, -12)) };
  const facts = await readFacts(scope, subject, { measures: ['created', 'won'], spans: [span, before], by: ['month'] });
  const of = (measure: 'created' | 'won', month: string) => ({
    now: sumsOf(facts, { measure, span: 0, month: month.slice(0, 7) }).leads,
    before: sumsOf(facts, { measure, span: 1, month: monthOf(month, -12).slice(0, 7) }).leads,
  });
  return {
    years: await yearsOf(scope, Number(today.slice(0, 4))),
    months: monthsIn(span).map((month) => {
      const [created, won] = [of('created', month), of('won', month)];
      const days = subject.days(spanOf(month));
      return {
        month: month.slice(0, 7),
        newLeads: countFigure(created.now, created.before, subject.link({ createdAt: days })),
        won: countFigure(won.now, won.before, subject.link({ wonAt: days })),
      };
    }),
  };
}

async function yearsOf({ rows, organizationId }: Scope, thisYear: number): Promise<number[]> {
  const [oldest] = await rows<{ year: number | null }>(
    `select extract(year from day)::int as year from lead_figures where organization_id = $1 and measure = 'created' and grain = 'month' order by day limit 1`,
    [organizationId]);
  const first = Math.min(oldest?.year ?? thisYear, thisYear);
  return Array.from({ length: Math.min(thisYear - first + 1, 50) }, (_, index) => thisYear - index);
}

/** Of the leads of each month, how many are won by now; and how long it took those that were won in it. */
export async function conversionReport(scope: Scope, query: ReportQuery): Promise<Static<typeof ConversionReport>> {
  const asked = await askedOf(scope, query);
  const { period, link, days } = asked;
  const facts = await readFacts(scope, asked, { measures: ['created', 'won'], spans: [period], by: ['month'] });
  return {
    period: shownPeriod(asked),
    months: monthsIn(period).map((first) => {
      const month = first.slice(0, 7);
      const created = sumsOf(facts, { measure: 'created', month });
      const whole = spanOf(first);
      const part = { first: whole.first < period.first ? period.first : whole.first, last: whole.last > period.last ? period.last : whole.last };
      return {
        month,
        newLeads: countFigure(created.leads, null, link({ createdAt: days(part) })),
        conversionRate: rateFigure(conversionOf(created), null, link({ createdAt: days(part), status: 'won' })),
        timeToConversion: secondsFigure(eachOf(sumsOf(facts, { measure: 'won', month })), null, link({ wonAt: days(part) })),
      };
    }),
  };
}
