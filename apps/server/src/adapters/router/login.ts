import { createHash } from 'node:crypto';
import { RouterProblem } from '../../ports/router.ts';
import type { Conversation } from './conversation.ts';

/**
 * Logs in: plainly, or by the MD5 challenge that routers before 6.43 answer with. The library's own login miscounts
 * passwords outside ASCII. Throws RouterProblem `auth` for anything the router refuses.
 */
export async function logIn(link: Conversation, username: string, password: string): Promise<void> {
  try {
    const { result } = await link.send(['/login', `=name=${username}`, `=password=${password}`], 'reads');
    if (result !== null) await answerChallenge(link, username, password, result);
  } catch (problem) {
    if (!(problem instanceof RouterProblem) || !['trap', 'permission'].includes(problem.kind)) throw problem;
    throw new RouterProblem('auth', `${link.name} refused the login as "${username}". ${itsWords(problem)}`.trim(), {
      permanent: true, category: problem.category, cause: problem,
    });
  }
}

/** What the router said, without our own sentence before it. */
const itsWords = ({ message }: RouterProblem): string => message.slice(Math.max(0, message.indexOf('It said:')));

async function answerChallenge(
  link: Conversation, username: string, password: string, challenge: string,
): Promise<void> {
  const digest = createHash('md5')
    .update(Buffer.of(0))
    .update(password, 'utf8')
    .update(Buffer.from(challenge, 'hex'))
    .digest('hex');
  await link.send(['/login', `=name=${username}`, `=response=00${digest}`], 'reads');
}
