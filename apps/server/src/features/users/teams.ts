import type { NewTeam, Team } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { expectVersion, isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { TeamNameTaken } from './user.errors.ts';

type TeamView = Static<typeof Team>;

/** The organization's teams by name, or the one asked for. Members are those who can sign in. */
export async function listTeams({ rows, organizationId }: Scope, id: string | null = null): Promise<TeamView[]> {
  return rows<TeamView>(
    `select t.id, t.name, t.version, (select count(*)::int from users u
        where u.organization_id = $1 and u.team_id = t.id and u.disabled_at is null) as members
       from teams t where t.organization_id = $1 and ($2::uuid is null or t.id = $2) order by lower(t.name), t.id`,
    [organizationId, id]);
}

async function teamView(scope: Scope, id: string): Promise<TeamView> {
  const [team] = await listTeams(scope, id);
  if (!team) throw new NotFound('team');
  return team;
}

/** Adds a team. Throws a 409 where the name is taken. */
export async function createTeam(scope: Scope, body: Static<typeof NewTeam>): Promise<TeamView> {
  const id = newId();
  const name = body.name.trim();
  const row = { organizationId: scope.organizationId, id, name, createdAt: scope.now };
  if (!await insertRow(scope, 'teams', row, { orNothing: true })) throw new TeamNameTaken(name);
  await scope.record('team.created', { type: 'team', id }, { name });
  return teamView(scope, id);
}

/** Renames a team. Throws a 404, a 409 where the name is taken, a 412. */
export async function renameTeam(scope: Scope, id: string, body: Static<typeof NewTeam>, ifMatch: number | null): Promise<TeamView> {
  const team = await lockTeam(scope, id);
  await expectVersion(team, ifMatch, () => teamView(scope, id));
  const changed = changedFields(team, { name: body.name.trim() });
  await writeChanges(scope, { table: 'teams', id, dated: false }, changed).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new TeamNameTaken(body.name.trim()) : error;
  });
  if (changed.name) await scope.record('team.updated', { type: 'team', id }, changed);
  return teamView(scope, id);
}

/** Removes a team; its people stay, without one. Throws a 404. */
export async function deleteTeam(scope: Scope, id: string): Promise<void> {
  const { rows, organizationId } = scope;
  const { name } = await lockTeam(scope, id);
  await rows(
    'update users set team_id = null, updated_at = $3, version = version + 1 where organization_id = $1 and team_id = $2',
    [organizationId, id, scope.now]);
  await rows('delete from teams where organization_id = $1 and id = $2', [organizationId, id]);
  await scope.record('team.deleted', { type: 'team', id }, { name });
}

async function lockTeam({ rows, organizationId }: Scope, id: string): Promise<{ name: string; version: number }> {
  const [team] = await rows<{ name: string; version: number }>(
    'select name, version from teams where organization_id = $1 and id = $2 for update', [organizationId, id]);
  if (!team) throw new NotFound('team');
  return team;
}
