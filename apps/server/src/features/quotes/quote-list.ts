import { quoteStatuses, type Input, type QuoteSummary, type QuoteTotals, type listQuotes, type sumQuotes } from '@lastmile/contracts';
import { decodeCursor, encodeCursor, type CursorPart } from '../../core/cursor.ts';
import { idList } from '../../core/id-list.ts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { searchPattern, searchReach } from '../../core/search-text.ts';
import { countCap, likePattern } from '../../core/sql.ts';
import { instantsOf, readableOwners } from '../leads/index.ts';
import { summaryColumns } from './quote.view.ts';

type ListQuery = NonNullable<Input<typeof listQuotes>['query']>;
type Filters = NonNullable<Input<typeof sumQuotes>['query']>;

const orders: { [sort in NonNullable<ListQuery['sort']>]: { column: string; direction: 'asc' | 'desc'; part: CursorPart; type: string } } = {
  '-createdAt': { column: 'q.created_at', direction: 'desc', part: 'instant', type: 'timestamptz' },
  // What has no last day yet comes last.
  expiresOn: { column: "coalesce(q.expires_on, '9999-12-31'::date)", direction: 'asc', part: 'text', type: 'date' },
  '-total': { column: 'q.first_total', direction: 'desc', part: 'decimal', type: 'numeric' },
};

/** What the filters leave of the quotes the caller may see, as `from quotes q join leads l … where …`; `$1` is the organization. */
async function matchingSql(scope: Scope, { leadId, ownerId, status, createdFrom, createdTo, q }: Filters, values: unknown[], statusSql?: string): Promise<string> {
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['q.deleted_at is null', 'l.deleted_at is null'];
  const readable = readableOwners(scope.actor, 'quotes:read');
  if (readable) conditions.push(`l.owner_key = any (${place(readable)}::uuid[])`);
  if (leadId) conditions.push(`q.lead_id = any (${place(idList(leadId, '/query/leadId').filter((id) => id !== 'none'))}::uuid[])`);
  if (ownerId) conditions.push(`l.owner_key = any (${place(idList(ownerId, '/query/ownerId').map((id) => (id === 'none' ? nobody : id)))}::uuid[])`);
  // One state keeps the order of its index.
  const statuses = status?.split(',') ?? [];
  conditions.push(statusSql ?? (statuses.length === 0 ? "q.status <> 'superseded'" : statuses.length === 1 ? `q.status = ${place(status)}` : `q.status = any (${place(statuses)}::text[])`));
  if (createdFrom || createdTo) {
    const { timezone } = await organizationSettings(scope);
    const { from, before } = instantsOf({ first: createdFrom ?? null, last: createdTo ?? null }, timezone);
    if (from) conditions.push(`q.created_at >= ${place(from)}`);
    if (before) conditions.push(`q.created_at < ${place(before)}`);
  }
  if (q) {
    const leads = `array(select search_leads(${place(searchPattern(q))}, ${place(readable)}::uuid[], ${searchReach.among}))`;
    const numbers = `select search_quotes(${place(likePattern(q.trim().toLowerCase()))}, ${searchReach.among})`;
    // As one list of ids: of two lists the planner would make a filter, and read every quote for it.
    conditions.push(`q.id = any (array(${numbers} union all select f.id from quotes f where f.organization_id = $1 and f.lead_id = any (${leads})))`);
  }
  return `from quotes q join leads l on l.organization_id = $1 and l.id = q.lead_id 
    where q.organization_id = $1 and ${conditions.join(' and ')}`;
}

/** Quotes, one page, each with what a list shows. */
export async function quoteList(
  scope: Scope, { limit = 50, cursor, sort = '-createdAt', count = false, ...filters }: ListQuery,
): Promise<{ data: QuoteSummary[]; nextCursor: string | null; count?: number }> {
  const { column, direction, part, type } = orders[sort];
  const values: unknown[] = [scope.organizationId];
  const from = await matchingSql(scope, filters, values);
  const counted = count ? await countOf(scope, from, values) : {};
  const place = (value: unknown) => `$${values.push(value)}`;
  const after = cursor ? decodeCursor(cursor, [part, 'uuid']) : null;
  const beyond = after ? ` and (${column}, q.id) ${direction === 'asc' ? '>' : '<'} (${place(after[0])}::${type}, ${place(after[1])}::uuid)` : '';
  const found = await scope.rowsPlannedAnew<QuoteSummary & { key: string }>(
    `select ${summaryColumns}, (${column})::text as key ${from}${beyond} order by ${column} ${direction}, q.id ${direction} limit ${place(limit + 1)}`, values);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(({ key: _, ...quote }) => quote),
    nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null,
    ...counted,
  };
}

async function countOf(scope: Scope, from: string, values: readonly unknown[]): Promise<{ count: number }> {
  const [row] = await scope.rowsPlannedAnew<{ count: number }>(`select count(*)::int as count from (select 1 ${from} limit ${countCap}) c`, values);
  return { count: row!.count };
}

/**
 * How many there are in each status, and what they come to. Each status is read from its newest on and no further than a count goes, so that it costs no more among
 * a million. What a search finds is bounded already, and added up whole.
 */
export async function quoteTotals(scope: Scope, { status, ...filters }: Filters): Promise<QuoteTotals> {
  const values: unknown[] = [scope.organizationId];
  const asked = `$${values.push(status?.split(',') ?? quoteStatuses.filter((one) => one !== 'superseded'))}::text[]`;
  const from = await matchingSql(scope, filters, values, filters.q ? `q.status = any (${asked})` : 'q.status = s.status');
  const matching = `select q.status, q.first_total, q.monthly_total ${from}`;
  const { currency } = await organizationSettings(scope);
  const statuses = await scope.rowsPlannedAnew<QuoteTotals['statuses'][number]>(
    `select x.status, count(*)::int as count, sum(x.first_total)::text as total, sum(x.monthly_total)::text as "monthlyTotal"
       from ${filters.q ? `(${matching}) x` : `unnest(${asked}) s (status) cross join lateral (${matching} order by q.created_at desc, q.id desc limit ${countCap}) x`}
      group by x.status order by x.status`, values);
  return { currency, statuses };
}
