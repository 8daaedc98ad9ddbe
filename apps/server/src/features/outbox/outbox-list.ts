import type { Input, OutboxMessage, listOutbox } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { parsePhone } from '../../core/phone.ts';
import { NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { instantsOf } from '../leads/index.ts';

type Query = NonNullable<Input<typeof listOutbox>['query']>;

/** May be repeated: it failed, what it says still holds, nothing of it was erased, and it is no code, which its prospect asks for anew. */
export const repeatableSql = `m.state = 'failed' and m.recipient <> '' and m.body <> '' and not m.secret and m.channel <> 'chat' and (m.valid_until is null or m.valid_until > now())`;

const messageSql = `
  select m.id, m.channel, m.kind, m.recipient as "to", m.subject, m.body, m.state, m.failure, m.error, m.simulated, ${instant('m.created_at')} as "createdAt",
         ${instant('m.sent_at')} as "sentAt", ${instant('m.delivered_at')} as "deliveredAt", m.again_of_id as "againOfId",
         (select a.id from outbox_messages a where a.organization_id = $1 and a.again_of_id = m.id) as "againId",
         (select json_build_object('id', l.id, 'title', l.title) from leads l where l.organization_id = $1 and l.id = m.lead_id and l.deleted_at is null) as lead,
         json_build_object('sendAgain', $2::boolean and ${repeatableSql}
           and not exists (select from outbox_messages a where a.organization_id = $1 and a.again_of_id = m.id)) as can, m.created_at::text as key
    from outbox_messages m where m.organization_id = $1`;

/** Messages, newest first, one page. */
export async function outboxList(scope: Scope, { limit = 50, cursor, ...filters }: Query): Promise<{ data: OutboxMessage[]; nextCursor: string | null }> {
  const values: unknown[] = [scope.organizationId, maySend(scope)];
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = await conditionsOf(scope, filters, place);
  if (cursor) {
    const [at, id] = decodeCursor(cursor, ['instant', 'uuid']);
    conditions.push(`(m.created_at, m.id) < (${place(at)}::timestamptz, ${place(id)}::uuid)`);
  }
  const found = await scope.rowsPlannedAnew<OutboxMessage & { key: string }>(
    `${messageSql}${conditions.map((condition) => ` and ${condition}`).join('')} order by m.created_at desc, m.id desc limit ${place(limit + 1)}`, values);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(({ key: _, ...message }) => message), nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null };
}

/** One message. Throws {@link NotFound}. */
export async function outboxMessage(scope: Scope, id: string): Promise<OutboxMessage> {
  const [found] = await scope.rows<OutboxMessage & { key: string }>(`${messageSql} and m.id = $3`, [scope.organizationId, maySend(scope), id]);
  if (!found) throw new NotFound('message');
  const { key: _, ...message } = found;
  return message;
}

const maySend = ({ actor }: Scope): boolean => Boolean(actor.grants['outbox:write']);

async function conditionsOf(scope: Scope, { channel, state, kind, to, createdFrom, createdTo }: Omit<Query, 'limit' | 'cursor'>, place: (value: unknown) => string): Promise<string[]> {
  const conditions: string[] = [];
  if (channel) conditions.push(`m.channel = ${place(channel)}`);
  // One value keeps the order of its index.
  for (const [column, list] of [['state', state?.split(',')], ['kind', kind?.split(',')]] as const) {
    if (list) conditions.push(list.length === 1 ? `m.${column} = ${place(list[0])}` : `m.${column} = any (${place(list)}::text[])`);
  }
  const { timezone, country } = await organizationSettings(scope);
  const sought = to?.trim().toLowerCase();
  if (sought) {
    // A range, because a pattern finds no way past row-level security into an index.
    const start = parsePhone(sought, country) ?? sought.replace(/[\s()]/g, '');
    conditions.push(`m.recipient collate "C" >= ${place(start)} and m.recipient collate "C" < ${place(`${start}\u{10FFFF}`)}`);
  }
  const { from, before } = instantsOf({ first: createdFrom ?? null, last: createdTo ?? null }, timezone);
  if (from) conditions.push(`m.created_at >= ${place(from)}`);
  if (before) conditions.push(`m.created_at < ${place(before)}`);
  return conditions;
}
