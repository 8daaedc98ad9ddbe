import { RouterProblem } from '../../ports/router.ts';
import type { RouterUserKey } from '../../ports/router.ts';
import type { Conversation } from './conversation.ts';
import { USER_MENUS } from './user-menus.ts';
import type { UserRow } from './user-menus.ts';

/** A user on the router that carries our marker. */
export interface OwnedUser {
  id: string;
  disabled: boolean;
  row: UserRow;
}

/** The users of one name: ours, if there is one, and how many belong to somebody else. */
export interface NameBearers {
  ours: OwnedUser | null;
  others: UserRow[];
}

/** Reads every user of exactly this name. Throws RouterProblem, also when two of them carry our marker. */
export async function bearersOf(link: Conversation, key: RouterUserKey): Promise<NameBearers> {
  const menu = USER_MENUS[key.service];
  const query = [`${menu.users}/print`, `=.proplist=${menu.properties.join(',')}`, `?name=${key.username}`];
  const { rows } = await link.send(query, 'reads');
  // The router is not trusted to compare as we do: a hotspot, for one, may have the name once per server.
  const named = rows.filter((row) => row.name === key.username);
  const ours = named.filter((row) => isMarked(row, key.marker));
  if (ours.length > 1) {
    throw new RouterProblem('conflict', `${link.name} has ${ours.length} ${menu.label}s "${key.username}" with the `
      + `comment "${key.marker}". Remove all but one of them.`, { permanent: true });
  }
  return { ours: ours[0] ? ownedUser(ours[0]) : null, others: named.filter((row) => !isMarked(row, key.marker)) };
}

/** Our user of this name, null if nobody has it. Throws RouterProblem `conflict` if only somebody else does. */
export async function findOurs(link: Conversation, key: RouterUserKey): Promise<OwnedUser | null> {
  const { ours, others: [other] } = await bearersOf(link, key);
  if (!ours && other) {
    const comment = other.comment ? `its comment is "${other.comment}"` : 'it has no comment';
    throw new RouterProblem('conflict', `${link.name} already has a ${USER_MENUS[key.service].label} `
      + `"${key.username}" that is not from this conversion (${comment}). It was left as it is.`, { permanent: true });
  }
  return ours;
}

/** Our user of this name. Throws RouterProblem `verify` if nobody has it, `conflict` if only somebody else does. */
export async function requireOurs(link: Conversation, key: RouterUserKey): Promise<OwnedUser> {
  const ours = await findOurs(link, key);
  if (ours) return ours;
  throw new RouterProblem('verify', `${link.name} has no ${USER_MENUS[key.service].label} "${key.username}".`);
}

// An administrator may have written something after our marker.
function isMarked(row: UserRow, marker: string): boolean {
  return row.comment === marker || row.comment?.startsWith(`${marker} `) === true;
}

function ownedUser(row: UserRow): OwnedUser {
  return { id: row['.id'] ?? '', disabled: row.disabled === 'true' || row.disabled === 'yes', row };
}
