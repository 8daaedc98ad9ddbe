import { RouterProblem } from '../../ports/router.ts';
import type { ListedUser, RouterService, RouterUserKey } from '../../ports/router.ts';
import type { Conversation } from './conversation.ts';
import { bearersOf } from './owned-users.ts';
import { USER_MENUS, type UserRow } from './user-menus.ts';

const services: readonly RouterService[] = ['pppoe', 'hotspot', 'user_manager'];
/** RouterOS brings it and makes it anew. */
const builtIn = 'default-trial';

/** Every user of every service that the router has. Throws RouterProblem. */
export async function listUsers(link: Conversation): Promise<ListedUser[]> {
  const listed: ListedUser[] = [];
  for (const service of services) listed.push(...await usersOf(link, service));
  return listed;
}

async function usersOf(link: Conversation, service: RouterService): Promise<ListedUser[]> {
  const menu = USER_MENUS[service];
  let rows: readonly UserRow[];
  try {
    ({ rows } = await link.send([`${menu.users}/print`, `=.proplist=${menu.properties.join(',')}`], 'reads'));
  } catch (problem) {
    // Hotspot and User Manager are packages that a router may not have.
    if (service !== 'pppoe' && problem instanceof RouterProblem && problem.kind === 'trap') return [];
    throw problem;
  }
  const profiles = menu.hasProfile || rows.length === 0 ? null : await assignedToAll(link);
  return rows
    .filter(({ name, service: of }) => name !== undefined && name !== '' && name !== builtIn && (service !== 'pppoe' || of === undefined || of === 'pppoe' || of === 'any'))
    .map((row) => listedUser(service, row, profiles ? profiles.get(row.name!) ?? null : row.profile ?? null));
}

async function assignedToAll(link: Conversation): Promise<Map<string, string>> {
  const { rows } = await link.send(['/user-manager/user-profile/print', '=.proplist=user,profile'], 'reads');
  return new Map(rows.flatMap(({ user, profile }) => (user && profile ? [[user, profile] as const] : [])));
}

function listedUser(service: RouterService, row: UserRow, profile: string | null): ListedUser {
  const isHidden = row.password === undefined || /^\*+$/.test(row.password);
  return {
    service, username: row.name!, profile, ipAddress: USER_MENUS[service].addressOf(row), isDisabled: row.disabled === 'true' || row.disabled === 'yes',
    comment: row.comment ?? '', password: isHidden ? null : row.password!,
  };
}

/** Marks somebody's user as ours, where it is the only one of its name and its comment is still the expected one. Throws RouterProblem `conflict` otherwise. */
export async function claimUser(link: Conversation, key: RouterUserKey, expectedComment: string): Promise<void> {
  const { ours, others } = await bearersOf(link, key);
  if (ours && others.length === 0) return;
  const [other] = others;
  if (ours || !other || others.length > 1 || (other.comment ?? '') !== expectedComment) {
    throw new RouterProblem('conflict', `"${key.username}" on ${link.name} is not as it was when it was looked at. Compare again.`, { permanent: true });
  }
  await link.send([`${USER_MENUS[key.service].users}/set`, `=.id=${other['.id'] ?? ''}`, `=comment=${key.marker}`], 'writes');
}
