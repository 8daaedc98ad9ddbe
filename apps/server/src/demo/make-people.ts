import type { Role } from '@lastmile/contracts';
import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { rememberEmail } from '../features/organizations/index.ts';
import { insertRows } from '../core/rows.ts';
import type { Person } from './happenings.ts';

export interface Colleague {
  name: string;
  email: string;
  role: Role;
  inTeam?: boolean;
}

/**
 * Adds people beside the owner, those in the team together in one; all with the owner's password. Returns them by
 * email.
 */
export async function makePeople(
  scope: Scope,
  { team, colleagues, passwordHash }: { team: string; colleagues: readonly Colleague[]; passwordHash: string },
): Promise<Map<string, Person>> {
  const { now } = scope;
  const teamId = newId();
  await insertRows(scope, 'teams', [{ id: teamId, name: team, createdAt: now }]);
  const people = colleagues.map((colleague) => ({ ...colleague, id: newId() }));
  await insertRows(
    scope,
    'users',
    people.map(({ id, name, email, role, inTeam }) => ({
      id,
      name,
      email,
      role,
      passwordHash,
      teamId: inTeam ? teamId : null,
      createdAt: now,
      updatedAt: now,
    })),
  );
  for (const { id, name, email, role } of people) {
    await rememberEmail(scope, email);
    await scope.record('user.created', { type: 'user', id }, { name, email, role });
  }
  return new Map(people.map(({ id, name, email }) => [email, { id, name }]));
}
