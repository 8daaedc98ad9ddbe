import type { Scope } from '../../core/in-org.ts';
import { addDays } from '../../core/zoned-time.ts';
import type { Measure } from '../leads/index.ts';
import type { Subject } from './asked.ts';
import { lastOfMonth, monthOf, type Span } from './period.ts';

/** What facts add up to. `average` is the value's, to the cent, "0.00" of none. */
export interface Sums { leads: number; won: number; value: string; average: string; replied: number; seconds: number }

interface Row extends Sums { span: number; measure: Measure; key: string; ownerKey: string; teamId: string | null; month: string }

type Part = 'key' | 'ownerKey' | 'teamId' | 'month';
const columns: { [part in Part]: string } = { key: 'f.key', ownerKey: 'f.owner_key', teamId: 'u.team_id', month: "to_char(f.day, 'YYYY-MM')" };

/** Part of a span of days: whole months are added up already, so that a year reads twelve of them and not 365 days. */
interface Piece { span: number; grain: 'day' | 'month'; first: string; last: string }

function piecesOf({ first, last }: Span, span: number): Piece[] {
  const begins = first === monthOf(first) ? first : monthOf(first, 1);
  const ends = last === lastOfMonth(last) ? last : addDays(monthOf(last), -1);
  if (begins > ends) return [{ span, grain: 'day', first, last }];
  return [
    { span, grain: 'month', first: begins, last: ends },
    ...(first < begins ? [{ span, grain: 'day' as const, first, last: addDays(begins, -1) }] : []),
    ...(ends < last ? [{ span, grain: 'day' as const, first: addDays(ends, 1), last }] : []),
  ];
}

/**
 * Adds up the facts of some measures over spans of days, broken down as asked: what is folded and what is not yet. It reads as many rows as there are
 * months, people and keys in the spans, however many leads they stand for.
 */
export async function readFacts(scope: Scope, subject: Subject, { measures, spans, by = [] }: { measures: Measure[]; spans: Span[]; by?: Part[] }): Promise<Row[]> {
  const pieces = spans.flatMap(piecesOf);
  const parts = by.map((part) => `${columns[part]} as "${part}"`);
  const narrowed = (table: string) => `($3::uuid[] is null or ${table}.owner_key = any ($3)) and ($4::uuid is null or ${table}.pipeline_id = $4)`;
  return scope.rows<Row>(
    `select f.span, f.measure${parts.map((part) => `, ${part}`).join('')}, sum(f.leads)::int as leads, sum(f.won)::int as won, sum(f.value)::numeric(20,2)::text as value,
            (case when sum(f.leads) = 0 then 0 else sum(f.value) / sum(f.leads) end)::numeric(20,2)::text as average,
            sum(f.replied)::int as replied, sum(f.seconds)::float8 as seconds
       from (
         select p.span, k.measure, k.key, k.owner_key, k.day, k.leads, k.won, k.value, k.replied, k.seconds
           from unnest($5::int[], $6::text[], $7::date[], $8::date[]) as p (span, grain, first, last) cross join unnest($2::text[]) as m (measure)
           join lead_figures k on k.organization_id = $1 and k.measure = m.measure and k.grain = p.grain and k.day between p.first and p.last
          where ${narrowed('k')}
         union all
         select p.span, d.measure, d.key, d.owner_key, d.day, d.leads, d.won, d.value, d.replied, d.seconds
           from lead_figure_deltas d join unnest($9::int[], $10::date[], $11::date[]) as p (span, first, last) on d.day between p.first and p.last
          where d.organization_id = $1 and d.measure = any ($2) and ${narrowed('d')}
       ) f ${by.includes('teamId') ? 'left join users u on u.organization_id = $1 and u.id = f.owner_key' : ''}
      group by f.span, f.measure${by.map((part) => `, ${columns[part]}`).join('')}`,
    [scope.organizationId, measures, subject.owners, subject.pipelineId,
      pieces.map(({ span }) => span), pieces.map(({ grain }) => grain), pieces.map(({ first }) => first), pieces.map(({ last }) => last),
      spans.map((_, index) => index), spans.map(({ first }) => first), spans.map(({ last }) => last)]);
}

const none: Sums = { leads: 0, won: 0, value: '0.00', average: '0.00', replied: 0, seconds: 0 };

/** The sums among the rows that a question is about; nothing where there are none. */
export const sumsOf = (rows: readonly Row[], which: Partial<Row>): Sums =>
  rows.find((row) => Object.entries(which).every(([name, value]) => row[name as keyof Row] === value)) ?? none;
