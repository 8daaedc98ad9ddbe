import type { Permission } from '@lastmile/contracts';
import { scopeOf, type Actor } from '../../core/actor.ts';
import { idList } from '../../core/id-list.ts';
import { nobody } from '../../core/ids.ts';
import { InvalidFields, NotAllowed } from '../../core/problems.ts';
import type { Lead } from './lead.entity.ts';
import { ClaimFirst } from './lead.errors.ts';

/**
 * Whose leads a permission reaches, as owner keys for a query; null for everybody's. Reading includes the unclaimed (D13). The system and
 * prospects are not restricted: no request of theirs names a lead.
 */
export function readableOwners(actor: Actor, permission: Permission = 'leads:read'): string[] | null {
  if (!actor.role) return null;
  const scope = scopeOf(actor, permission);
  if (scope === 'all') return null;
  return scope === 'team' ? [nobody, ...actor.teamUserIds] : [nobody, actor.userId ?? nobody];
}

/** S3-sec-c: only its owner works on a lead, the owner's team lead, or who reaches all; an unclaimed one is claimed first. */
export function writableOwners(actor: Actor, permission: Permission): string[] | null {
  if (!actor.role) return null;
  const scope = scopeOf(actor, permission);
  if (scope === 'all') return null;
  if (scope === 'team') return [nobody, ...actor.teamUserIds];
  return scope === 'own' && actor.userId ? [actor.userId] : [];
}

/** Throws {@link ClaimFirst} or {@link NotAllowed} unless the actor may do this to a lead of this owner. */
export function mayChange(actor: Actor, permission: Permission, lead: { number: string; ownerId: string | null }): void {
  const owners = writableOwners(actor, permission);
  if (!owners || owners.includes(lead.ownerId ?? nobody)) return;
  throw lead.ownerId === null && actor.grants['leads:claim'] ? new ClaimFirst(lead.number) : new NotAllowed('This lead belongs to somebody else.');
}

/**
 * Whoever works on a lead may write down that nobody is to write to them; who lifts it goes against what a person asked for, which is another permission.
 * Throws {@link NotAllowed}.
 */
export function refuseLifting(actor: Actor, lead: Pick<Lead, 'doNotContact' | 'ownerId'>, written: Partial<Lead>): void {
  if (written.doNotContact !== null || lead.doNotContact === null) return;
  const owners = writableOwners(actor, 'leads:allow-contact');
  if (owners && !owners.includes(lead.ownerId ?? nobody)) throw new NotAllowed('They asked not to be contacted. Lifting that takes a manager.');
}

/** The owners a filter leaves of those that may be seen; null where neither restricts. An empty list finds nothing. */
export function ownersWithin(readable: string[] | null, filter: string | undefined, pointer = '/query/ownerId'): string[] | null {
  if (filter === undefined) return readable;
  const asked = idList(filter, pointer).map((id) => (id === 'none' ? nobody : id));
  return readable ? asked.filter((id) => readable.includes(id)) : asked;
}

/** A score that somebody gave a reason for is not written over: the reason would stand beside another one. */
export function refuseOtherScore({ score, scoreOverridden }: Lead, written: Partial<Lead>): void {
  if (!scoreOverridden || written.score === undefined || written.score === score) return;
  throw new InvalidFields([{ pointer: '/score', detail: 'Somebody said this score and why. Say another one with a reason, or remove theirs.' }]);
}
