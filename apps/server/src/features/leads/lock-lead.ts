import type { Permission } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { LeadEntity, type Lead } from './lead.entity.ts';
import { mayChange, readableOwners } from './lead.policy.ts';
import { missingLead } from './missing-lead.ts';

/**
 * Locks a lead until the end of the transaction, for somebody who may do `permission` to it. Throws {@link NotFound} for one they may not see,
 * and says so where they may see but not change it.
 */
export async function lockLead(scope: Scope, id: string, permission: Permission): Promise<Lead> {
  const lead = await lockAnyLead(scope, id);
  const readable = readableOwners(scope.actor);
  if (readable && !readable.includes(lead.ownerId ?? nobody)) throw new NotFound('lead');
  if (scope.actor.role) mayChange(scope.actor, permission, { number: lead.label, ownerId: lead.ownerId });
  return lead;
}

/** The same whoever acts: for the system. Says where a lead that was merged has gone. */
export async function lockAnyLead(scope: Scope, id: string, { deleted = false } = {}): Promise<Lead> {
  const { tx, rows, organizationId } = scope;
  const lead = await tx.createQueryBuilder(LeadEntity, 'l')
    .where('l.organizationId = :organizationId and l.id = :id', { organizationId, id })
    .setLock('pessimistic_write')
    .getOne();
  if (!lead || Boolean(lead.deletedAt) !== deleted || lead.mergedIntoId) throw await missingLead(scope, id);
  if (lead.conversionId) {
    const [conversion] = await rows<{ state: string }>(
      'select state from conversions where organization_id = $1 and id = $2', [organizationId, lead.conversionId]);
    lead.converting = conversion?.state === 'running';
  }
  return lead;
}
