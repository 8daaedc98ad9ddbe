import Big from 'big.js';
import type { Logger } from 'pino';
import { systemActor } from '../../../core/actor.ts';
import { newId, nobody } from '../../../core/ids.ts';
import type { InOrg, Scope } from '../../../core/in-org.ts';
import type { FiguredLead } from '../figures/lead-facts.ts';
import { noteFigures, noteManyFigures, noteMove, noteNewFigures, noteWhatHangs, type EndedStay } from '../figures/note-figures.ts';
import { foldLeadFigures } from '../figures/recount-figures.ts';
import { hasDueScores, noteScores, scoreDueLeads } from '../scoring/score-leads.ts';

/** Where a lead counts; null before it exists and after it is deleted. */
export interface CountedAt { stageId: string; ownerId: string | null; value: string }

/** Everything that counts, figures and the score follow from: a lead's own columns. */
export type CountedLead = CountedAt & FiguredLead & { id: string };

/** So many leads of an owner with this value together count in a stage from now on, or no longer where both are negative. */
interface CountDelta { stageId: string; ownerKey: string; leads: number; value: string }

/**
 * The one door through which leads come into counts, figures and scores: notes in this transaction that a lead counts otherwise now. Call it with every change of a
 * lead, before and after; what does not matter costs nothing. A move to another stage is {@link countMove}'s, a deletion {@link countGone}'s.
 */
export function countChange(scope: Scope, before: CountedLead | null, after: CountedLead | null): void {
  countStage(scope, before, after);
  noteFigures(scope, before, after);
  if (after) noteScores(scope, [after.id]);
}

/** A lead that went on to another stage. */
export function countMove(scope: Scope, before: CountedLead, after: CountedLead, stay: EndedStay): void {
  countStage(scope, before, after);
  noteMove(scope, before, after, stay);
  noteScores(scope, [after.id]);
}

/** A lead that is there already is deleted (-1) or brought back (1), with what hangs on it. Call it while the table says it is there. */
export function countGone(scope: Scope, sign: 1 | -1, lead: CountedLead): void {
  countStage(scope, sign < 0 ? lead : null, sign < 0 ? null : lead);
  if (sign > 0) noteScores(scope, [lead.id]);
  noteManyFigures(scope, sign, [lead.id]);
  noteWhatHangs(scope, sign, [lead.id]);
}

/**
 * Work that writes many leads by a statement of its own, an import or a bulk change: they are counted out as they are, changed, and counted in as they are
 * then, in a few statements whatever their number. Give the ids of new leads too: what is not there yet, or is deleted, counts nothing.
 */
export async function countingAnew<Result>(scope: Scope, leadIds: readonly string[], work: () => Promise<Result>): Promise<Result> {
  countMany(scope, -1, leadIds);
  const result = await work();
  countMany(scope, 1, leadIds);
  return result;
}

/** Many leads count from now on (1), or no longer (-1), as the table has them at this moment. What hangs on them is counted with them. */
export function countMany(scope: Scope, sign: 1 | -1, leadIds: readonly string[]): void {
  if (leadIds.length === 0) return;
  countManyOnBoards(scope, sign, leadIds);
  noteManyFigures(scope, sign, leadIds);
  noteWhatHangs(scope, sign, leadIds);
  if (sign > 0) noteScores(scope, leadIds);
}

/** Many leads that were just made: nothing hangs on them yet, and they are scored as they are written (`scoreNewLeads`). */
export function countNew(scope: Scope, leads: readonly CountedLead[]): void {
  if (leads.length === 0) return;
  noteDeltas(scope, summed(leads.map(deltaOf)));
  noteNewFigures(scope, leads);
}

/** The same for boards alone: of whoever counts figures and scores anew afterwards, as bulk data do. */
export function countManyOnBoards(scope: Scope, sign: 1 | -1, leadIds: readonly string[]): void {
  scope.write(
    `insert into lead_count_deltas (organization_id, id, stage_id, owner_key, leads, value)
     select $1, ($4::uuid[])[row_number() over ()], c.stage_id, c.owner_key, c.leads, c.value from (
       select l.stage_id, l.owner_key, $3::int * count(*)::int as leads, $3::int * sum(l.value) as value from unnest($2::uuid[]) as x (id)
        cross join lateral (select i.stage_id, i.owner_key, i.value, i.deleted_at from leads i where i.organization_id = $1 and i.id = x.id offset 0) l
        where l.deleted_at is null group by l.stage_id, l.owner_key) c`,
    [scope.organizationId, leadIds, sign, leadIds.map(() => newId())]);
}

function countStage(scope: Scope, before: CountedAt | null, after: CountedAt | null): void {
  const same = before && after && before.stageId === after.stageId && before.ownerId === after.ownerId && before.value === after.value;
  if (same) return;
  noteDeltas(scope, [...(before ? [negative(deltaOf(before))] : []), ...(after ? [deltaOf(after)] : [])]);
}

