import type { FastifyInstance } from 'fastify';
import type { Role } from '@lastmile/contracts';
import { systemActor } from '../core/actor.ts';
import { hashPassword, makeToken, sessionCookie } from '../core/auth/index.ts';
import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { insertRow } from '../core/rows.ts';
import type { Services } from '../core/services.ts';
import { createOrganization, rememberEmail } from '../features/organizations/index.ts';
import { createClient, type Client } from './client.ts';

/** Everybody's password in tests. */
export const testPassword = 'correct horse battery';

export interface SignedInClient extends Client {
  user: { id: string; name: string; email: string; role: Role };
  /** The session, for requests that are made by other means. */
  cookies: { [name: string]: string };
}

export interface TestOrganization {
  organizationId: string;
  /** Who founded it. */
  owner: SignedInClient;
  /** A new person with this role, signed in. */
  signIn(role: Role, options?: { name?: string; teamId?: string }): Promise<SignedInClient>;
  /** The organization's data directly, as the system. */
  inOrg<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** What events of a type say, oldest first. The feed would wait for whatever transaction is under way in any database of the server. */
  eventsOf(type: string): Promise<{ id: string; changes: { [name: string]: unknown } }[]>;
}

let passwordHash: Promise<string> | undefined;
let made = 0;

/** A new organization with an owner and everything one begins with. */
export async function makeOrganization(app: FastifyInstance, services: Services, options: { name?: string } = {}): Promise<TestOrganization> {
  made += 1;
  const { name = `Fibre ${made}` } = options;
  const domain = `${newId()}.test`;
  const email = `owner@${domain}`;
  const { organizationId, ownerId } = await createOrganization(services, {
    name, country: 'KE', currency: 'KES', timezone: 'Africa/Nairobi', owner: { name: 'Olive Owner', email, password: testPassword },
  });
  const inOrg: TestOrganization['inOrg'] = (work) => services.inOrg(systemActor(organizationId, 'Africa/Nairobi'), work);

  async function signedIn(user: SignedInClient['user']): Promise<SignedInClient> {
    const { token, hash } = makeToken('session', organizationId);
    await inOrg((scope) => insertRow(scope, 'sessions', {
      organizationId, id: newId(), userId: user.id, tokenHash: hash, createdAt: scope.now, lastSeenAt: scope.now,
      expiresAt: new Date(scope.now.getTime() + 86_400_000),
    }));
    const cookies = { [sessionCookie]: token };
    return { ...createClient(app, { cookies }), user, cookies };
  }

  return {
    organizationId,
    inOrg,
    eventsOf: (type) => inOrg(({ rows }) => rows<{ id: string; changes: { [name: string]: unknown } }>(
      'select subject_id as id, changes from events where organization_id = $1 and type = $2 order by id', [organizationId, type])),
    owner: await signedIn({ id: ownerId, name: 'Olive Owner', email, role: 'owner' }),
    async signIn(role, { name: personName = `A ${role}`, teamId } = {}) {
      passwordHash ??= hashPassword(testPassword);
      const user = { id: newId(), name: personName, email: `${newId()}@${domain}`, role };
      const hash = await passwordHash;
      await inOrg(async (scope) => {
        await insertRow(scope, 'users', {
          organizationId, ...user, passwordHash: hash, teamId: teamId ?? null, createdAt: scope.now, updatedAt: scope.now,
        });
        await rememberEmail(scope, user.email);
      });
      return signedIn(user);
    },
  };
}
