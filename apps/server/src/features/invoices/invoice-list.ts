import type { Input, InvoiceRow, listInvoices } from '@lastmile/contracts';
import { decodeCursor, encodeCursor, type CursorPart } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { searchPattern, searchReach } from '../../core/search-text.ts';
import { countCap } from '../../core/sql.ts';
import { dateIn } from '../../core/zoned-time.ts';

export const numberOfInvoice = `case i.kind when 'invoice' then ${numberSql('invoice', 'i.number')} else ${numberSql('proforma', 'i.number')} end`;
export const columns = `i.id, ${numberOfInvoice} as number, i.kind, i.status,
  i.subscriber_id as "subscriberId", ${numberSql('subscriber', 's.number')} as "subscriberNumber", s.name as "subscriberName", i.currency, i.total::text,
  i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", i.paid_on::text as "paidOn"`;
export const source = 'from invoices i join subscribers s on i.organization_id = $1 and s.organization_id = $1 and s.id = i.subscriber_id';

type Query = NonNullable<Input<typeof listInvoices>['query']>;

const orders: { [sort in NonNullable<Query['sort']>]: { column: string; direction: 'asc' | 'desc'; part: CursorPart; type: string } } = {
  '-createdAt': { column: 'i.created_at', direction: 'desc', part: 'instant', type: 'timestamptz' },
  dueOn: { column: 'i.due_on', direction: 'asc', part: 'text', type: 'date' },
};

/** What the filters leave, as conditions; `$1` is the organization. */
async function matchingSql(scope: Scope, { subscriberId, kind, status, issuedFrom, issuedTo, overdue, q }: Query, values: unknown[]): Promise<string> {
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['i.organization_id = $1'];
  if (subscriberId) conditions.push(`i.subscriber_id = ${place(subscriberId)}`);
  if (kind) conditions.push(`i.kind = ${place(kind)}`);
  if (status) conditions.push(`i.status = any (${place(status.split(','))}::text[])`);
  if (issuedFrom) conditions.push(`i.issued_on >= ${place(issuedFrom)}::date`);
  if (issuedTo) conditions.push(`i.issued_on <= ${place(issuedTo)}::date`);
  if (overdue) conditions.push(`i.status = 'issued' and i.due_on < ${place(dateIn((await organizationSettings(scope)).timezone, scope.now))}::date`);
  if (q) {
    // INV-000042, pro 42 and 42 are numbers; whatever else is said is a subscriber.
    const [, prefix, digits] = /^(inv|pro)?[\s-]*0*(\d{1,9})$/i.exec(q.trim()) ?? [];
    const byNumber = digits ? `i.number = ${place(Number(digits))}${prefix ? ` and i.kind = ${place(prefix.toLowerCase() === 'inv' ? 'invoice' : 'proforma')}` : ''} or ` : '';
    conditions.push(`(${byNumber}i.subscriber_id = any (array(select search_subscribers(${place(searchPattern(q))}, ${searchReach.among}))))`);
  }
  return conditions.join(' and ');
}

/** Bills that the filters leave, one page, by key; of each what `shown` reads of `i` and `s`, its subscriber, its id among it. */
export async function invoicePage<Row extends { id: string }>(
  scope: Scope, { limit = 50, cursor, sort = '-createdAt', ...filters }: Query, shown: string,
): Promise<{ found: Row[]; nextCursor: string | null }> {
  const { column, direction, part, type } = orders[sort];
  const values: unknown[] = [scope.organizationId];
  const matching = await matchingSql(scope, filters, values);
  const place = (value: unknown) => `$${values.push(value)}`;
  const after = cursor ? decodeCursor(cursor, [part, 'uuid']) : null;
  const beyond = after ? ` and (${column}, i.id) ${direction === 'asc' ? '>' : '<'} (${place(after[0])}::${type}, ${place(after[1])}::uuid)` : '';
  const read = await scope.rowsPlannedAnew<Row & { key: string }>(
    `select ${shown}, ${column}::text as key ${source} where ${matching}${beyond} order by ${column} ${direction}, i.id ${direction} limit ${place(limit + 1)}`, values);
  const found = read.slice(0, limit);
  const last = found.at(-1);
  return { found, nextCursor: read.length > limit && last ? encodeCursor([last.key, last.id]) : null };
}

export async function invoiceList(scope: Scope, { count = false, ...query }: Query): Promise<{ data: InvoiceRow[]; nextCursor: string | null; count?: number }> {
  const { found, nextCursor } = await invoicePage<InvoiceRow & { key?: string }>(scope, query, columns);
  return { data: found.map(({ key: _, ...row }) => row), nextCursor, ...(count ? { count: await counted(scope, query) } : {}) };
}

async function counted(scope: Scope, filters: Query): Promise<number> {
  const values: unknown[] = [scope.organizationId];
  const matching = await matchingSql(scope, filters, values);
  const [total] = await scope.rowsPlannedAnew<{ count: number }>(
    `select count(*)::int as count from (select 1 from invoices i where i.organization_id = $1 and ${matching} limit ${countCap}) c`, values);
  return total!.count;
}
