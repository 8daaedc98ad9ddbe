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
  team?: string;
}

/**
 * Adds people beside the owner, and the teams they are in; all with the owner's password. Returns them by
 * email.
 */
export async function makePeople(
  scope: Scope,
  { colleagues, passwordHash }: { colleagues: readonly Colleague[]; passwordHash: string },
): Promise<Map<string, Person>> {
  const { now } = scope;
  const teams = new Map(colleagues.flatMap(({ team }) => (team ? [[team, newId()]] : [])));
  await insertRows(scope, 'teams', [...teams].map(([name, id]) => ({ id, name, createdAt: now })));
  const people = colleagues.map((colleague) => ({ ...colleague, id: newId() }));
  await insertRows(
    scope,
    'users',
    people.map(({ id, name, email, role, team }) => ({
      id,
      name,
      email,
      role,
      passwordHash,
      teamId: team ? teams.get(team) : null,
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
