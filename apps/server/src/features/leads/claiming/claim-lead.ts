import { rolesThatHoldLeads } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { InvalidFields } from '../../../core/problems.ts';
import { applyChanges, expectVersion } from '../../../core/records.ts';
import { AlreadyClaimed, LeadClosed } from '../lead.errors.ts';
import { LeadEntity, type Lead } from '../lead.entity.ts';
import { countChange } from '../finding/lead-counts.ts';
import { leadView } from '../lead.view.ts';
import { lockAnyLead, lockLead } from '../lock-lead.ts';
import { stepsOfNewOwner } from '../next-step.ts';
import { refuseTooManyUntouched } from './untouched-leads.ts';
import { NotFound } from '../../../core/problems.ts';

/**
 * Takes an unclaimed lead (D15). The row's lock lets one through; the others learn who was faster. Throws {@link LeadClosed} for one that is won or
 * lost, and `TooManyUntouched` where the caller has to look after those they have first.
 */
export async function claimLead(scope: Scope, id: string): Promise<void> {
  const lead = await lockAnyLead(scope, id);
  if (lead.ownerId) throw await claimedBySomebody(scope, lead);
  lead.mustBeChangeable();
  if (!lead.isOpen) throw new LeadClosed(lead.label, lead.status);
  await refuseTooManyUntouched(scope, lead.pipelineId);
  await takeLead(scope, lead);
}

/** Gives a locked lead that is nobody's to the caller. */
export async function takeLead(scope: Scope, lead: Lead): Promise<void> {
  const { actor, now } = scope;
  await giveTo(scope, lead, actor.userId, now);
  await scope.record('lead.claimed', { type: 'lead', id: lead.id }, { ownerId: actor.userId, ownerName: actor.name });
}

async function claimedBySomebody({ rows, organizationId, actor }: Scope, lead: Lead): Promise<Error> {
  const [owner] = await rows<{ id: string; name: string }>(
    'select id, name from users where organization_id = $1 and id = $2', [organizationId, lead.ownerId]);
  // Claiming reaches unclaimed leads; that somebody has it is what the one who lost the race has to know.
  return owner && actor.role ? new AlreadyClaimed(owner) : new NotFound('lead');
}

/** Gives a lead to somebody, or with null back to the unclaimed. Whoever may do that decides: the cap of untouched leads is for those who claim. */
export async function assignLead(scope: Scope, id: string, ownerId: string | null, ifMatch: number | null): Promise<void> {
  const lead = await lockLead(scope, id, 'leads:assign');
  await expectVersion(lead, ifMatch, async () => JSON.parse((await leadView(scope, id)).text) as unknown);
  lead.mustBeChangeable();
  const from = lead.ownerId;
  const to = ownerId && await assignableUser(scope, ownerId);
  if (from === to) return;
  await giveTo(scope, lead, to, scope.now);
  const names = await scope.rows<{ id: string; name: string }>(
    'select id, name from users where organization_id = $1 and id = any ($2::uuid[])', [scope.organizationId, [from, to].filter(Boolean)]);
  const nameOf = (userId: string | null) => names.find((user) => user.id === userId)?.name ?? null;
  await scope.record('lead.assigned', { type: 'lead', id }, { from, to, fromName: nameOf(from), toName: nameOf(to) });
}

async function giveTo(scope: Scope, lead: Lead, ownerId: string | null, now: Date): Promise<void> {
  const before = { ...lead };
  await applyChanges(scope, LeadEntity, lead, { ownerId, assignedAt: ownerId ? now : null, ...await stepsOfNewOwner(scope, lead, ownerId) });
  countChange(scope, before, lead);
}

/** A person who can be given leads: here, not disabled, in a role that works on them, and within the reach of who gives. Throws a 422 otherwise. */
export async function assignableUser({ rows, organizationId, actor }: Scope, userId: string): Promise<string> {
  const [user] = await rows<{ id: string; holdsLeads: boolean }>(
    'select id, role = any ($3) as "holdsLeads" from users where organization_id = $1 and id = $2 and disabled_at is null', [organizationId, userId, rolesThatHoldLeads]);
  if (user && !user.holdsLeads) throw new InvalidFields([{ pointer: '/ownerId', detail: 'This person’s role does not work on leads.' }]);
  const withinReach = !actor.role || actor.grants['leads:assign'] === 'all' || actor.teamUserIds.includes(userId);
  if (!user || !withinReach) {
    throw new InvalidFields([{ pointer: '/ownerId', detail: user ? 'This person is not in your team.' : 'There is no such person here, or they are disabled.' }]);
  }
  return user.id;
}
