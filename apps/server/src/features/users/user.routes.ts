import {
  createTeam, createUser, deleteTeam, getUser, listTeams, listUsers, updateTeam, updateUser,
} from '@lastmile/contracts';
import { hashPassword } from '../../core/auth/index.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { createTeam as addTeam, deleteTeam as removeTeam, listTeams as teams, renameTeam } from './teams.ts';
import { changeUser, createUser as addUser, listUsers as people, userView } from './users.ts';

export function userRoutes({ on }: Routes, { authenticator }: Pick<Services, 'authenticator'>): void {
  /** What is remembered of credentials carries role, team and time zone: it is looked up again after the commit. */
  const forgetCredentials = (scope: Scope) => scope.afterCommit(() => authenticator.forget(scope.organizationId));

  on(listUsers, (scope, { query }) => people(scope, query));
  on(getUser, (scope, { params }) => userView(scope, params.id));
  on(createUser, async (scope, { body }) => addUser(scope, body, await hashPassword(body.password)));
  on(updateUser, async (scope, { params, body, ifMatch }) => {
    forgetCredentials(scope);
    const passwordHash = body.password === undefined ? null : await hashPassword(body.password);
    return changeUser(scope, params.id, body, passwordHash, ifMatch);
  });

  on(listTeams, async (scope) => ({ data: await teams(scope) }));
  on(createTeam, (scope, { body }) => addTeam(scope, body));
  on(updateTeam, (scope, { params, body, ifMatch }) => renameTeam(scope, params.id, body, ifMatch));
  on(deleteTeam, async (scope, { params }) => {
    forgetCredentials(scope);
    await removeTeam(scope, params.id);
    return {};
  });
}
