import { setTimeout as delay } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import { notEnoughPermissions, runCommand } from './commands.ts';
import type { Outcome, Policy } from './commands.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { Login, loginRefused } from './login.ts';
import type { Accounts } from './login.ts';
import { encodeReply } from './replies.ts';
import type { ReplyStyle } from './replies.ts';
import { parseRequest } from './request.ts';
import type { Request } from './request.ts';
import type { Store } from './store.ts';
import { Trap } from './trap.ts';
import { encodeSentence, SentenceReader } from './words.ts';

/** What every connection to one simulated router shares. */
export interface Router extends ReplyStyle {
  store: Store;
  accounts: Accounts;
  faults: FaultPlan;
  /** Is told of every sentence that arrives. */
  heard: (words: readonly string[]) => void;
}

/** The ways a connection can end; a reset needs the TCP socket underneath TLS. */
export interface Line {
  stream: Duplex;
  close: () => void;
  reset: () => void;
}

// All of it reserved control bytes, then text, so that neither a length nor a word can be read from it.
const GARBAGE = Buffer.from(`${'\xff\xfe\xf9\xfc'.repeat(8)}garbage`, 'latin1');
const SLOW_MS = 300;
const LAST_BYTE_MS = 20;

/** Talks to one client until it goes, or a fault ends it. */
export function serve(router: Router, line: Line): void {
  const reader = new SentenceReader();
  const login = new Login(router.accounts);
  let policies: ReadonlySet<Policy> | null = null;
  let isDeaf = false;
  let earlier = Promise.resolve();

  line.stream.on('data', (chunk: Buffer) => {
    if (isDeaf) return;
    try {
      for (const words of reader.push(chunk)) earlier = earlier.then(() => handle(words));
    } catch {
      // Not the API, such as a TLS greeting on a plain port: a router hangs up on it.
      line.close();
    }
  });

  async function handle(words: readonly string[]): Promise<void> {
    if (isDeaf || line.stream.destroyed) return;
    router.heard(words);
    const request = parseRequest(words);
    const fault = router.faults.forCommand(request.command);
    if (fault && endsBeforeRunning(fault)) return;
    if (!policies && request.command !== '/login') return hangUp('not logged in');
    if (request.command === '/quit') return hangUp('session terminated on request');
    await send(request, answerTo(request, fault), fault);
  }

  function answerTo(request: Request, fault: Fault | null): Outcome | Trap {
    try {
      if (fault?.kind === 'permission') throw notEnoughPermissions();
      if (fault?.kind === 'wrong-password') throw loginRefused(router.version);
      if (request.command === '/login') return logIn(request);
      return runCommand(router.store, router.version, policies ?? new Set(), request);
    } catch (problem) {
      if (problem instanceof Trap) return problem;
      throw problem;
    }
  }

  function logIn({ attributes }: Request): Outcome {
    const step = login.attempt(attributes);
    if ('challenge' in step) return { result: step.challenge };
    policies = step.policies;
    return {};
  }

  function endsBeforeRunning({ kind }: Fault): boolean {
    if (kind === 'hang') isDeaf = true;
    else if (kind === 'reset') line.reset();
    else if (kind === 'dropped') line.close();
    else if (kind === 'fatal') hangUp('connection closed by the router');
    else return false;
    return true;
  }

  function hangUp(reason: string): void {
    line.stream.write(encodeSentence(['!fatal', reason]), line.close);
  }

  async function send(request: Request, answer: Outcome | Trap, fault: Fault | null): Promise<void> {
    const asked = fault?.kind === 'tag-missing' ? { ...request, tag: null } : request;
    const reply = encodeReply(router, asked, answer);
    switch (fault?.kind) {
      case 'reply-lost':
        line.close();
        return;
      case 'silent':
        return;
      case 'half-reply':
        isDeaf = true;
        write(reply.subarray(0, Math.floor(reply.length / 2)));
        return;
      case 'garbage':
        isDeaf = true;
        write(GARBAGE);
        return;
      case 'last-byte-late':
        write(reply.subarray(0, -1));
        await delay(fault.delayMs ?? LAST_BYTE_MS);
        write(reply.subarray(-1));
        return;
      case 'slow':
        await delay(fault.delayMs ?? SLOW_MS);
        write(reply);
        return;
      default:
        write(reply);
    }
  }

  function write(bytes: Buffer): void {
    if (!line.stream.destroyed) line.stream.write(bytes);
  }
}
