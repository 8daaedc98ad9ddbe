import type { Grants, Session, SignedInUser } from '@lastmile/contracts';
import { makeToken } from '../../core/auth/index.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotSignedIn } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { organizationView } from '../organizations/index.ts';

/** How long a session lasts: on one's own device, and where one does not want to be remembered. */
const lifetime = { remembered: 30 * 86_400, brief: 12 * 3600 };

export interface OpenedSession {
  token: string;
  /** Seconds the cookie is kept; null where it goes with the browser. */
  keptFor: number | null;
}

interface SessionRequest { userId: string; remember: boolean; userAgent: string }

/** Opens a session for a person of the scope's organization. Only the token's hash is kept. */
export async function openSession(scope: Scope, { userId, remember, userAgent }: SessionRequest): Promise<OpenedSession> {
  const { organizationId, now } = scope;
  const { token, hash } = makeToken('session', organizationId);
  const seconds = remember ? lifetime.remembered : lifetime.brief;
  await insertRow(scope, 'sessions', {
    organizationId, id: newId(), userId, tokenHash: hash, userAgent: userAgent.slice(0, 300),
    createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + seconds * 1000),
  });
  await scope.rows('update users set last_seen_at = $3 where organization_id = $1 and id = $2', [organizationId, userId, now]);
  return { token, keptFor: remember ? seconds : null };
}

/** Who is signed in, where, and what they may do. */
export async function sessionView(scope: Scope, userId: string, grants: Grants): Promise<Session> {
  const [user] = await scope.rows<SignedInUser>(
    'select id, name, email, phone, role, team_id as "teamId", timezone from users where organization_id = $1 and id = $2',
    [scope.organizationId, userId]);
  if (!user) throw new NotSignedIn();
  return { user, organization: await organizationView(scope), permissions: { ...grants } as Session['permissions'] };
}
