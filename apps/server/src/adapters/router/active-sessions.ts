import { RouterProblem } from '../../ports/router.ts';
import type { RouterUserKey } from '../../ports/router.ts';
import type { Conversation } from './conversation.ts';
import { USER_MENUS } from './user-menus.ts';

/** Ends the sessions of a user, so that what was changed about it holds from now on. Throws RouterProblem. */
export async function endSessions(link: Conversation, { service, username }: RouterUserKey): Promise<void> {
  for (const { menu, nameProperty } of USER_MENUS[service].sessions) {
    const query = [`${menu}/print`, `=.proplist=.id,${nameProperty}`, `?${nameProperty}=${username}`];
    const { rows } = await link.send(query, 'reads');
    for (const { '.id': id, [nameProperty]: name } of rows) {
      if (id !== undefined && name === username) await endSession(link, menu, id);
    }
  }
}

async function endSession(link: Conversation, menu: string, id: string): Promise<void> {
  try {
    await link.send([`${menu}/remove`, `=.id=${id}`], 'writes');
  } catch (problem) {
    if (!(problem instanceof RouterProblem && problem.kind === 'trap')) throw problem;
    // The subscriber may have gone by itself; then there was nothing left to end.
    const { rows } = await link.send([`${menu}/print`, '=.proplist=.id', `?.id=${id}`], 'reads');
    if (rows.length > 0) throw problem;
  }
}