/** The same for many leads at once that leave one stage for another: how many of each owner, and what they are worth together. */
export function countMoves(scope: Scope, fromStageId: string, toStageId: string, sums: readonly Omit<CountDelta, 'stageId'>[]): void {
  noteDeltas(scope, sums.flatMap((sum) => [negative({ ...sum, stageId: fromStageId }), { ...sum, stageId: toStageId }]));
}

const deltaOf = ({ stageId, ownerId, value }: CountedAt): CountDelta => ({ stageId, ownerKey: ownerId ?? nobody, leads: 1, value });

/** One delta for each stage and owner: a file of thousands comes to a few. */
function summed(deltas: readonly CountDelta[]): CountDelta[] {
  const sums = new Map<string, Omit<CountDelta, 'value'> & { value: Big }>();
  for (const { stageId, ownerKey, leads, value } of deltas) {
    const sum = sums.get(stageId + ownerKey);
    if (!sum) sums.set(stageId + ownerKey, { stageId, ownerKey, leads, value: new Big(value) });
    else Object.assign(sum, { leads: sum.leads + leads, value: sum.value.plus(value) });
  }
  return [...sums.values()].map((sum) => ({ ...sum, value: sum.value.toFixed(2) }));
}

const negative = (delta: CountDelta): CountDelta => ({ ...delta, leads: -delta.leads, value: `-${delta.value}` });

function noteDeltas({ write, organizationId }: Scope, deltas: readonly CountDelta[]): void {
  write(
    `insert into lead_count_deltas (organization_id, id, stage_id, owner_key, leads, value)
     select $1, d.id, d.stage_id, d.owner_key, d.leads, d.value
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::numeric[]) as d (id, stage_id, owner_key, leads, value)`,
    [organizationId, deltas.map(() => newId()), deltas.map(({ stageId }) => stageId), deltas.map(({ ownerKey }) => ownerKey),
      deltas.map(({ leads }) => leads), deltas.map(({ value }) => value)]);
}

/** Counts and sums of a stage in SQL: what is folded and what is not yet. `owners` is the place of a uuid[] that may be null. */
export const countSql = (stage: string, owners: string): string => `
  select coalesce(sum(c.leads), 0)::int as count, coalesce(sum(c.value), 0)::numeric(20,2)::text as value from (
    select k.leads, k.value from lead_counts k where k.organization_id = $1 and k.stage_id = ${stage} and (${owners}::uuid[] is null or k.owner_key = any (${owners}))
    union all
    select d.leads, d.value from lead_count_deltas d where d.organization_id = $1 and d.stage_id = ${stage} and (${owners}::uuid[] is null or d.owner_key = any (${owners}))
  ) c`;

/** Folds the deltas of an organization into its counts. One at a time per organization; a second one finds nothing to do and leaves. */
export async function foldLeadCounts({ rows, organizationId }: Scope): Promise<void> {
  const [lock] = await rows<{ got: boolean }>("select pg_try_advisory_xact_lock(hashtextextended('lead_counts/' || $1, 0)) as got", [organizationId]);
  if (!lock!.got) return;
  await rows(
    `with taken as (
       delete from lead_count_deltas where organization_id = $1
         and id in (select id from lead_count_deltas where organization_id = $1 order by id limit 20000)
       returning stage_id, owner_key, leads, value
     ), sums as (
       select stage_id, owner_key, sum(leads) as leads, sum(value) as value from taken group by stage_id, owner_key
     )
     insert into lead_counts (organization_id, stage_id, owner_key, leads, value)
     select $1, stage_id, owner_key, leads, value from sums
     on conflict (organization_id, stage_id, owner_key) do update
       set leads = lead_counts.leads + excluded.leads, value = lead_counts.value + excluded.value`,
    [organizationId]);
}

/** Scoring locks leads, so it has transactions of its own. */
async function foldAndScore(inOrg: InOrg, organizationId: string): Promise<void> {
  const actor = systemActor(organizationId);
  let due = await inOrg(actor, async (scope) => {
    await foldLeadCounts(scope);
    while (await foldLeadFigures(scope));
    return hasDueScores(scope);
  });
  while (due) due = await inOrg(actor, (scope) => scoreDueLeads(scope));
}

/** Folds, and scores what is due, a second after the last commit that may have left deltas. What a crash leaves is still counted, and folded by the next. */
export function leadCountFolding(inOrg: () => InOrg, log: Logger) {
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<unknown>>();
  // Folding commits as well; its own commit must not ask for the next.
  const folding = new Set<string>();
  return {
    due(organizationId: string): void {
      if (waiting.has(organizationId) || folding.has(organizationId)) return;
      const timer = setTimeout(() => {
        waiting.delete(organizationId);
        folding.add(organizationId);
        const fold = foldAndScore(inOrg(), organizationId)
          .catch((error: unknown) => log.warn({ err: error }, 'lead counts could not be folded; they are still counted'))
          .finally(() => {
            folding.delete(organizationId);
            running.delete(fold);
          });
        running.add(fold);
      }, 1000);
      timer.unref();
      waiting.set(organizationId, timer);
    },
    async stop(): Promise<void> {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.all(running);
    },
  };
}
