import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { lockRecord } from '../../core/records.ts';
import { lockAnyLead, mayChange, readableOwners, type Lead } from '../leads/index.ts';
import { ActivityEntity, type Activity } from './activity.entity.ts';

/**
 * Locks an activity and, before it, its lead, for somebody who may change it: whose it is, or who works on the lead. Throws {@link NotFound} for one
 * on a lead they may not see, and `LeadLocked` for anything but a note on a converted lead (D27).
 */
export async function lockActivity(scope: Scope, id: string): Promise<{ activity: Activity; lead: Lead }> {
  const { rows, organizationId, actor } = scope;
  const [found] = await rows<{ leadId: string; ownerKey: string }>(
    `select a.lead_id as "leadId", l.owner_key as "ownerKey" from activities a
       join leads l on l.organization_id = $1 and l.id = a.lead_id and l.deleted_at is null
      where a.organization_id = $1 and a.id = $2 and a.deleted_at is null`, [organizationId, id]);
  const readable = readableOwners(actor);
  if (!found || (readable && !readable.includes(found.ownerKey))) throw new NotFound('activity');
  const lead = await lockAnyLead(scope, found.leadId);
  const activity = await lockRecord(scope, ActivityEntity, id, 'activity');
  const stillSeen = !readable || readable.includes(lead.ownerId ?? nobody);
  if (activity.deletedAt || !stillSeen) throw new NotFound('activity');
  if (!isOwn(scope, activity)) mayChange(actor, 'activities:write', { number: lead.label, ownerId: lead.ownerId });
  if (activity.type !== 'note') lead.mustBeChangeable();
  return { activity, lead };
}

const isOwn = ({ actor }: Scope, { createdById, doneById }: Activity): boolean =>
  actor.userId !== null && (createdById === actor.userId || doneById === actor.userId);
