import { nobody } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import { NotFound } from '../../../core/problems.ts';
import { applyChanges } from '../../../core/records.ts';
import { DuplicateLead } from '../lead.errors.ts';
import { LeadEntity } from '../lead.entity.ts';
import { countGone } from '../finding/lead-counts.ts';
import { derivedFields } from './lead-fields.ts';
import { findOpenLeadByPhone } from './duplicates.ts';
import { mayChange, readableOwners } from '../lead.policy.ts';
import { lockAnyLead, lockLead } from '../lock-lead.ts';

/** D14: a lead is hidden, with everything on it, and can be restored. Throws `LeadLocked` for a converted one. */
export async function deleteLead(scope: Scope, id: string): Promise<void> {
  const lead = await lockLead(scope, id, 'leads:delete');
  lead.mustBeChangeable();
  countGone(scope, -1, lead);
  await applyChanges(scope, LeadEntity, lead, { deletedAt: scope.now, deletedById: scope.actor.userId, uniquePhone: null });
  await scope.record('lead.deleted', { type: 'lead', id }, { title: lead.title });
}

/** Brings it back where it was. Throws {@link DuplicateLead} where its phone has meanwhile gone to another open lead. */
export async function restoreLead(scope: Scope, id: string): Promise<void> {
  const lead = await lockAnyLead(scope, id, { deleted: true });
  const readable = readableOwners(scope.actor);
  if (readable && !readable.includes(lead.ownerId ?? nobody)) throw new NotFound('lead');
  mayChange(scope.actor, 'leads:delete', { number: lead.label, ownerId: lead.ownerId });
  lead.deletedAt = null;
  const { uniquePhone } = await derivedFields(scope, lead);
  const other = uniquePhone && await findOpenLeadByPhone(scope, uniquePhone, id);
  if (other) throw new DuplicateLead(other);
  lead.deletedAt = scope.now;
  await applyChanges(scope, LeadEntity, lead, { deletedAt: null, deletedById: null, uniquePhone });
  countGone(scope, 1, lead);
  await scope.record('lead.restored', { type: 'lead', id }, { title: lead.title });
}
