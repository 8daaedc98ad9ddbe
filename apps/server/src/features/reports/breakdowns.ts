import type { CompetitorReport, LostReasonReport, SourceReport, StageReport } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { askedOf, shownPeriod, type ReportQuery } from './asked.ts';
import { amountFigure, conversionOf, countFigure, eachOf, percentOf, rateFigure, secondsFigure } from './figures.ts';
import { readFacts, sumsOf, type Sums } from './read-facts.ts';

/** How many reasons or providers are told; people write them freely. */
const most = 50;

interface Step { id: string; name: string; type: 'new' | 'in_progress' | 'won'; position: number; pipelineId: string; pipelineName: string }

export async function stageReport(scope: Scope, query: ReportQuery): Promise<StageReport> {
  const steps = await scope.rows<Step>(
    `select s.id, s.name, s.type, s.position, p.id as "pipelineId", p.name as "pipelineName" from stages s
       join pipelines p on p.organization_id = $1 and p.id = s.pipeline_id and p.kind = 'lead'
      where s.organization_id = $1 and s.type in ('new', 'in_progress', 'won') and case when $2::uuid is null then p.is_default else p.id = $2 end
      order by s.position`, [scope.organizationId, query.pipelineId ?? null]);
  const [first] = steps;
  if (!first) throw new NotFound('pipeline');
  const asked = await askedOf(scope, { ...query, pipelineId: first.pipelineId });
  const { period, link, days } = asked;
  const facts = await readFacts(scope, asked, { measures: ['created', 'reached', 'stay'], spans: [period, period.previous], by: ['key'] });
  const came = (span: number) => facts.filter((row) => row.measure === 'created' && row.span === span).reduce((sum, { leads }) => sum + leads, 0);
  // Every lead that came in has reached the first step, even one that began aside or whose furthest stage is no more.
  const reachedAt = (index: number, span: number) => (index === 0 ? came(span)
    : steps.slice(index).reduce((sum, { id }) => sum + sumsOf(facts, { measure: 'reached', span, key: id }).leads, 0));
  return {
    period: shownPeriod(asked), pipelineId: first.pipelineId, pipelineName: first.pipelineName,
    stages: steps.map(({ id, name, type, position }, index) => {
      const reached = reachedAt(index, 0);
      const stay = (span: number) => eachOf(sumsOf(facts, { measure: 'stay', span, key: id }));
      const beyond: { [filter: string]: string } = index === 0 ? {} : { furthestStageId: steps.slice(index).map((step) => step.id).join(',') };
      return {
        id, name, type, position,
        reached: countFigure(reached, reachedAt(index, 1), link({ createdAt: days(period), ...beyond })),
        fromPrevious: index === 0 ? null : percentOf(reached, reachedAt(index - 1, 0)),
        timeInStage: secondsFigure(stay(0), stay(1), asked.linkTo('leftStage', id, period)),
      };
    }),
  };
}

export async function sourceReport(scope: Scope, query: ReportQuery): Promise<SourceReport> {
  const asked = await askedOf(scope, query);
  const { period, link, days } = asked;
  const sources = await scope.rows<{ code: string; name: string }>(
    'select code, name from lead_sources where organization_id = $1 order by position', [scope.organizationId]);
  const facts = await readFacts(scope, asked, { measures: ['created', 'won'], spans: [period, period.previous], by: ['key'] });
  const rows = sources.map(({ code, name }) => {
    const of = (measure: 'created' | 'won', span: number) => sumsOf(facts, { measure, span, key: code });
    const [created, before, won, wonBefore] = [of('created', 0), of('created', 1), of('won', 0), of('won', 1)];
    const came = link({ createdAt: days(period), source: code });
    const wonThen = link({ wonAt: days(period), source: code });
    return {
      source: code, name, newLeads: countFigure(created.leads, before.leads, came),
      conversionRate: rateFigure(conversionOf(created), conversionOf(before), { ...came, status: 'won' }),
      won: countFigure(won.leads, wonBefore.leads, wonThen), wonValue: amountFigure(won.value, wonBefore.value, wonThen),
    };
  });
  const told = rows.filter(({ newLeads, won }) => newLeads.value + won.value > 0);
  return { period: shownPeriod(asked), sources: told.toSorted((left, right) => right.newLeads.value - left.newLeads.value || right.won.value - left.won.value) };
}

/** Rows of the same words in another case are one, written as most wrote it. */
function gathered(rows: readonly (Sums & { key: string })[]): (Sums & { key: string })[] {
  const groups = Map.groupBy(rows.filter(({ leads }) => leads > 0), ({ key }) => key.toLowerCase());
  return [...groups.values()].map((group) => {
    const [usual] = group.toSorted((left, right) => right.leads - left.leads || left.key.localeCompare(right.key));
    const add = (pick: (row: Sums) => number) => group.reduce((sum, row) => sum + pick(row), 0);
    const cents = group.reduce((sum, { value }) => sum + BigInt(value.replace('.', '')), 0n).toString().padStart(3, '0');
    return { ...usual!, leads: add(({ leads }) => leads), won: add(({ won }) => won), value: `${cents.slice(0, -2)}.${cents.slice(-2)}` };
  }).toSorted((left, right) => right.leads - left.leads || left.key.localeCompare(right.key));
}

export async function lostReasonReport(scope: Scope, query: ReportQuery): Promise<LostReasonReport> {
  const asked = await askedOf(scope, query);
  const { period, link, days } = asked;
  const facts = await readFacts(scope, asked, { measures: ['lost'], spans: [period, period.previous], by: ['key'] });
  const [now, before] = [0, 1].map((span) => gathered(facts.filter((row) => row.span === span))) as [ReturnType<typeof gathered>, ReturnType<typeof gathered>];
  const total = (rows: typeof now) => rows.reduce((sum, { leads }) => sum + leads, 0);
  const lostThen = link({ lostAt: days(period) });
  return {
    period: shownPeriod(asked),
    lost: countFigure(total(now), total(before), lostThen),
    reasons: now.slice(0, most).map(({ key, leads, value }) => ({
      reason: key || null, share: percentOf(leads, total(now)) ?? 0, value,
      lost: countFigure(leads, before.find((row) => row.key.toLowerCase() === key.toLowerCase())?.leads ?? 0, { ...lostThen, lostReason: `=${key}` }),
    })),
  };
}

export async function competitorReport(scope: Scope, query: ReportQuery): Promise<CompetitorReport> {
  const asked = await askedOf(scope, query);
  const { period, link, days } = asked;
  const facts = await readFacts(scope, asked, { measures: ['competitor'], spans: [period, period.previous], by: ['key'] });
  const [now, before] = [0, 1].map((span) => gathered(facts.filter((row) => row.span === span))) as [ReturnType<typeof gathered>, ReturnType<typeof gathered>];
  return {
    period: shownPeriod(asked),
    competitors: now.slice(0, most).map((row) => {
      const then = before.find(({ key }) => key.toLowerCase() === row.key.toLowerCase());
      const came = link({ createdAt: days(period), currentIsp: `=${row.key}` });
      return {
        provider: row.key, wonValue: row.value, newLeads: countFigure(row.leads, then?.leads ?? 0, came),
        conversionRate: rateFigure(conversionOf(row), then ? conversionOf(then) : null, { ...came, status: 'won' }),
      };
    }),
  };
}
