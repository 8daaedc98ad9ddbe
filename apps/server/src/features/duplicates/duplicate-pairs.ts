import type { DuplicatePair, Input, listDuplicatePairs } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';
import { readableOwners, writableOwners } from '../leads/index.ts';

type Query = NonNullable<Input<typeof listDuplicatePairs>['query']>;

const pairedSql = (lead: string): string => `json_build_object(
  'id', ${lead}.id, 'number', ${numberSql('lead', `${lead}.number`)}, 'title', ${lead}.title, 'phone', ${lead}.phone, 'email', ${lead}.email,
  'companyName', ${lead}.company_name, 'address', nullif(concat_ws(', ', ${lead}.unit_number, ${lead}.street, ${lead}.location, ${lead}.city), ''),
  'offerName', (select o.name from offers o where o.organization_id = $1 and o.id = ${lead}.offer_id), 'stageId', ${lead}.stage_id,
  'stageName', (select g.name from stages g where g.organization_id = $1 and g.id = ${lead}.stage_id), 'status', ${lead}.status,
  'ownerName', (select u.name from users u where u.organization_id = $1 and u.id = ${lead}.owner_id),
  'lastActivityAt', ${instant(`${lead}.last_activity_at`)}, 'convertedAt', ${instant(`${lead}.converted_at`)}, 'createdAt', ${instant(`${lead}.created_at`)})`;

/** Pairs that are there still and that somebody of these owners may see whole. */
const seenSql = (readable: string): string => `duplicate_pairs p
  join leads a on a.organization_id = $1 and a.id = p.first_id and a.deleted_at is null and a.erased_at is null
  join leads b on b.organization_id = $1 and b.id = p.second_id and b.deleted_at is null and b.erased_at is null
 where p.organization_id = $1 and p.dismissed_at is null
   and (${readable}::uuid[] is null or (a.owner_key = any (${readable}) and b.owner_key = any (${readable})))`;

/** More are not counted. */
const countedUpTo = 1001;

export async function duplicatePairs(
  { rows, organizationId, actor }: Scope, { limit = 50, cursor, leastScore = 0, count = false }: Query,
): Promise<{ data: DuplicatePair[]; nextCursor: string | null; count?: number }> {
  const [score, first, second] = cursor ? decodeCursor(cursor, ['integer', 'uuid', 'uuid']) : [null, null, null];
  const readable = readableOwners(actor);
  const found = await rows<DuplicatePair & { firstId: string; secondId: string }>(
    `select p.first_id as "firstId", p.second_id as "secondId", p.score, p.reasons, json_build_array(${pairedSql('a')}, ${pairedSql('b')}) as leads,
            (a.subscriber_id is null or b.subscriber_id is null) and ($3::uuid[] is null or (a.owner_key = any ($3) and b.owner_key = any ($3))) as "canMerge"
       from ${seenSql('$2')} and p.score >= $4
        and ($5::int is null or p.score < $5 or (p.score = $5 and (p.first_id, p.second_id) > ($6::uuid, $7::uuid)))
      order by p.score desc, p.first_id, p.second_id limit $8`,
    [organizationId, readable, writableOwners(actor, 'leads:merge'), leastScore, score, first, second, limit + 1]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const [total] = count ? await rows<{ count: number }>(
    `select count(*)::int as count from (select 1 from ${seenSql('$2')} and p.score >= $3 limit ${countedUpTo}) c`, [organizationId, readable, leastScore]) : [];
  return {
    data: shown.map(({ firstId: _, secondId: __, ...pair }) => pair),
    nextCursor: found.length > limit && last ? encodeCursor([String(last.score), last.firstId, last.secondId]) : null,
    ...(total ? { count: total.count } : {}),
  };
}

/** Keeps what somebody said of two leads they may see. Throws {@link NotFound} where one of them is not there for them. */
export async function judgePair(scope: Scope, leadIds: readonly string[], different: boolean): Promise<void> {
  const { rows, organizationId, actor, now } = scope;
  const [firstId, secondId] = leadIds.map((id) => id.toLowerCase()).toSorted();
  const seen = await rows<{ title: string }>(
    'select l.title from leads l where l.organization_id = $1 and l.id = any ($2::uuid[]) and l.deleted_at is null and ($3::uuid[] is null or l.owner_key = any ($3))',
    [organizationId, leadIds, readableOwners(actor)]);
  if (seen.length < 2) throw new NotFound('lead');
  const judgement = { dismissedAt: different ? now : null, dismissedById: different ? actor.userId : null };
  const changed = await rows(
    `update duplicate_pairs set dismissed_at = $4, dismissed_by_id = $5 where organization_id = $1 and first_id = $2 and second_id = $3 returning 1`,
    [organizationId, firstId, secondId, judgement.dismissedAt, judgement.dismissedById]);
  // Of a pair that nobody suspected it is worth keeping that they are different; that they may be one is not.
  if (changed.length === 0 && different) {
    await insertRow(scope, 'duplicate_pairs', { organizationId, firstId, secondId, score: 1, reasons: [], foundAt: now, ...judgement }, { orNothing: true });
  }
}
