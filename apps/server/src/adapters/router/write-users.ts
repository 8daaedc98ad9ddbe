import { RouterProblem } from '../../ports/router.ts';
import type { RouterUserKey, RouterUserSpec } from '../../ports/router.ts';
import { endSessions } from './active-sessions.ts';
import { assignedProfiles, assignProfile, removeAssigned } from './assigned-profiles.ts';
import type { ChangeTracker } from './change-tracker.ts';
import { differencesOf } from './differences.ts';
import { bearersOf, findOurs, requireOurs } from './owned-users.ts';
import type { OwnedUser } from './owned-users.ts';
import { requireProfile } from './profiles.ts';
import { USER_MENUS } from './user-menus.ts';

/** Makes the user, disabled, or adopts the one that an earlier try made. Throws RouterProblem. */
export async function addUser(link: ChangeTracker, spec: RouterUserSpec): Promise<{ id: string; adopted: boolean }> {
  const ours = await findOurs(link, spec);
  await requireProfile(link, spec.service, spec.profile);
  if (ours) return adopt(link, ours, spec);
  try {
    return await create(link, spec);
  } catch (problem) {
    if (!isTrap(problem)) throw problem;
    // Somebody may have made it between our look and our add; the wording would not say whose it is.
    const found = await findOurs(link, spec);
    if (!found) throw problem;
    return adopt(link, found, spec);
  }
}

async function create(link: ChangeTracker, spec: RouterUserSpec): Promise<{ id: string; adopted: false }> {
  const menu = USER_MENUS[spec.service];
  const { result } = await link.send([
    `${menu.users}/add`,
    `=name=${spec.username}`,
    `=password=${spec.password}`,
    `=comment=${spec.marker}`,
    '=disabled=yes',
    ...menu.fixedWords,
    ...(menu.hasProfile ? [`=profile=${spec.profile}`] : []),
    ...(spec.ipAddress === null ? [] : menu.addressWords(spec.ipAddress)),
  ], 'writes');
  const id = result ?? (await requireOurs(link, spec)).id;
  if (!menu.hasProfile) await assignOrTakeBack(link, spec);
  return { id, adopted: false };
}

// User Manager takes two steps. A refused second one leaves nothing; an unknown one is completed by the next add.
async function assignOrTakeBack(link: ChangeTracker, spec: RouterUserSpec): Promise<void> {
  try {
    await assignProfile(link, spec);
  } catch (problem) {
    if (!(problem instanceof RouterProblem) || problem.outcome === 'unknown') throw problem;
    // What keeps us from taking it back, mostly a dead connection, must not hide why we wanted to.
    const isGone = await removeUser(link, spec).then(() => true, () => false);
    if (isGone) link.takenBack();
    throw problem;
  }
}

async function adopt(
  link: ChangeTracker, ours: OwnedUser, spec: RouterUserSpec,
): Promise<{ id: string; adopted: true }> {
  const menu = USER_MENUS[spec.service];
  const differences = differencesOf(menu, ours.row, spec, 'differs');
  const words = differences.flatMap(({ change }) => (change.verb === 'set' ? change.words : []));
  if (words.length > 0) await link.send([`${menu.users}/set`, `=.id=${ours.id}`, ...words], 'writes');
  for (const { change } of differences) {
    if (change.verb === 'unset') {
      await link.send([`${menu.users}/unset`, `=.id=${ours.id}`, ...change.words], 'writes');
    }
  }
  const hasNewProfile = menu.hasProfile ? false : await assignProfile(link, spec);
  if (hasNewProfile || differences.some(({ livesInSession }) => livesInSession)) await endSessions(link, spec);
  return { id: ours.id, adopted: true };
}

/** Throws RouterProblem `verify` naming everything in which the user is not as the spec says. */
export async function verifyUser(link: ChangeTracker, spec: RouterUserSpec): Promise<void> {
  const menu = USER_MENUS[spec.service];
  const ours = await requireOurs(link, spec);
  const wrong = differencesOf(menu, ours.row, spec, 'agrees').map(({ description }) => description);
  if (!menu.hasProfile) {
    const assigned = (await assignedProfiles(link, spec.username)).map(({ profile }) => profile);
    if (assigned.length !== 1 || assigned[0] !== spec.profile) {
      wrong.push(`the assigned profiles are "${assigned.join('", "')}" instead of "${spec.profile}"`);
    }
  }
  if (wrong.length === 0) return;
  throw new RouterProblem('verify', `${link.name} has not kept the ${menu.label} "${spec.username}" as it was told: `
    + `${wrong.join('; ')}.`, { outcome: 'unknown' });
}

/** Enables or disables our user. Throws RouterProblem. */
export async function setDisabled(link: ChangeTracker, key: RouterUserKey, disabled: boolean): Promise<void> {
  const ours = await requireOurs(link, key);
  if (ours.disabled === disabled) return;
  const change = [`=.id=${ours.id}`, `=disabled=${disabled ? 'yes' : 'no'}`];
  await link.send([`${USER_MENUS[key.service].users}/set`, ...change], 'writes');
}

/**
 * Removes our user by its id, right after seeing our marker on it, and ends its session. The session goes first, while
 * a later try can still find the user, and the user is disabled before that, so that it does not dial in again.
 * Throws RouterProblem.
 */
export async function removeUser(link: ChangeTracker, key: RouterUserKey): Promise<'removed' | 'absent'> {
  const menu = USER_MENUS[key.service];
  const { ours, others } = await bearersOf(link, key);
  if (!ours) return 'absent';
  if (!ours.disabled) await link.send([`${menu.users}/set`, `=.id=${ours.id}`, '=disabled=yes'], 'writes');
  // With another user of the name, a session of that name may be theirs.
  if (others.length === 0) await endSessions(link, key);
  if (!menu.hasProfile) await removeAssigned(link, await assignedProfiles(link, key.username));
  try {
    await link.send([`${menu.users}/remove`, `=.id=${ours.id}`], 'writes');
  } catch (problem) {
    // Gone in between is as good as removed.
    if (!isTrap(problem) || (await bearersOf(link, key)).ours) throw problem;
  }
  return 'removed';
}

function isTrap(problem: unknown): problem is RouterProblem {
  return problem instanceof RouterProblem && problem.kind === 'trap';
}
