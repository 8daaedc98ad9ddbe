import type { DeletedLead, Input, listDeletedLeads } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { searchPattern } from '../../core/search-text.ts';
import { instant } from '../../core/sql.ts';
import { readableOwners, writableOwners } from '../leads/index.ts';

type Query = NonNullable<Input<typeof listDeletedLeads>['query']>;

/** The deleted leads that the actor may bring back, the latest first. */
export async function deletedLeads(
  { rows, organizationId, actor }: Scope, { limit = 50, cursor, q }: Query,
): Promise<{ data: DeletedLead[]; nextCursor: string | null }> {
  const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<DeletedLead & { key: string }>(
    `select l.id, ${numberSql('lead', 'l.number')} as number, l.title, l.phone, g.name as "stageName", l.deleted_at::text as key, ${instant('l.deleted_at')} as "deletedAt",
            (select u.name from users u where u.organization_id = $1 and u.id = l.owner_id) as "ownerName",
            (select u.name from users u where u.organization_id = $1 and u.id = l.deleted_by_id) as "deletedByName",
            to_char((l.deleted_at + make_interval(days => o.purge_deleted_after_days)) at time zone o.timezone, 'YYYY-MM-DD') as "purgedOn"
       from leads l
       join stages g on g.organization_id = $1 and g.id = l.stage_id
       join organization_settings o on o.organization_id = $1
      where l.organization_id = $1 and l.deleted_at is not null and l.merged_into_id is null and ($2::timestamptz is null or (l.deleted_at, l.id) < ($2, $3::uuid))
        and ($4::text is null or l.search_text like $4) and ($5::uuid[] is null or l.owner_key = any ($5)) and ($6::uuid[] is null or l.owner_key = any ($6))
      order by l.deleted_at desc, l.id desc limit $7`,
    [organizationId, at, id, q ? searchPattern(q) : null, readableOwners(actor), writableOwners(actor, 'leads:delete'), limit + 1]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(({ key: _, ...lead }) => lead),
    nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null,
  };
}
