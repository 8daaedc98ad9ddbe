import type { FollowUpReport, PerformanceReport } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { countCap } from '../../core/sql.ts';
import { askedOf, shownPeriod, type Asked, type ReportQuery, type Subject } from './asked.ts';
import { amountFigure, conversionOf, countFigure, eachOf, rateFigure, replyOf, secondsFigure } from './figures.ts';
import { readFacts, sumsOf, type Sums } from './read-facts.ts';

interface Person { id: string; name: string; teamId: string | null; teamName: string | null }

async function peopleOf({ rows, organizationId }: Scope, { owners }: Subject): Promise<Person[]> {
  return rows<Person>(
    `select u.id, u.name, u.team_id as "teamId", t.name as "teamName" from users u left join teams t on t.organization_id = $1 and t.id = u.team_id
      where u.organization_id = $1 and ($2::uuid[] is null or u.id = any ($2)) order by u.name, u.id`, [organizationId, owners]);
}

/** How many follow-ups of each are late now, counted as far as anybody counts. */
async function overdueOf({ rows, organizationId, now }: Scope, people: readonly Person[], { pipelineId }: Subject): Promise<Map<string, number>> {
  const found = await rows<{ id: string; late: number }>(
    `select k.id, c.late from unnest($2::uuid[]) k (id) cross join lateral (
       select count(*)::int as late from (
         select 1 from leads l where l.organization_id = $1 and l.owner_key = k.id and l.deleted_at is null and l.follow_up_at is not null
            and l.status in ('new', 'in_progress', 'dormant') and l.follow_up_at < $3 and ($4::uuid is null or l.pipeline_id = $4) limit ${countCap}) x) c`,
    [organizationId, people.map(({ id }) => id), now, pipelineId]);
  return new Map(found.map(({ id, late }) => [id, late]));
}

const pair = (created: Sums, won: Sums) => ({ created, won });
type Pair = ReturnType<typeof pair>;
type Link = { [filter: string]: string };

function performanceOf({ period, link, days }: Asked, now: Pair, before: Pair, whose: Link) {
  const came = link({ ...whose, createdAt: days(period) });
  const wonThen = link({ ...whose, wonAt: days(period) });
  return {
    newLeads: countFigure(now.created.leads, before.created.leads, came),
    conversionRate: rateFigure(conversionOf(now.created), conversionOf(before.created), { ...came, status: 'won' }),
    won: countFigure(now.won.leads, before.won.leads, wonThen),
    wonValue: amountFigure(now.won.value, before.won.value, wonThen),
    averageValue: amountFigure(now.won.average, before.won.average, wonThen),
    firstReply: secondsFigure(replyOf(now.created), replyOf(before.created), { ...came, workedOn: 'true' }),
    timeToConversion: secondsFigure(eachOf(now.won), eachOf(before.won), wonThen),
  };
}
type Performance = ReturnType<typeof performanceOf>;

/** The best first; who is level shares a rank. */
function ranked<Row extends Performance & { name: string }>(rows: readonly Row[], rankBy: 'conversionRate' | 'wonValue'): (Row & { rank: number })[] {
  const [first, then] = rankBy === 'wonValue' ? (['wonValue', 'conversionRate'] as const) : (['conversionRate', 'wonValue'] as const);
  const by = (name: 'conversionRate' | 'wonValue', row: Row) => (row[name].value === null ? -1 : Number(row[name].value));
  const sorted = rows.toSorted((left, right) => by(first, right) - by(first, left) || by(then, right) - by(then, left) || left.name.localeCompare(right.name));
  return sorted.map((row) => ({ ...row, rank: sorted.findIndex((other) => by(first, other) === by(first, row)) + 1 }));
}

