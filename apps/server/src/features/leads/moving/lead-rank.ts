import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { Scope } from '../../../core/in-org.ts';

/** Where in a stage a card is put. With neither neighbour it goes on top. */
export interface Place { beforeId?: string | undefined; afterId?: string | undefined }

/** Between which two cards of a stage, as they stood at one moment; null at either end. */
interface Gap {
  lower: { id: string; rank: string } | null;
  upperRank: string | null;
  /** Whether another card has the rank of the lower one: then somebody may be ranking them anew right now. */
  shared: boolean;
}

/** The rank that puts a lead on top of a stage. */
export async function rankOnTop({ rows, organizationId }: Scope, stageId: string): Promise<string> {
  const [first] = await rows<{ rank: string }>(
    `select rank from leads where organization_id = $1 and stage_id = $2 and deleted_at is null order by rank, id limit 1`,
    [organizationId, stageId]);
  return generateKeyBetween(null, first?.rank ?? null);
}

/**
 * The rank for a place in a stage. A neighbour that has left the stage meanwhile is passed over: the card is still moved where it can be.
 * Cards that two people put into the same gap at once share a rank; here, where such a pair would have to be parted, it is ranked anew.
 */
export async function rankAt(scope: Scope, stageId: string, leadId: string, place: Place): Promise<string> {
  let gap = await gapAt(scope, stageId, leadId, place);
  if (gap?.shared) {
    // One at a time parts cards of a stage, and whoever comes next looks again: the ranks seen before may be others by now.
    await scope.rows("select pg_advisory_xact_lock(hashtextextended('lead_ranks/' || $1 || '/' || $2, 0))", [scope.organizationId, stageId]);
    gap = await gapAt(scope, stageId, leadId, place);
  }
  if (!gap) return rankOnTop(scope, stageId);
  const { lower, upperRank } = gap;
  return lower && lower.rank === upperRank ? partAfter(scope, stageId, lower) : generateKeyBetween(lower?.rank ?? null, upperRank);
}

async function gapAt(scope: Scope, stageId: string, leadId: string, { beforeId, afterId }: Place): Promise<Gap | null> {
  const after = afterId ? await gapBeside(scope, gapAfterSql, [stageId, afterId, leadId]) : null;
  return after ?? (beforeId ? gapBeside(scope, gapBeforeSql, [stageId, beforeId, leadId]) : null);
}

/** One statement, and so one moment: read one after the other, the two cards could be from before and after a change of ranks. */
const gapSql = ({ sign, order, lower, upper }: { sign: '>' | '<'; order: 'asc' | 'desc'; lower: string; upper: string }) => `
  select ${lower}.id as "lowerId", ${lower}.rank as "lowerRank", ${upper}.rank as "upperRank", exists (
           select 1 from leads o where o.organization_id = $1 and o.stage_id = $2 and o.deleted_at is null and o.rank = ${lower}.rank and o.id not in (${lower}.id, $4)
         ) as shared
    from leads anchor
    left join lateral (
      select n.id, n.rank from leads n where n.organization_id = $1 and n.stage_id = $2 and n.deleted_at is null and n.id <> $4
         and (n.rank, n.id) ${sign} (anchor.rank, anchor.id) order by n.rank ${order}, n.id ${order} limit 1
    ) beside on true
   where anchor.organization_id = $1 and anchor.stage_id = $2 and anchor.id = $3 and anchor.deleted_at is null`;
const gapAfterSql = gapSql({ sign: '>', order: 'asc', lower: 'anchor', upper: 'beside' });
const gapBeforeSql = gapSql({ sign: '<', order: 'desc', lower: 'beside', upper: 'anchor' });

async function gapBeside({ rows, organizationId }: Scope, sql: string, values: readonly string[]): Promise<Gap | null> {
  const [found] = await rows<{ lowerId: string | null; lowerRank: string | null; upperRank: string | null; shared: boolean }>(sql, [organizationId, ...values]);
  if (!found) return null;
  const { lowerId, lowerRank, upperRank, shared } = found;
  return { lower: lowerId !== null && lowerRank !== null ? { id: lowerId, rank: lowerRank } : null, upperRank, shared };
}

/** Every card after this one that shares its rank gets one of its own, keeping the order. Returns the rank of the gap directly after this one. */
async function partAfter({ rows, organizationId }: Scope, stageId: string, { id, rank }: { id: string; rank: string }): Promise<string> {
  const tied = await rows<{ id: string }>(
    `select id from leads where organization_id = $1 and stage_id = $2 and rank = $3 and id > $4::uuid and deleted_at is null order by id for update`,
    [organizationId, stageId, rank, id]);
  const [beyond] = await rows<{ rank: string }>(
    'select rank from leads where organization_id = $1 and stage_id = $2 and rank > $3 and deleted_at is null order by rank limit 1',
    [organizationId, stageId, rank]);
  const [own, ...ranks] = generateNKeysBetween(rank, beyond?.rank ?? null, tied.length + 1);
  for (const [index, one] of tied.entries()) {
    await rows('update leads set rank = $3 where organization_id = $1 and id = $2', [organizationId, one.id, ranks[index]!]);
  }
  return own!;
}
