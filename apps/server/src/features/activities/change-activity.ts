import type { ActivityChanges, CompleteActivity } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { applyChanges, expectVersion } from '../../core/records.ts';
import { LeadEntity, beforePlanning, countChange, momentOf, ownerTimezone, type Lead } from '../leads/index.ts';
import { Activity, ActivityEntity, openStatuses } from './activity.entity.ts';
import { NotOpen } from './activity.errors.ts';
import { activityView } from './activity.view.ts';
import { assigneeOf } from './assignee.ts';
import { followedUp } from './followed-up.ts';
import { lockActivity } from './lock-activity.ts';
import { settleLead } from './settle-lead.ts';

/** Columns that follow from others, or say the same as others: written with them, not news of their own. */
const derived = new Set(['isFollowUp', 'searchText', 'doneById', 'dueOn']);

/** Changes the named fields of an activity; the lead's next step follows. Throws `Stale`, `LeadLocked` and a 422 naming what cannot be so. */
export async function updateActivity(scope: Scope, id: string, input: ActivityChanges, ifMatch: number | null): Promise<void> {
  const { activity, lead } = await lockActivity(scope, id);
  await expectVersion(activity, ifMatch, async () => JSON.parse((await activityView(scope, id)).text) as unknown);
  if (input.type && input.type !== 'note') lead.mustBeChangeable();
  const after = Object.assign(new Activity(), activity, await written(scope, lead, activity, input));
  after.mustMakeSense();
  await beforePlanning(scope, lead);
  const wasOpen = activity.isOpen;
  const becomesDone = activity.status !== 'done' && after.status === 'done';
  const changed = await followedUp(scope, activity, () => applyChanges(scope, ActivityEntity, activity, { ...after, ...after.derived() }));
  if (Object.keys(changed).length === 0) return;
  if (wasOpen || after.isOpen) await settleLead(scope, lead, {}, { done: becomesDone, plans: true });
  const news = Object.fromEntries(Object.entries(changed).filter(([field]) => !derived.has(field)));
  await scope.record('activity.updated', { type: 'lead', id: lead.id }, { activityId: id, activityType: after.type, subject: after.subject, changed: news });
}

/** What a person wrote, as the columns hold it: what is left out stays. */
async function written(scope: Scope, lead: Lead, activity: Activity, input: ActivityChanges): Promise<Partial<Activity>> {
  const { dueAt, assigneeId, subject, body, status, ...plain } = input;
  const due = dueAt ? momentOf(dueAt, await ownerTimezone(scope, lead.ownerId), '/dueAt') : null;
  return {
    ...plain,
    ...(subject === undefined ? {} : { subject: subject?.trim() || null }),
    ...(body === undefined ? {} : { body: body?.trim() || null }),
    ...(dueAt === undefined ? {} : { dueAt: due?.at ?? null, dueOn: due?.on ?? null }),
    ...(assigneeId === undefined ? {} : { assigneeId: await assigneeOf(scope, lead, assigneeId) }),
    ...(status === undefined || status === activity.status ? {}
      : status === 'done' ? activity.finish(scope.actor.userId, scope.now) : { status, doneAt: null, doneById: null }),
    ...(status && openStatuses.includes(status) && input.outcome === undefined ? { outcome: null } : {}),
  };
}

/** Finishes what was planned and takes what comes next. Throws {@link NotOpen} for what is done or called off already. */
export async function completeActivity(scope: Scope, id: string, input: CompleteActivity): Promise<void> {
  const { activity, lead } = await lockActivity(scope, id);
  lead.mustBeChangeable();
  if (!activity.isOpen) throw new NotOpen(activity.status);
  const after = Object.assign(new Activity(), activity, activity.finish(scope.actor.userId, scope.now), {
    ...(input.outcome ? { outcome: input.outcome } : {}), ...(input.body?.trim() ? { body: input.body.trim() } : {}),
  });
  await followedUp(scope, activity, () => applyChanges(scope, ActivityEntity, activity, { ...after, ...after.derived() }));
  const next = await settleLead(scope, lead, input, { done: true, plans: true });
  await scope.record('activity.completed', { type: 'lead', id: lead.id }, {
    activityId: id, activityType: activity.type, subject: activity.subject, outcome: activity.outcome, body: activity.body, ...next,
  });
}

/** Takes an activity out of the log; its event stays in the lead's timeline, without what was written. */
export async function deleteActivity(scope: Scope, id: string): Promise<void> {
  const { activity, lead } = await lockActivity(scope, id);
  const { isOpen, doneAt } = activity;
  await followedUp(scope, activity, () => applyChanges(scope, ActivityEntity, activity, { deletedAt: scope.now, deletedById: scope.actor.userId, isFollowUp: false }));
  if (isOpen) await settleLead(scope, lead, {}, { plans: true });
  if (doneAt) {
    const before = { ...lead };
    await applyChanges(scope, LeadEntity, lead, await workedOn(scope, lead.id));
    countChange(scope, before, lead);
  }
  await scope.record('activity.deleted', { type: 'lead', id: lead.id }, { activityId: id, activityType: activity.type, subject: activity.subject });
}

/** When a lead was first and last worked on, by what is left of it. */
async function workedOn({ rows, organizationId }: Scope, leadId: string): Promise<Pick<Lead, 'firstActionAt' | 'lastActivityAt'>> {
  const [times] = await rows<Pick<Lead, 'firstActionAt' | 'lastActivityAt'>>(
    `select min(done_at) as "firstActionAt", max(done_at) as "lastActivityAt" from activities
      where organization_id = $1 and lead_id = $2 and status = 'done' and deleted_at is null`, [organizationId, leadId]);
  return times!;
}

