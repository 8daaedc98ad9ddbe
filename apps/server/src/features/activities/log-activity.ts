import type { NewActivity } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { applyChanges, lockRecord } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { dateIn, endOfDay } from '../../core/zoned-time.ts';
import { beforePlanning, lockLead, momentOf, ownerTimezone, type Lead } from '../leads/index.ts';
import { Activity, ActivityEntity } from './activity.entity.ts';
import { assigneeOf } from './assignee.ts';
import { followedUp } from './followed-up.ts';
import { settleLead } from './settle-lead.ts';

/**
 * Writes down what was done with a lead and, in the same breath, what comes next: a call with its outcome is one request. Or plans what is to be
 * done. On a converted lead only notes can be added (D27). Returns the activity's id.
 */
export async function logActivity(scope: Scope, input: NewActivity): Promise<string> {
  const lead = await lockLead(scope, input.leadId, 'activities:write');
  if (input.type !== 'note') lead.mustBeChangeable();
  const activity = await newActivity(scope, lead, input);
  activity.mustMakeSense();
  return activity.isOpen ? planActivity(scope, lead, activity, input) : doneActivity(scope, lead, activity, input);
}

async function newActivity(scope: Scope, lead: Lead, input: NewActivity): Promise<Activity> {
  const { organizationId, actor, now } = scope;
  const status = input.status ?? 'done';
  const due = input.dueAt ? momentOf(input.dueAt, await ownerTimezone(scope, lead.ownerId), '/dueAt') : null;
  const activity = Object.assign(new Activity(), {
    organizationId, id: newId(), leadId: lead.id, type: input.type, status, outcome: input.outcome ?? null, subject: input.subject?.trim() || null,
    body: input.body?.trim() || null, priority: input.priority ?? null, isInternal: input.isInternal ?? true, dueAt: due?.at ?? null, dueOn: due?.on ?? null,
    isFollowUp: false, assigneeId: await assigneeOf(scope, lead, input.assigneeId ?? null), doneAt: status === 'done' ? now : null,
    doneById: status === 'done' ? actor.userId : null, searchText: '', createdById: actor.userId, createdAt: now, updatedAt: now,
    deletedAt: null, deletedById: null, version: 1,
  });
  return Object.assign(activity, activity.derived());
}

async function planActivity(scope: Scope, lead: Lead, activity: Activity, input: NewActivity): Promise<string> {
  await beforePlanning(scope, lead);
  await insertRow(scope, 'activities', activity);
  const next = await settleLead(scope, lead, input, { plans: true });
  await scope.record('activity.planned', { type: 'lead', id: lead.id }, {
    activityId: activity.id, activityType: activity.type, subject: activity.subject, dueAt: activity.dueOn ?? activity.dueAt,
    ...(activity.assigneeId ? { assigneeId: activity.assigneeId } : {}), ...next,
  });
  return activity.id;
}

async function doneActivity(scope: Scope, lead: Lead, activity: Activity, input: NewActivity): Promise<string> {
  const { outcome, body, subject } = activity;
  const planned = await plannedAs(scope, lead, activity.type);
  if (planned) {
    const after = Object.assign(new Activity(), planned, { ...planned.finish(scope.actor.userId, scope.now), outcome, body: body ?? planned.body, subject: subject ?? planned.subject });
    await followedUp(scope, planned, () => applyChanges(scope, ActivityEntity, planned, { ...after, ...after.derived() }));
  } else {
    await insertRow(scope, 'activities', activity);
  }
  const id = planned?.id ?? activity.id;
  const next = await settleLead(scope, lead, input, { done: true, plans: planned !== null });
  await scope.record('activity.logged', { type: 'lead', id: lead.id }, {
    activityId: id, activityType: activity.type, outcome, body, ...(planned?.subject ?? subject ? { subject: planned?.subject ?? subject } : {}), ...next,
  });
  return id;
}

/**
 * The lead's next step, locked, where it was planned as what is being logged and is due by the end of the day: a call that was planned for today is
 * the one that was made, and not one more. A task can be anything, and a note is nothing planned.
 */
async function plannedAs(scope: Scope, lead: Lead, type: NewActivity['type']): Promise<Activity | null> {
  if (!lead.followUpAt || !lead.nextActivityId || type === 'task' || type === 'note') return null;
  const timezone = await ownerTimezone(scope, lead.ownerId);
  if (lead.followUpAt > endOfDay(dateIn(timezone, scope.now), timezone)) return null;
  const step = await lockRecord(scope, ActivityEntity, lead.nextActivityId, 'activity');
  return step.type === type && !step.isFollowUp ? step : null;
}
