import type { LeadStats } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { askedOf, shownPeriod, type Asked, type ReportQuery } from './asked.ts';
import { amountFigure, conversionOf, countFigure, eachOf, rateFigure, replyOf, secondsFigure } from './figures.ts';
import { monthOf } from './period.ts';
import { readFacts, sumsOf } from './read-facts.ts';

const isOpen = ['new', 'in_progress', 'dormant'];
const isWorkedOn = ['new', 'in_progress'];

/** The cards: what there is, and what came of it in the period. */
export async function leadStats(scope: Scope, query: ReportQuery): Promise<LeadStats> {
  const asked = await askedOf(scope, query);
  const { period, link, days, timezone } = asked;
  const today = dateIn(timezone, scope.now);
  const month = { first: monthOf(today), last: today };
  const facts = await readFacts(scope, asked, { measures: ['created', 'won', 'lost'], spans: [period, period.previous, month] });
  const of = (measure: 'created' | 'won' | 'lost', span: number) => sumsOf(facts, { measure, span });
  const { counts, distribution } = await standing(scope, asked);

  const count = (types: readonly string[] | null) => counts.filter(({ type }) => !types || types.includes(type)).reduce((sum, { count: some }) => sum + some, 0);
  const [created, createdBefore, won, wonBefore] = [of('created', 0), of('created', 1), of('won', 0), of('won', 1)];
  const came = link({ createdAt: days(period) });
  const wonThen = link({ wonAt: days(period) });
  const opportunities = link({ status: isWorkedOn.join(',') });
  return {
    period: shownPeriod(asked),
    totalLeads: countFigure(count(null), null, link({})),
    newThisMonth: countFigure(of('created', 2).leads, null, link({ createdAt: days(month) })),
    converted: countFigure(count(['won']), null, link({ status: 'won' })),
    activeLeads: countFigure(count(isOpen), null, link({ status: isOpen.join(',') })),
    opportunities: countFigure(count(isWorkedOn), null, opportunities),
    opportunityValue: amountFigure(counts.find(({ workedOnValue }) => workedOnValue !== null)?.workedOnValue ?? '0.00', null, opportunities),
    newLeads: countFigure(created.leads, createdBefore.leads, came),
    won: countFigure(won.leads, wonBefore.leads, wonThen),
    wonValue: amountFigure(won.value, wonBefore.value, wonThen),
    lost: countFigure(of('lost', 0).leads, of('lost', 1).leads, link({ lostAt: days(period) })),
    conversionRate: rateFigure(conversionOf(created), conversionOf(createdBefore), { ...came, status: 'won' }),
    firstReply: secondsFigure(replyOf(created), replyOf(createdBefore), { ...came, workedOn: 'true' }),
    timeToConversion: secondsFigure(eachOf(won), eachOf(wonBefore), wonThen),
    distribution,
  };
}

interface Counted { type: string; count: number; workedOnValue: string | null }

/** How many leads stand where, from the counters of the board; the stages are of one pipeline, the counts of those that were asked for. */
async function standing({ rows, organizationId }: Scope, { owners, pipelineId, link }: Asked): Promise<{ counts: Counted[]; distribution: LeadStats['distribution'] }> {
  const counted = `select c.stage_id, sum(c.leads)::int as count, sum(c.value) as value from (
      select k.stage_id, k.leads, k.value from lead_counts k where k.organization_id = $1 and ($2::uuid[] is null or k.owner_key = any ($2))
      union all
      select d.stage_id, d.leads, d.value from lead_count_deltas d where d.organization_id = $1 and ($2::uuid[] is null or d.owner_key = any ($2))
    ) c group by c.stage_id`;
  const stages = await rows<Counted & { stageId: string; name: string; position: number; value: string; isShown: boolean; isAsked: boolean }>(
    `select s.id as "stageId", s.name, s.type, s.position, coalesce(c.count, 0)::int as count, coalesce(c.value, 0)::numeric(20,2)::text as value,
            case when $3::uuid is null then p.is_default else p.id = $3 end as "isShown", ($3::uuid is null or p.id = $3) as "isAsked",
            (sum(c.value) filter (where s.type in ('new', 'in_progress') and ($3::uuid is null or p.id = $3)) over ())::numeric(20,2)::text as "workedOnValue"
       from stages s join pipelines p on p.organization_id = $1 and p.id = s.pipeline_id and p.kind = 'lead'
       left join (${counted}) c on c.stage_id = s.id
      where s.organization_id = $1 order by s.position`, [organizationId, owners, pipelineId]);
  const shown = stages.filter(({ isShown }) => isShown);
  if (shown.length === 0) throw new NotFound('pipeline');
  return {
    counts: stages.filter(({ isAsked }) => isAsked),
    distribution: shown.map(({ stageId, name, type, position, count, value }) => ({
      stageId, name, type: type as LeadStats['distribution'][number]['type'], position, count, value, leads: link({ stageId }),
    })),
  };
}