/** S3-perf: each person and team, and all together, with the unclaimed. */
export async function performanceReport(
  scope: Scope, { rankBy = 'conversionRate', ...query }: ReportQuery & { rankBy?: 'conversionRate' | 'wonValue' },
): Promise<PerformanceReport> {
  const asked = await askedOf(scope, query);
  const spans = [asked.period, asked.period.previous];
  const [people, byOwner, all] = [
    await peopleOf(scope, asked),
    await readFacts(scope, asked, { measures: ['created', 'won'], spans, by: ['ownerKey'] }),
    await readFacts(scope, asked, { measures: ['created', 'won'], spans }),
  ];
  const of = (ownerKey: string, span: number) => pair(sumsOf(byOwner, { measure: 'created', span, ownerKey }), sumsOf(byOwner, { measure: 'won', span, ownerKey }));
  const total = (span: number) => pair(sumsOf(all, { measure: 'created', span }), sumsOf(all, { measure: 'won', span }));
  const overdue = await overdueOf(scope, people, asked);
  const rows = people.map((person) => ({
    userId: person.id, name: person.name, teamId: person.teamId, ...performanceOf(asked, of(person.id, 0), of(person.id, 1), { ownerId: person.id }),
    overdue: countFigure(overdue.get(person.id) ?? 0, null, asked.link({ ownerId: person.id, followUp: 'late' })),
  }));
  const told = rows.filter(({ newLeads, won, overdue: late }) => newLeads.value + won.value + late.value > 0);
  return {
    period: shownPeriod(asked),
    people: ranked(told, rankBy),
    teams: ranked(await teamsOf(scope, asked, people), rankBy),
    total: performanceOf(asked, total(0), total(1), {}),
  };
}

/** What the people of each team have come to together; leads of who is in none are in no team's. */
async function teamsOf(scope: Scope, asked: Asked, people: readonly Person[]) {
  const facts = await readFacts(scope, asked, { measures: ['created', 'won'], spans: [asked.period, asked.period.previous], by: ['teamId'] });
  const teams = new Map(people.flatMap(({ teamId, teamName }) => (teamId && teamName ? [[teamId, teamName]] : [])));
  return [...teams].map(([teamId, name]) => {
    const of = (span: number) => pair(sumsOf(facts, { measure: 'created', span, teamId }), sumsOf(facts, { measure: 'won', span, teamId }));
    return { teamId, name, ...performanceOf(asked, of(0), of(1), { teamId }) };
  });
}

/** S3-rep: what was planned for a time, and whether it was done by then. */
export async function followUpReport(scope: Scope, query: ReportQuery): Promise<FollowUpReport> {
  const asked = await askedOf(scope, query);
  const { period } = asked;
  const people = await peopleOf(scope, asked);
  const facts = await readFacts(scope, asked, { measures: ['follow_up'], spans: [period, period.previous], by: ['ownerKey', 'key'] });
  const overdue = await overdueOf(scope, people, asked);
  const of = (span: number, ownerKey: string | null) => {
    const rows = facts.filter((row) => row.span === span && (ownerKey === null || row.ownerKey === ownerKey));
    const sum = (key: string, pick: (row: Sums) => number) => rows.filter((row) => row.key === key).reduce((all, row) => all + pick(row), 0);
    const [onTime, late] = [sum('on_time', ({ leads }) => leads), sum('late', ({ leads }) => leads)];
    return { part: onTime, whole: onTime + late, late, seconds: sum('late', ({ seconds }) => seconds) };
  };
  const told = (ownerKey: string | null) => {
    const [now, before] = [of(0, ownerKey), of(1, ownerKey)];
    return {
      done: now.whole,
      leads: asked.linkTo('followedUp', 'any', period, ownerKey ?? undefined),
      onTime: rateFigure({ part: now.part, whole: now.whole }, { part: before.part, whole: before.whole }, asked.linkTo('followedUp', 'on_time', period, ownerKey ?? undefined)),
      averageLateSeconds: now.late > 0 ? Math.round(now.seconds / now.late) : null,
    };
  };
  return {
    period: shownPeriod(asked),
    total: told(null),
    people: people.filter(({ id }) => id !== nobody).map(({ id: userId, name }) => ({
      userId, name, ...told(userId), overdue: countFigure(overdue.get(userId) ?? 0, null, asked.link({ ownerId: userId, followUp: 'late' })),
    })).filter(({ done, overdue: late }) => done + late.value > 0),
  };
}
