import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { Scope } from '../../core/in-org.ts';

/** Where in a stage a card is put. With neither neighbour it goes on top. */
export interface Place { beforeId?: string | undefined; afterId?: string | undefined }

interface Neighbour { id: string; rank: string }

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
export async function rankAt(scope: Scope, stageId: string, leadId: string, { beforeId, afterId }: Place): Promise<string> {
  const after = afterId ? await neighbour(scope, stageId, afterId) : undefined;
  const before = beforeId ? await neighbour(scope, stageId, beforeId) : undefined;
  if (after) return between(scope, stageId, after, await next(scope, stageId, leadId, after));
  if (before) {
    const previous = await next(scope, stageId, leadId, before, 'backwards');
    return previous ? between(scope, stageId, previous, before) : generateKeyBetween(null, before.rank);
  }
  return rankOnTop(scope, stageId);
}

async function neighbour({ rows, organizationId }: Scope, stageId: string, id: string): Promise<Neighbour | undefined> {
  const [found] = await rows<Neighbour>(
    'select id, rank from leads where organization_id = $1 and stage_id = $2 and id = $3 and deleted_at is null', [organizationId, stageId, id]);
  return found;
}

async function next({ rows, organizationId }: Scope, stageId: string, leadId: string, from: Neighbour, direction: 'forwards' | 'backwards' = 'forwards') {
  const [sign, order] = direction === 'forwards' ? ['>', 'asc'] : ['<', 'desc'];
  const [found] = await rows<Neighbour>(
    `select id, rank from leads where organization_id = $1 and stage_id = $2 and deleted_at is null and id <> $5
       and (rank, id) ${sign} ($3, $4::uuid) order by rank ${order}, id ${order} limit 1`,
    [organizationId, stageId, from.rank, from.id, leadId]);
  return found;
}

async function between(scope: Scope, stageId: string, lower: Neighbour, upper: Neighbour | undefined): Promise<string> {
  if (!upper) return generateKeyBetween(lower.rank, null);
  if (lower.rank < upper.rank) return generateKeyBetween(lower.rank, upper.rank);
  // The two share a rank. Everything below that shares it gets a rank of its own, keeping its order; the gap is then above them.
  const { rows, organizationId } = scope;
  const tied = await rows<Neighbour>(
    `select id, rank from leads where organization_id = $1 and stage_id = $2 and rank = $3 and id > $4::uuid and deleted_at is null
     order by id for update`, [organizationId, stageId, lower.rank, lower.id]);
  const [beyond] = await rows<{ rank: string }>(
    'select rank from leads where organization_id = $1 and stage_id = $2 and rank > $3 and deleted_at is null order by rank limit 1',
    [organizationId, stageId, lower.rank]);
  const [own, ...ranks] = generateNKeysBetween(lower.rank, beyond?.rank ?? null, tied.length + 1);
  for (const [index, { id }] of tied.entries()) {
    await rows('update leads set rank = $3 where organization_id = $1 and id = $2', [organizationId, id, ranks[index]!]);
  }
  return own!;
}
