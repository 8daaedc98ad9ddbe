import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { insertRow } from '../../core/rows.ts';
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

interface Step { id: string; dueAt: Date; dueOn: string | null; subject: string | null; isFollowUp: boolean }

const noStep: StepColumns = { followUpAt: null, followUpOn: null, followUpNote: null, nextActivityId: null };

/** What is planned for a lead, in SQL: `a` is the activity. */
export const isPlannedSql = "a.deleted_at is null and a.status in ('planned', 'in_progress') and a.due_at is not null";

/** The lead's columns as what is planned for it says. Call it after every change of a planned activity, with the lead locked. */
export async function nextStepOf({ rows, organizationId }: Scope, leadId: string): Promise<StepColumns> {
  const [step] = await rows<Step>(
    `select a.id, a.due_at as "dueAt", a.due_on::text as "dueOn", a.subject, a.is_follow_up as "isFollowUp" from activities a
      where a.organization_id = $1 and a.lead_id = $2 and ${isPlannedSql} order by a.due_at, a.id limit 1`, [organizationId, leadId]);
  return step ? { followUpAt: step.dueAt, followUpOn: step.dueOn, followUpNote: step.subject, nextActivityId: step.id } : noStep;
}

/** The follow-up a new lead begins with, as a planned activity; its id belongs into the lead's `nextActivityId`. */
export async function insertFollowUp(scope: Scope, leadId: string, step: { id: string; at: Moment; note: string | null }): Promise<void> {
  const { organizationId, actor, now } = scope;
  await insertRow(scope, 'activities', {
    organizationId, id: step.id, leadId, type: 'task', status: 'planned', subject: step.note, dueAt: step.at.at, dueOn: step.at.on, isFollowUp: true,
    searchText: searchText([step.note]), createdById: actor.userId, createdAt: now, updatedAt: now,
  });
}

/** A follow-up that was written without its activity, as by a bulk import, gets it now: else it would be lost behind an earlier one. */
async function adoptFollowUp(scope: Scope, lead: StepLead): Promise<void> {
  if (!lead.followUpAt || lead.nextActivityId) return;
  lead.nextActivityId = newId();
  await insertFollowUp(scope, lead.id, { id: lead.nextActivityId, at: { at: lead.followUpAt, on: lead.followUpOn }, note: lead.followUpNote });
}

/** Before anything is planned beside it. */
export const beforePlanning = adoptFollowUp;

/** Changes the step that the lead shows, whatever it is: what snoozing and the lead's form do. Returns the lead's columns after it. */
export async function changeNextStep(scope: Scope, lead: StepLead, change: StepChange): Promise<Partial<StepColumns>> {
  await adoptFollowUp(scope, lead);
  if (!lead.nextActivityId) return startFollowUp(scope, lead, change);
  const { rows, organizationId, now } = scope;
  const id = lead.nextActivityId;
  if (change.at === null) {
    await rows('delete from activities where organization_id = $1 and id = $2 and is_follow_up', [organizationId, id]);
    await rows("update activities set status = 'cancelled', updated_at = $3, version = version + 1 where organization_id = $1 and id = $2", [organizationId, id, now]);
    return nextStepOf(scope, lead.id);
  }
  const at = change.at ?? { at: lead.followUpAt!, on: lead.followUpOn };
  const [step] = await rows<Pick<Step, 'subject' | 'isFollowUp'> & { body: string | null }>(
    'select subject, is_follow_up as "isFollowUp", body from activities where organization_id = $1 and id = $2', [organizationId, id]);
  // What was planned by name keeps one: only a follow-up can be without words.
  const note = change.note === undefined ? step!.subject : change.note ?? (step!.isFollowUp ? null : step!.subject);
  await rows(
    `update activities set due_at = $3, due_on = $4, subject = $5, search_text = $6, updated_at = $7, version = version + 1
      where organization_id = $1 and id = $2`, [organizationId, id, at.at, at.on, note, searchText([note, step!.body]), now]);
  return nextStepOf(scope, lead.id);
}

/** Sets the follow-up and leaves what else is planned: what logging a call does. Without a note it keeps none of the one before. */
export async function replaceFollowUp(scope: Scope, lead: StepLead, { at, note = null }: StepChange): Promise<Partial<StepColumns>> {
  await adoptFollowUp(scope, lead);
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
  if (changed.length === 0) return at ? startFollowUp(scope, lead, { at, note }) : changeNextStep(scope, lead, { note });
  return nextStepOf(scope, lead.id);
}

async function startFollowUp(scope: Scope, lead: StepLead, { at, note }: StepChange): Promise<Partial<StepColumns>> {
  // A note about nothing planned is kept on the lead until there is a time to it.
  if (!at) return { ...noStep, followUpNote: note === undefined ? lead.followUpNote : note };
  await insertFollowUp(scope, lead.id, { id: newId(), at, note: note === undefined ? lead.followUpNote : note });
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
  if (!lead.followUpAt) return {};
  await adoptFollowUp(scope, lead);
  await moveDates(scope, await ownerTimezone(scope, ownerId), 'a.lead_id = $2', lead.id);
  return nextStepOf(scope, lead.id);
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
