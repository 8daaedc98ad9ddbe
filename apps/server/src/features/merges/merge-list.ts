import type { Input, Merge, listMerges } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { instant } from '../../core/sql.ts';
import { readableOwners, writableOwners } from '../leads/index.ts';

type Query = NonNullable<Input<typeof listMerges>['query']>;

const named = (lead: string): string => `json_build_object('id', ${lead}.id, 'number', ${numberSql('lead', `${lead}.number`)}, 'title', ${lead}.title)`;

/** Merges into leads that the caller may see, the latest first. */
export async function mergeList(
  { rows, organizationId, actor, now }: Scope, { limit = 50, cursor, leadId = undefined }: Query,
): Promise<{ data: Merge[]; nextCursor: string | null }> {
  const [before] = cursor ? decodeCursor(cursor, ['uuid']) : [null];
  const found = await rows<Merge>(
    `select m.id, ${named('k')} as lead, ${instant('m.merged_at')} as "mergedAt", m.merged_by_name as "mergedByName", ${instant('m.undoable_until')} as "undoableUntil",
            ${instant('m.undone_at')} as "undoneAt", m.undone_by_name as "undoneByName",
            (select coalesce(json_agg(${named('o')} order by o.number), '[]') from lead_merge_sources s
               join leads o on o.organization_id = $1 and o.id = s.lead_id where s.organization_id = $1 and s.merge_id = m.id) as merged,
            m.undone_at is null and m.undoable_until > $5 and k.merged_into_id is null
              and ($6::uuid[] is null or k.owner_key = any ($6))
              and not exists (select 1 from lead_merge_sources s join leads o on o.organization_id = $1 and o.id = s.lead_id
                where s.organization_id = $1 and s.merge_id = m.id and not ($6::uuid[] is null or o.owner_key = any ($6)))
              and not exists (select 1 from lead_merges x where x.organization_id = $1 and x.lead_id = m.lead_id and x.id > m.id and x.undone_at is null) as "canUndo"
       from lead_merges m
       join leads k on k.organization_id = $1 and k.id = m.lead_id and ($4::uuid[] is null or k.owner_key = any ($4))
      where m.organization_id = $1 and ($2::uuid is null or m.lead_id = $2) and ($3::uuid is null or m.id < $3)
      order by m.id desc limit $7`,
    [organizationId, leadId ?? null, before, readableOwners(actor), now, writableOwners(actor, 'leads:merge'), limit + 1]);
  const data = found.slice(0, limit);
  return { data, nextCursor: found.length > limit ? encodeCursor([data.at(-1)!.id]) : null };
}
