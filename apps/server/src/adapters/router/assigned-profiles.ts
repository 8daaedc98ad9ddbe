import type { RouterUserSpec } from '../../ports/router.ts';
import type { Conversation } from './conversation.ts';

const MENU = '/user-manager/user-profile';

/** A profile that User Manager has assigned to a user. */
export interface AssignedProfile {
  id: string;
  profile: string;
}

/** The profiles assigned to a User Manager user. Throws RouterProblem. */
export async function assignedProfiles(link: Conversation, username: string): Promise<AssignedProfile[]> {
  const { rows } = await link.send([`${MENU}/print`, '=.proplist=.id,user,profile', `?user=${username}`], 'reads');
  return rows
    .filter(({ user }) => user === username)
    .map(({ '.id': id = '', profile = '' }) => ({ id, profile }));
}

/**
 * Leaves the user with the profile of the spec and no other; says whether anything changed. The new one is assigned
 * before the old ones go, so that a failure between leaves the user with too much rather than nothing.
 */
export async function assignProfile(
  link: Conversation, { username, profile }: Pick<RouterUserSpec, 'username' | 'profile'>,
): Promise<boolean> {
  const assigned = await assignedProfiles(link, username);
  const [kept] = assigned.filter((one) => one.profile === profile);
  if (!kept) await link.send([`${MENU}/add`, `=user=${username}`, `=profile=${profile}`], 'writes');
  const unwanted = assigned.filter((one) => one !== kept);
  await removeAssigned(link, unwanted);
  return !kept || unwanted.length > 0;
}

/** Takes profiles away from the users they were assigned to. Throws RouterProblem. */
export async function removeAssigned(link: Conversation, profiles: readonly AssignedProfile[]): Promise<void> {
  for (const { id } of profiles) await link.send([`${MENU}/remove`, `=.id=${id}`], 'writes');
}
