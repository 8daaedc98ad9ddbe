import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { insertRow, insertRows } from '../../core/rows.ts';
import { searchText } from '../../core/search-text.ts';
import { endOfDay } from '../../core/zoned-time.ts';
import { ownerTimezone, type Moment } from './follow-up.ts';
import type { Lead } from './lead.entity.ts';

/**
 * The one place where a lead's follow-up and its planned activities are held together. The truth is the planned activities; the earliest of them is
 * the lead's next step, and `followUpAt`, `followUpOn`, `followUpNote` and `nextActivityId` of the lead repeat it. One of them may be *the follow-up*
 * (`is_follow_up`): what was set with a call or on the lead itself, and what the next such setting replaces.
 */
export type StepColumns = Pick<Lead, 'followUpAt' | 'followUpOn' | 'followUpNote' | 'nextActivityId'>;

/** What was said about the next step: `at` null takes it away, undefined leaves it. */
export interface StepChange { at?: Moment | null | undefined; note?: string | null | undefined }

type StepLead = Pick<Lead, 'id' | 'ownerId'> & StepColumns;

interface Step { id: string; dueAt: Date; dueOn: string | null; subject: string | null }

const noStep: StepColumns = { followUpAt: null, followUpOn: null, followUpNote: null, nextActivityId: null };

/** What is planned for a lead, in SQL: `a` is the activity. */
export const isPlannedSql = "a.deleted_at is null and a.status in ('planned', 'in_progress') and a.due_at is not null";

/** The lead's columns as what is planned for it says. Call it after every change of a planned activity, with the lead locked. */
export async function nextStepOf(scope: Scope, leadId: string): Promise<StepColumns> {
  return (await nextStepsOf(scope, [leadId])).get(leadId)!;
}

/** The same of many leads, each looked up in the index of what is planned. */
async function nextStepsOf({ rows, organizationId }: Scope, leadIds: readonly string[]): Promise<Map<string, StepColumns>> {
  if (leadIds.length === 0) return new Map();
  const steps = await rows<Step & { leadId: string }>(
    `select x.lead_id as "leadId", s.id, s.due_at as "dueAt", s.due_on::text as "dueOn", s.subject from unnest($2::uuid[]) as x (lead_id) cross join lateral (
       select a.id, a.due_at, a.due_on, a.subject from activities a
        where a.organization_id = $1 and a.lead_id = x.lead_id and ${isPlannedSql} order by a.due_at, a.id limit 1) s`, [organizationId, leadIds]);
  const found = new Map(steps.map(({ leadId, id, dueAt, dueOn, subject }) =>
    [leadId, { followUpAt: dueAt, followUpOn: dueOn, followUpNote: subject, nextActivityId: id }]));
  return new Map(leadIds.map((leadId) => [leadId, found.get(leadId) ?? noStep]));
}

/** A follow-up to be written: its id belongs into the lead's `nextActivityId`. */
export interface NewFollowUp { id: string; leadId: string; at: Moment; note: string | null }

/** The follow-up a new lead begins with, as a planned activity. */
export async function insertFollowUp(scope: Scope, followUp: NewFollowUp): Promise<void> {
  await insertRow(scope, 'activities', followUpRow(scope, followUp));
}

export async function insertFollowUps(scope: Scope, followUps: readonly NewFollowUp[]): Promise<void> {
  await insertRows(scope, 'activities', followUps.map((followUp) => followUpRow(scope, followUp)));
}

function followUpRow({ organizationId, actor, now }: Scope, { id, leadId, at, note }: NewFollowUp): object {
  return {
    organizationId, id, leadId, type: 'task', status: 'planned', subject: note, dueAt: at.at, dueOn: at.on, isFollowUp: true,
    searchText: searchText([note]), createdById: actor.userId, createdAt: now, updatedAt: now,
  };
}

/** Follow-ups that were written without their activities, as by a bulk import, get them now: else they would be lost behind earlier ones. */
async function adoptFollowUps(scope: Scope, leads: readonly StepLead[]): Promise<void> {
  const bare = leads.filter(({ followUpAt, nextActivityId }) => followUpAt && !nextActivityId);
  for (const lead of bare) lead.nextActivityId = newId();
  await insertFollowUps(scope, bare.map(({ id, nextActivityId, followUpAt, followUpOn, followUpNote }) =>
    ({ id: nextActivityId!, leadId: id, at: { at: followUpAt!, on: followUpOn }, note: followUpNote })));
}

/** Before anything is planned beside it. */
export const beforePlanning = (scope: Scope, lead: StepLead): Promise<void> => adoptFollowUps(scope, [lead]);

