import type { TimelineEntry } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { EventSubject, Scope } from '../../core/in-org.ts';
import { instant } from '../../core/sql.ts';

type Entry = Static<typeof TimelineEntry>;

/** What happened to one record, newest first: its events, paged by their ids, which are in the order they were made. */
export async function timelineOf(
  { rows, organizationId }: Scope, subject: EventSubject, { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<{ data: Entry[]; nextCursor: string | null }> {
  const [before] = cursor ? decodeCursor(cursor, ['uuid']) : [null];
  const found = await rows<Entry>(
    `select e.id, e.type, ${instant('e.at')} as at, e.changes,
            json_build_object('kind', e.actor_kind, 'id', e.actor_id, 'name', e.actor_name) as actor
       from events e
      where e.organization_id = $1 and e.subject_type = $2 and e.subject_id = $3 and ($4::uuid is null or e.id < $4)
      order by e.id desc limit $5`,
    [organizationId, subject.type, subject.id, before, limit + 1]);
  const data = found.slice(0, limit);
  return { data, nextCursor: found.length > limit ? encodeCursor([data.at(-1)!.id]) : null };
}
