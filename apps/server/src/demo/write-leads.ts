import { generateNKeysBetween } from 'fractional-indexing';
import { newId, nobody } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { takeNumbers } from '../core/numbers.ts';
import { searchText } from '../core/search-text.ts';
import { Lead, countMany, countManyOnBoards, foldLeadCounts, foldLeadFigures } from '../features/leads/index.ts';
import { derivedFields } from '../features/leads/writing/lead-fields.ts';
import type { Person, SubjectEvent } from './happenings.ts';
import { insertRows } from '../core/rows.ts';
import { idAt } from './id-at.ts';
import type { LeadDraft } from './lead-draft.ts';

/**
 * Gives drafts what only the organization can: consecutive numbers in the order they were made, a place in their
 * stage (below what stands there already), and the columns that follow from the others. Changes the drafts, and
 * returns them oldest first.
 */
export async function numberLeads(scope: Scope, drafts: readonly LeadDraft[]): Promise<LeadDraft[]> {
  const ordered = drafts.toSorted((left, right) => left.lead.createdAt.getTime() - right.lead.createdAt.getTime());
  const first = await takeNumbers(scope, 'lead', ordered.length);
  for (const [index, { lead }] of ordered.entries()) lead.number = first + index;
  await rankLeads(scope, ordered);
  for (const { lead, price } of ordered) {
    // The package's price is known here; given as agreed for the moment, it is not looked up again for every lead.
    const priced = Object.assign(new Lead(), lead, {
      agreedMonthlySubscription: lead.agreedMonthlySubscription ?? price,
    });
    Object.assign(lead, await derivedFields(scope, priced));
  }
  return ordered;
}

async function rankLeads({ rows, organizationId }: Scope, drafts: readonly LeadDraft[]): Promise<void> {
  for (const [stageId, inStage] of Map.groupBy(drafts, ({ lead }) => lead.stageId)) {
    const [lowest] = await rows<{ rank: string }>(
      `select rank from leads where organization_id = $1 and stage_id = $2 and deleted_at is null
        order by rank desc, id desc limit 1`,
      [organizationId, stageId],
    );
    const keys = generateNKeysBetween(lowest?.rank ?? null, null, inStage.length);
    const sorted = inStage.toSorted(
      (left, right) =>
        (left.place ?? Infinity) - (right.place ?? Infinity) ||
        right.lead.stageEnteredAt.getTime() - left.lead.stageEnteredAt.getTime(),
    );
    for (const [index, { lead }] of sorted.entries()) lead.rank = keys[index]!;
  }
}

/** Writes numbered drafts with their activities, their events and what they count; the figures of bulk data are counted once at the end. */
export async function insertLeads(scope: Scope, drafts: readonly LeadDraft[], { figures = true } = {}): Promise<void> {
  for (const { lead } of drafts) lead.nextActivityId = lead.followUpAt ? newId() : null;
  await insertRows(
    scope,
    'leads',
    drafts.map(({ lead }) => columnsOf(lead)),
  );
  await insertRows(
    scope,
    'activities',
    drafts.flatMap(({ lead, activities }) =>
      activities.map(({ id, at, type, outcome, body, by, dueAt = null }) => ({
        id,
        leadId: lead.id,
        type,
        outcome,
        subject: dueAt && (body ?? 'Follow up'),
        body,
        dueAt,
        isInternal: true,
        doneAt: at,
        doneById: by.id,
        searchText: searchText([body]),
        createdById: by.id,
        createdAt: at,
        updatedAt: at,
      })),
    ),
  );
  await insertRows(scope, 'activities', drafts.flatMap(followUpOf));
  await insertRows(
    scope,
    'lead_stage_stays',
    drafts.flatMap(({ lead, stays }) =>
      stays.map((stay) => ({ id: newId(), leadId: lead.id, ownerKey: lead.ownerId ?? nobody, ...stay })),
    ),
  );
  await insertEvents(
    scope,
    drafts.flatMap(({ lead, events }) => events.map((event) => ({ subject: { type: 'lead', id: lead.id }, ...event }))),
  );
  const ids = drafts.map(({ lead }) => lead.id);
  if (figures) countMany(scope, 1, ids);
  else countManyOnBoards(scope, 1, ids);
  await foldLeadCounts(scope);
  if (figures) while (await foldLeadFigures(scope));
}

/** A lead's follow-up as the planned activity that it is. */
const followUpOf = ({ lead }: LeadDraft): object[] =>
  lead.nextActivityId
    ? [
        {
          id: lead.nextActivityId,
          leadId: lead.id,
          type: 'task',
          status: 'planned',
          subject: lead.followUpNote,
          dueAt: lead.followUpAt,
          dueOn: lead.followUpOn ?? null,
          isFollowUp: true,
          searchText: searchText([lead.followUpNote]),
          createdById: lead.ownerId,
          createdAt: lead.updatedAt,
          updatedAt: lead.updatedAt,
        },
      ]
    : [];

const columnsOf = ({ converting: _, ...lead }: Lead): object =>
  Object.fromEntries(Object.entries(lead).filter(([, value]) => value !== undefined && value !== null));

/** Writes events as if each had been recorded when it happened. */
export async function insertEvents(scope: Scope, events: readonly SubjectEvent[]): Promise<void> {
  await insertRows(
    scope,
    'events',
    events.map(({ at, type, actor, changes, subject }) => ({
      id: idAt(at),
      type,
      subjectType: subject.type,
      subjectId: subject.id,
      ...columnsOfActor(type, actor),
      changes,
      at,
    })),
  );
}

/** What nobody did, came through the signup form or was done by the product. */
const columnsOfActor = (type: string, actor: Person | null) =>
  actor
    ? { actorKind: 'user', actorId: actor.id, actorName: actor.name }
    : type === 'lead.created'
      ? { actorKind: 'prospect', actorName: 'Signup form' }
      : { actorKind: 'system', actorName: 'Lastmile' };
