import type { FeedEvent } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { instant } from '../../core/sql.ts';

type FeedEntry = Static<typeof FeedEvent>;
export interface FeedPage { data: FeedEntry[]; nextCursor: string }

interface FeedRow extends FeedEntry { transactionId: string }

/**
 * The next page of the feed. Events are in the order of their transactions, and only those are shown that every running transaction is
 * newer than: what commits later also comes later, so a reader who goes on from the cursor misses nothing and sees nothing twice.
 * Ids alone could not do that; they are made before the commit, and a slow transaction's smaller one would appear behind the reader.
 */
export async function readFeed(
  { rows, organizationId }: Scope, { after, types, limit = 100 }: { after?: string; types?: string; limit?: number },
): Promise<FeedPage> {
  const from = after ? place(after) : ['0', nobody] as const;
  // One statement, so that the horizon and the events are of one snapshot.
  const [page] = await rows<{ horizon: string; found: FeedRow[] }>(
    `with horizon as materialized (select event_horizon() as xid)
     select h.xid::text as horizon, coalesce((
       select json_agg(e) from (
         select e.id, e.type, ${instant('e.at')} as at, e.changes, e.transaction_id::text as "transactionId",
                json_build_object('kind', e.actor_kind, 'id', e.actor_id, 'name', e.actor_name) as actor,
                json_build_object('type', e.subject_type, 'id', e.subject_id) as subject
           from events e
          where e.organization_id = $1 and (e.transaction_id, e.id) > ($2::xid8, $3::uuid) and e.transaction_id < h.xid
            and ($4::text[] is null or e.type = any ($4))
          order by e.transaction_id, e.id limit $5
       ) e), '[]') as found
       from horizon h`,
    [organizationId, ...from, types?.split(',') ?? null, limit]);
  const { horizon, found } = page!;
  const last = found.at(-1);
  // A page that is not full has seen everything up to the horizon, also what the types leave out: the next one begins there.
  const next = last && found.length === limit ? [last.transactionId, last.id] : later([horizon, nobody], from);
  const data = found.map(({ id, type, at, actor, changes, subject }) => ({ id, type, at, actor, changes, subject }));
  return { data, nextCursor: encodeCursor(next) };
}

type Place = readonly [transactionId: string, id: string];

/** Throws a 400 for a cursor that is not one of this feed. */
function place(cursor: string): Place {
  const [transactionId, id] = decodeCursor(cursor, ['transaction', 'uuid']);
  return [transactionId!, id!];
}

/** A cursor from beyond the horizon, say of a page that was full, is kept: the feed never goes back. */
const later = (left: Place, right: Place): Place => (BigInt(left[0]) > BigInt(right[0]) ? left : right);
