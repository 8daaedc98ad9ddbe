import { createActivity, type Activity as ActivityView, type NewActivity } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { applyChanges } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import type { Routes } from '../../core/routes.ts';
import { LeadEntity, dueSql, followUpColumns, lockLead, type Lead } from '../leads/index.ts';

/**
 * Logs what was done with a lead and, in the same breath, what comes next: a call with its outcome is one request. On a converted lead only
 * notes can be added (D27).
 */
async function logActivity(scope: Scope, input: NewActivity): Promise<Static<typeof ActivityView>> {
  const { organizationId, actor, now } = scope;
  const lead = await lockLead(scope, input.leadId, 'activities:write');
  if (input.type !== 'note') lead.mustBeChangeable();
  if (input.type === 'note' && !input.body?.trim()) {
    throw new InvalidFields([{ pointer: '/body', detail: 'Write what is to be noted.' }]);
  }
  const activity = {
    organizationId, id: newId(), leadId: lead.id, type: input.type, outcome: input.outcome ?? null, body: input.body?.trim() || null,
    isInternal: input.isInternal ?? true, doneAt: now, createdById: actor.userId, createdAt: now,
  };
  await insertRow(scope, 'activities', activity);
  const changed = await applyChanges(scope, LeadEntity, lead, {
    lastActivityAt: now,
    firstActionAt: lead.firstActionAt ?? now,
    ...await nextStep(scope, input, lead),
  });
  await scope.record('activity.logged', { type: 'lead', id: lead.id }, {
    activityId: activity.id, activityType: activity.type, outcome: activity.outcome, body: activity.body,
    ...(changed.followUpAt || changed.followUpNote ? { followUpAt: input.followUpAt ?? null, followUpNote: lead.followUpNote } : {}),
  });
  const [view] = await scope.rows<Static<typeof ActivityView>>(
    `select a.id, a.lead_id as "leadId", a.type, a.outcome, a.body, a.is_internal as "isInternal", a.done_at as "doneAt",
            a.created_by_id as "createdById", ${dueSql('l', '$3', '$4')} as "followUp", l.version as "leadVersion"
       from activities a join leads l on l.organization_id = $1 and l.id = a.lead_id where a.organization_id = $1 and a.id = $2`,
    [organizationId, activity.id, now, actor.timezone]);
  return { ...view!, doneAt: now.toISOString() };
}

/** Left out, the next step stays; naming a time without a note keeps no stale note beside it. */
async function nextStep(scope: Scope, { followUpAt, followUpNote }: NewActivity, lead: Lead): Promise<Partial<Lead>> {
  if (followUpAt === undefined && followUpNote === undefined) return {};
  lead.mustBeChangeable();
  const { timezone } = await organizationSettings(scope);
  return {
    ...(followUpAt === undefined ? {} : followUpColumns(followUpAt, scope.actor.role ? scope.actor.timezone : timezone)),
    followUpNote: followUpNote?.trim() || null,
  };
}

export function activityRoutes({ on }: Routes): void {
  on(createActivity, (scope, { body }) => logActivity(scope, body));
}