/** Changes the step that the lead shows, whatever it is: what snoozing and the lead's form do. Returns the lead's columns after it. */
export async function changeNextStep(scope: Scope, lead: StepLead, change: StepChange): Promise<Partial<StepColumns>> {
  return (await changeNextSteps(scope, [{ lead, change }])).get(lead.id)!;
}

interface ChangedStep { lead: StepLead; change: StepChange }

/** The same for many leads, in a few statements whatever their number. Returns their columns by their ids. */
export async function changeNextSteps(scope: Scope, wanted: readonly ChangedStep[]): Promise<Map<string, Partial<StepColumns>>> {
  await adoptFollowUps(scope, wanted.map(({ lead }) => lead));
  const planned = wanted.filter(({ lead }) => lead.nextActivityId);
  const bare = wanted.filter(({ lead }) => !lead.nextActivityId).map(({ lead, change: { at, note } }) =>
    ({ leadId: lead.id, at, note: note === undefined ? lead.followUpNote : note }));
  await callOffNextSteps(scope, planned.filter(({ change }) => change.at === null).map(({ lead }) => lead.nextActivityId!));
  await moveNextSteps(scope, planned.filter(({ change }) => change.at !== null));
  const begun = bare.flatMap(({ leadId, at, note }) => (at ? [{ id: newId(), leadId, at, note }] : []));
  await insertFollowUps(scope, begun);
  const columns: Map<string, Partial<StepColumns>> = await nextStepsOf(scope, [...planned.map(({ lead }) => lead.id), ...begun.map(({ leadId }) => leadId)]);
  // A note about nothing planned is kept on the lead until there is a time to it.
  for (const { leadId, at, note } of bare) if (!at) columns.set(leadId, { ...noStep, followUpNote: note });
  return columns;
}

async function callOffNextSteps({ rows, organizationId, now }: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await rows('delete from activities where organization_id = $1 and id = any ($2::uuid[]) and is_follow_up', [organizationId, ids]);
  await rows(
    "update activities set status = 'cancelled', updated_at = $3, version = version + 1 where organization_id = $1 and id = any ($2::uuid[])", [organizationId, ids, now]);
}

async function moveNextSteps({ rows, organizationId, now }: Scope, moved: readonly ChangedStep[]): Promise<void> {
  if (moved.length === 0) return;
  const found = await rows<{ id: string; subject: string | null; isFollowUp: boolean; body: string | null }>(
    'select id, subject, is_follow_up as "isFollowUp", body from activities where organization_id = $1 and id = any ($2::uuid[])',
    [organizationId, moved.map(({ lead }) => lead.nextActivityId)]);
  const steps = new Map(found.map((step) => [step.id, step]));
  const written = moved.map(({ lead, change }) => {
    const { id, subject, isFollowUp, body } = steps.get(lead.nextActivityId!)!;
    const { at, on } = change.at ?? { at: lead.followUpAt!, on: lead.followUpOn };
    // What was planned by name keeps one: only a follow-up can be without words.
    const note = change.note === undefined ? subject : change.note ?? (isFollowUp ? null : subject);
    return { id, at, on, note, searched: searchText([note, body]) };
  });
  await rows(
    `update activities a set due_at = x.due_at, due_on = x.due_on, subject = x.subject, search_text = x.search_text, updated_at = $3, version = a.version + 1
       from unnest($2::uuid[], $4::timestamptz[], $5::date[], $6::text[], $7::text[]) as x (id, due_at, due_on, subject, search_text)
      where a.organization_id = $1 and a.id = x.id`,
    [organizationId, written.map(({ id }) => id), now, written.map(({ at }) => at), written.map(({ on }) => on), written.map(({ note }) => note),
      written.map(({ searched }) => searched)]);
}

/** Sets the follow-up and leaves what else is planned: what logging a call does. Without a note it keeps none of the one before. */
export async function replaceFollowUp(scope: Scope, lead: StepLead, { at, note = null }: StepChange): Promise<Partial<StepColumns>> {
  await adoptFollowUps(scope, [lead]);
  const { rows, organizationId, now } = scope;
  if (at === null) {
    await rows('delete from activities where organization_id = $1 and lead_id = $2 and is_follow_up and deleted_at is null', [organizationId, lead.id]);
    return nextStepOf(scope, lead.id);
  }
  const changed = await rows(
    `update activities set due_at = coalesce($3, due_at), due_on = case when $3::timestamptz is null then due_on else $4::date end, subject = $5,
            search_text = $6, updated_at = $7, version = version + 1
      where organization_id = $1 and lead_id = $2 and is_follow_up and deleted_at is null returning 1`,
    [organizationId, lead.id, at?.at ?? null, at?.on ?? null, note, searchText([note]), now]);
  if (changed.length === 0) {
    if (!at) return changeNextStep(scope, lead, { note });
    await insertFollowUp(scope, { id: newId(), leadId: lead.id, at, note });
  }
  return nextStepOf(scope, lead.id);
}

