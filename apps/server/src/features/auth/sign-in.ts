import { grantsOf, type Role, type Session } from '@lastmile/contracts';
import { systemActor } from '../../core/actor.ts';
import { findByPassword } from '../../core/auth/index.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { organizationsOfEmail } from '../organizations/index.ts';
import { WrongCredentials } from './auth.errors.ts';
import { openSession, sessionView, type OpenedSession } from './session.ts';

export interface Credentials { email: string; password: string; remember: boolean }
/** Where somebody signs in from: the network, the device if it is known for this email, and what the browser calls itself. */
export interface Origin { address: string; device: string | null; userAgent: string }
export interface SignedIn { opened: OpenedSession; session: Session }

interface Candidate { organizationId: string; id: string; role: Role; passwordHash: string }

/**
 * Signs somebody in by email and password. Throws {@link WrongCredentials}, and a 429 while this source of failures is paused.
 */
export async function signIn(services: Services, { email, password, remember }: Credentials, origin: Origin): Promise<SignedIn> {
  const { throttle, inOrg } = services;
  const source = { email, address: origin.address, device: origin.device };
  await throttle.check(source);
  const person = await findByPassword(await candidates(services, email), password);
  if (!person) {
    await throttle.failed(source);
    throw new WrongCredentials();
  }
  const signedIn = await inOrg(systemActor(person.organizationId), async (scope) => {
    await refuseIfChanged(scope, person);
    const opened = await openSession(scope, { userId: person.id, remember, userAgent: origin.userAgent });
    return { opened, session: await sessionView(scope, person.id, grantsOf[person.role]) };
  });
  await throttle.succeeded(source);
  return signedIn;
}

/** Between the check and the session the password may have been changed, which ends every session: this one must not come after. */
async function refuseIfChanged({ rows, organizationId }: Scope, { id, passwordHash }: Candidate): Promise<void> {
  const unchanged = await rows(
    `select 1 from users where organization_id = $1 and id = $2 and password_hash = $3 and disabled_at is null for no key update`,
    [organizationId, id, passwordHash]);
  if (unchanged.length === 0) throw new WrongCredentials();
}

/** Everybody with this email who may sign in, one per organization. */
async function candidates({ dataSource, inOrg }: Services, email: string): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const organizationId of await organizationsOfEmail(dataSource, email)) {
    found.push(...await inOrg(systemActor(organizationId), ({ rows }) => rows<Candidate>(
      `select organization_id as "organizationId", id, role, password_hash as "passwordHash"
         from users where organization_id = $1 and email = $2 and disabled_at is null`, [organizationId, email]), { readOnly: true }));
  }
  return found;
}
