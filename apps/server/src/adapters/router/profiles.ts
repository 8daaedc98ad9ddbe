import { RouterProblem } from '../../ports/router.ts';
import type { RouterService } from '../../ports/router.ts';
import type { Conversation } from './conversation.ts';
import { USER_MENUS } from './user-menus.ts';

// A problem message is read by a person: a few names help, two hundred do not.
const NAMES_SHOWN = 10;

/**
 * Makes sure that the router has a profile of exactly this name. It would itself take any prefix that only one
 * profile has, and so put a subscriber of "Gold" into "Gold 100M". Throws RouterProblem `ambiguous_profile`.
 */
export async function requireProfile(link: Conversation, service: RouterService, profile: string): Promise<void> {
  const names = await profileNames(link, service);
  if (names.includes(profile)) return;
  const similar = names.filter((name) => profile !== '' && name.startsWith(profile));
  const candidates = similar.length > 0 ? similar : names;
  const shown = candidates.slice(0, NAMES_SHOWN).map((name) => `"${name}"`).join(', ');
  const more = candidates.length > NAMES_SHOWN ? ` and ${candidates.length - NAMES_SHOWN} more` : '';
  throw new RouterProblem('ambiguous_profile', `${link.name} has no ${USER_MENUS[service].label} profile named exactly `
    + `"${profile}"; it has ${shown || 'none at all'}${more}.`, { permanent: true });
}

/** The names of all profiles of a service. Throws RouterProblem. */
export async function profileNames(link: Conversation, service: RouterService): Promise<string[]> {
  const { rows } = await link.send([`${USER_MENUS[service].profiles}/print`, '=.proplist=name'], 'reads');
  return rows.flatMap(({ name }) => (name === undefined ? [] : [name]));
}