/** What was planned for a lead that is settled is called off with it. */
export async function callOffSteps({ rows, organizationId, now }: Scope, leadId: string): Promise<StepColumns> {
  await rows('delete from activities where organization_id = $1 and lead_id = $2 and is_follow_up', [organizationId, leadId]);
  await rows(
    `update activities set status = 'cancelled', updated_at = $3, version = version + 1
      where organization_id = $1 and lead_id = $2 and status in ('planned', 'in_progress') and deleted_at is null`, [organizationId, leadId, now]);
  return noStep;
}

/**
 * A date ends where the owner is: with another owner it ends at another moment. Moves what is planned on dates for a lead that is given away, and
 * returns the lead's columns after it.
 */
export async function stepsOfNewOwner(scope: Scope, lead: StepLead, ownerId: string | null): Promise<Partial<StepColumns>> {
  return (await stepsOfNewOwners(scope, [{ lead, ownerId }])).get(lead.id) ?? {};
}

/** The same for many leads, in a few statements whatever their number. Returns the columns of those that have a next step, by their ids. */
export async function stepsOfNewOwners(scope: Scope, given: readonly { lead: StepLead; ownerId: string | null }[]): Promise<Map<string, StepColumns>> {
  const due = given.filter(({ lead }) => lead.followUpAt);
  await adoptFollowUps(scope, due.map(({ lead }) => lead));
  for (const [ownerId, leads] of Map.groupBy(due, (one) => one.ownerId)) {
    await moveDates(scope, await ownerTimezone(scope, ownerId), 'a.lead_id = any ($2::uuid[])', leads.map(({ lead }) => lead.id));
  }
  return nextStepsOf(scope, due.map(({ lead }) => lead.id));
}

/**
 * The lead's columns after activities came to it from another lead or went back there: dates end where its own owner is. A note about nothing planned stays,
 * as long as nothing is.
 */
export async function stepsTakenOver(scope: Scope, lead: StepLead): Promise<Partial<StepColumns>> {
  await moveDates(scope, await ownerTimezone(scope, lead.ownerId), 'a.lead_id = $2', lead.id);
  const step = await nextStepOf(scope, lead.id);
  return step.nextActivityId || lead.nextActivityId ? step : {};
}

/**
 * Moves what is planned on dates for everybody's leads who goes by a time zone that changed: one person's, or with null that of the organization, by
 * which the unclaimed go and everybody without a time zone of their own.
 */
export async function moveToTimezone(scope: Scope, userId: string | null, timezone: string): Promise<void> {
  const owned = `a.lead_id in (select l.id from leads l left join users u on u.organization_id = $1 and u.id = l.owner_id
    where l.organization_id = $1 and l.follow_up_at is not null and case when $2::uuid is null then u.timezone is null else l.owner_id = $2 end)`;
  await moveDates(scope, timezone, owned, userId);
  await repeatOnLeads(scope, owned, userId);
}

/** The same for leads that went back to the unclaimed, several at once. */
export async function stepsOfUnclaimed(scope: Scope, leadIds: readonly string[]): Promise<void> {
  const { timezone } = await organizationSettings(scope);
  await moveDates(scope, timezone, 'a.lead_id = any ($2::uuid[])', leadIds);
  await repeatOnLeads(scope, 'a.lead_id = any ($2::uuid[])', leadIds);
}

async function repeatOnLeads({ rows, organizationId }: Scope, which: string, value: unknown): Promise<void> {
  await rows(
    `update leads l set follow_up_at = a.due_at from activities a
      where l.organization_id = $1 and a.organization_id = $1 and a.id = l.next_activity_id and a.due_on is not null and l.follow_up_at <> a.due_at and ${which}`,
    [organizationId, value]);
}

/** The days are worked out here, once each: PostgreSQL reads a midnight that comes twice as the later one. */
async function moveDates({ rows, organizationId }: Scope, timezone: string, which: string, value: unknown): Promise<void> {
  const dates = await rows<{ on: string }>(
    `select distinct a.due_on::text as on from activities a where a.organization_id = $1 and ${isPlannedSql} and a.due_on is not null and ${which}`,
    [organizationId, value]);
  if (dates.length === 0) return;
  await rows(
    `update activities a set due_at = d.ends from unnest($3::date[], $4::timestamptz[]) d (day, ends)
      where a.organization_id = $1 and ${isPlannedSql} and a.due_on = d.day and a.due_at <> d.ends and ${which}`,
    [organizationId, value, dates.map(({ on }) => on), dates.map(({ on }) => endOfDay(on, timezone))]);
}
