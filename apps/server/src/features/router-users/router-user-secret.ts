import { randomInt } from 'node:crypto';
import type { Sealer } from '../../core/seal.ts';

const secretContext = (organizationId: string, id: string) => `router-user/${organizationId}/${id}`;

/** Sealed for this router user alone: copied to another row it does not open. */
export const sealRouterUserPassword = (sealer: Sealer, organizationId: string, id: string, password: string): string =>
  sealer.seal(password, secretContext(organizationId, id));

export const openRouterUserPassword = (sealer: Sealer, organizationId: string, id: string, sealed: string): string =>
  sealer.open(sealed, secretContext(organizationId, id));

/** Without the letters and digits that are confused when read aloud over a phone. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten of 31 characters: 49 bits, typed by a technician on a phone. */
export const makePassword = (): string => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** What says on the router that a user is ours: the conversion that made it, or its own id where there was none. */
export const markerOf = (id: string): string => `lm:${id}`;
