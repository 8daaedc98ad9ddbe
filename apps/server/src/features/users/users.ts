import type { NewUser, User, UserChanges } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { newId, nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { requirePhone } from '../../core/phone.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { expectVersion } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';
import { moveToTimezone } from '../leads/index.ts';
import { changedFields, isTimezone, rememberEmail, writeChanges } from '../organizations/index.ts';
import { EmailTaken, LastOwner } from './user.errors.ts';
import { refuseAbove } from './user.policy.ts';

const view = `
  u.id, u.name, u.email, u.phone, u.role, u.team_id as "teamId", u.timezone, ${instant('u.disabled_at')} as "disabledAt",
  ${instant(`greatest(u.last_seen_at, (select max(s.last_seen_at) from sessions s
    where s.organization_id = u.organization_id and s.user_id = u.id))`)} as "lastSeenAt",
  ${instant('u.created_at')} as "createdAt", u.version
  from users u`;

/** One person as the contract shows them. Throws a 404. */
export async function userView({ rows, organizationId }: Scope, id: string): Promise<User> {
  const [user] = await rows<User>(`select ${view} where u.organization_id = $1 and u.id = $2`, [organizationId, id]);
  if (!user) throw new NotFound('person');
  return user;
}

/** A page of people, by name. */
export async function listUsers({ rows, organizationId }: Scope, { limit = 50, cursor }: { limit?: number; cursor?: string }) {
  const [name, id] = cursor ? decodeCursor(cursor, ['text', 'uuid']) : ['', nobody];
  const found = await rows<User>(
    `select ${view} where u.organization_id = $1 and (lower(u.name), u.id) > ($2, $3::uuid) order by lower(u.name), u.id limit $4`,
    [organizationId, name, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: found.length > limit && last ? encodeCursor([last.name.toLowerCase(), last.id]) : null };
}

/** Adds a person. Throws a 409 where the organization has the email already, a 403 for a role above one's own. */
export async function createUser(scope: Scope, body: Static<typeof NewUser>, passwordHash: string): Promise<User> {
  const { organizationId, now } = scope;
  const { name, role, teamId = null, timezone = null } = body;
  refuseAbove(scope.actor, role);
  await refuseUnknown(scope, { teamId, timezone });
  const id = newId();
  const email = body.email.toLowerCase();
  const phone = await readPhone(scope, body.phone);
  const row = { organizationId, id, name: name.trim(), email, phone, passwordHash, role, teamId, timezone, createdAt: now, updatedAt: now };
  if (!await insertRow(scope, 'users', row, { orNothing: true })) throw new EmailTaken(email);
  await rememberEmail(scope, email);
  await scope.record('user.created', { type: 'user', id }, { name: row.name, email, role });
  return userView(scope, id);
}

interface StoredUser {
  id: string;
  name: string;
  phone: string | null;
  role: User['role'];
  teamId: string | null;
  timezone: string | null;
  disabledAt: Date | null;
  version: number;
}

/**
 * Changes a person. A new password, and disabling, end their sessions and API tokens in the same transaction.
 * Throws a 403 for somebody above oneself and a 409 where the organization would be left without an owner.
 */
export async function changeUser(
  scope: Scope, id: string, body: Static<typeof UserChanges>, passwordHash: string | null, ifMatch: number | null,
): Promise<User> {
  const { password: _, disabled, name, phone, ...others } = body;
  const { user, otherOwners } = await lockUser(scope, id);
  await expectVersion(user, ifMatch, () => userView(scope, id));
  refuseAbove(scope.actor, user.role);
  if (others.role) refuseAbove(scope.actor, others.role);
  const staysOwner = (others.role ?? user.role) === 'owner' && disabled !== true;
  if (user.role === 'owner' && !user.disabledAt && !staysOwner && otherOwners === 0) throw new LastOwner();
  await refuseUnknown(scope, others);
  const changed = changedFields(user, {
    ...others,
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(phone === undefined ? {} : { phone: await readPhone(scope, phone) }),
    ...(disabled === undefined || disabled === Boolean(user.disabledAt) ? {} : { disabledAt: disabled ? scope.now : null }),
  });
  const written = passwordHash ? { ...changed, passwordHash: { from: null, to: passwordHash } } : changed;
  await writeChanges(scope, { table: 'users', id, dated: true }, written);
  if (changed.timezone) await moveToTimezone(scope, id, others.timezone ?? (await organizationSettings(scope)).timezone);
  if (passwordHash || disabled) await endAccess(scope, id);
  if (Object.keys(written).length > 0) {
    const { disabledAt, ...told } = changed;
    await scope.record(disabledAt?.to ? 'user.disabled' : 'user.updated', { type: 'user', id }, {
      ...told,
      ...(disabledAt ? { disabled: { from: !disabledAt.to, to: Boolean(disabledAt.to) } } : {}),
      ...(passwordHash ? { password: 'changed' } : {}),
    });
  }
  return userView(scope, id);
}

/** What one may change of oneself. Throws a 422 for what is no phone number. */
export async function changeMe(scope: Scope, id: string, { phone }: { phone: string | null }): Promise<void> {
  const { user } = await lockUser(scope, id);
  const changed = changedFields(user, { phone: await readPhone(scope, phone) });
  await writeChanges(scope, { table: 'users', id, dated: true }, changed);
  if (Object.keys(changed).length > 0) await scope.record('user.updated', { type: 'user', id }, changed);
}

async function readPhone(scope: Scope, phone: string | null | undefined): Promise<string | null> {
  return phone ? requirePhone(phone, (await organizationSettings(scope)).country, '/phone') : null;
}

/** Locks the person together with all owners, in one order for everybody: two owners cannot demote each other at the same moment. */
async function lockUser({ rows, organizationId }: Scope, id: string): Promise<{ user: StoredUser; otherOwners: number }> {
  const locked = await rows<StoredUser>(
    `select id, name, phone, role, team_id as "teamId", timezone, disabled_at as "disabledAt", version from users
      where organization_id = $1 and (id = $2 or (role = 'owner' and disabled_at is null)) order by id for update`,
    [organizationId, id]);
  const user = locked.find((one) => one.id === id.toLowerCase());
  if (!user) throw new NotFound('person');
  return { user, otherOwners: locked.filter((one) => one !== user && one.role === 'owner' && !one.disabledAt).length };
}

/** Withdraws everything the person could come in with. */
async function endAccess({ rows, organizationId }: Scope, userId: string): Promise<void> {
  await rows('delete from sessions where organization_id = $1 and user_id = $2', [organizationId, userId]);
  await rows('delete from api_tokens where organization_id = $1 and user_id = $2', [organizationId, userId]);
}

async function refuseUnknown(
  { rows, organizationId }: Scope, { teamId, timezone }: { teamId?: string | null; timezone?: string | null },
): Promise<void> {
  if (timezone && !isTimezone(timezone)) {
    throw new InvalidFields([{ pointer: '/timezone', detail: `${timezone} is not a time zone; expected a name such as Africa/Nairobi.` }]);
  }
  if (!teamId) return;
  const found = await rows('select 1 from teams where organization_id = $1 and id = $2 for key share', [organizationId, teamId]);
  if (found.length === 0) throw new InvalidFields([{ pointer: '/teamId', detail: 'There is no such team.' }]);
}
