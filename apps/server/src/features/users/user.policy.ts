import { grantsOf, permissions, type Role } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import { NotAllowed } from '../../core/problems.ts';

/**
 * Whoever makes a person, changes their role or gives them a password could then act as them; so nobody does it for a role that may do
 * more than they may themselves. This binds API tokens too: a token with few scopes does not make itself an owner. Throws a 403.
 */
export function refuseAbove({ role: own, grants }: Actor, role: Role): void {
  if (role === 'owner' && own !== 'owner') throw new NotAllowed('Only an owner can make or change owners.');
  const missing = permissions.find((permission) => grantsOf[role][permission] && !grants[permission]);
  if (missing) throw new NotAllowed(`A person with the role ${role} may do more than you: ${missing}.`);
}
