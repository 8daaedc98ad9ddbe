import { listOutbox, type OutboxMessage } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Routes } from '../../core/routes.ts';
import { instant } from '../../core/sql.ts';

type Message = Static<typeof OutboxMessage>;

/** Messages, newest first. Ids count up with time, so one column is both order and cursor. */
async function list({ rows, organizationId }: Scope, { limit = 50, cursor }: { limit?: number; cursor?: string }) {
  const [before] = cursor ? decodeCursor(cursor, ['uuid']) : [null];
  const found = await rows<Message>(
    `select id, channel, recipient as "to", subject, body, state, error, simulated, ${instant('created_at')} as "createdAt"
       from outbox_messages where organization_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [organizationId, before, limit + 1]);
  const data = found.slice(0, limit);
  return { data, nextCursor: found.length > limit ? encodeCursor([data.at(-1)!.id]) : null };
}

export function outboxRoutes({ on }: Routes): void {
  on(listOutbox, (scope, { query }) => list(scope, query));
}
