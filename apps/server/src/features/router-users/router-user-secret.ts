import { randomInt } from 'node:crypto';
import { madeUpPassword, type PasswordRule } from '@lastmile/contracts';
import { InvalidFields } from '../../core/problems.ts';
import type { Sealer } from '../../core/seal.ts';

const secretContext = (organizationId: string, id: string) => `router-user/${organizationId}/${id}`;

/** Sealed for this router user alone: copied to another row it does not open. */
export const sealRouterUserPassword = (sealer: Sealer, organizationId: string, id: string, password: string): string =>
  sealer.seal(password, secretContext(organizationId, id));

export const openRouterUserPassword = (sealer: Sealer, organizationId: string, id: string, sealed: string): string =>
  sealer.open(sealed, secretContext(organizationId, id));

/** The password that was given, or one by the organization's rule. Throws a 422 where the rule is that people give one. */
export function passwordOr(given: string | undefined, rule: PasswordRule, pointer: string): string {
  const password = given ?? madeUpPassword(rule, (limit) => randomInt(limit));
  if (password === null) throw new InvalidFields([{ pointer, detail: 'Passwords are given by hand here: say one.' }]);
  return password;
}

/** What says on the router that a user is ours: the conversion that made it, or its own id where there was none. */
export const markerOf = (id: string): string => `lm:${id}`;
