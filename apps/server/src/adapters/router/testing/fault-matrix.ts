import { startRouterSimulator } from '@lastmile/routeros-simulator';
import type { Fault, FaultKind, RouterSimulator, RouterSimulatorOptions } from '@lastmile/routeros-simulator';
import { RouterProblem } from '../../../ports/router.ts';
import type { RouterConnection, RouterPort, RouterProblemKind } from '../../../ports/router.ts';
import { PROFILES, putStranger } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

/** For what must time out: short, because the case waits for it. */
const SHORT_MS = 250;
/** For what must not: a busy machine may take its time. */
const LONG_MS = 5000;
/** What a deadline may be overrun by, on a busy machine. */
const MARGIN_MS = 2000;
/** All cases at once would make a busy machine miss deadlines for no fault of the adapter. */
const CASES_AT_ONCE = 16;

/** What each fault on a command must be told as; null where the operation must succeed in spite of it. */
const EXPECTED: Readonly<Record<Exclude<FaultKind, 'refuse' | 'wrong-password'>, RouterProblemKind | null>> = {
  'hang': 'timeout',
  'reset': 'unreachable',
  'permission': 'permission',
  'slow': null,
  'reply-lost': 'unreachable',
  'silent': 'timeout',
  'dropped': 'unreachable',
  'half-reply': 'timeout',
  'garbage': 'unreachable',
  'fatal': 'unreachable',
  'last-byte-late': null,
  'tag-missing': null,
};

interface Case {
  scenario: Scenario;
  fault: Fault;
  expected: RouterProblemKind | null;
}

/**
 * Runs an operation under every fault on every command that it sends, each on a router of its own, and then again
 * without the fault. Gives a line for everything that is wrong; none if all is well.
 */
export async function findWrongs(
  port: RouterPort, scenario: Scenario, options: RouterSimulatorOptions = {},
): Promise<{ cases: number; wrongs: string[] }> {
  const cases = await casesOf(scenario, options);
  const wrongs: string[] = [];
  // The workers share one iterator, so each case is taken once.
  const queue = cases.values();
  await Promise.all(Array.from({ length: CASES_AT_ONCE }, async () => {
    for (const one of queue) wrongs.push(...await wrongsOf(port, one, options));
  }));
  return { cases: cases.length, wrongs };
}

// The commands are those that the real adapter's operation sends when nothing is wrong.
async function casesOf(scenario: Scenario, options: RouterSimulatorOptions): Promise<Case[]> {
  const { routerOsAdapter } = await import('../routeros-adapter.ts');
  const router = await preparedRouter(scenario, options);
  await routerOsAdapter().withSession(connectionTo(router), scenario.run);
  const commands = [...new Set(router.commands.map(({ command }) => command))];
  await router.close();
  const onConnection: Case[] = [
    { scenario, fault: { kind: 'refuse' }, expected: 'unreachable' },
    { scenario, fault: { kind: 'hang', times: 1 }, expected: 'timeout' },
    { scenario, fault: { kind: 'reset', times: 1 }, expected: 'unreachable' },
    { scenario, fault: { kind: 'wrong-password', times: 1 }, expected: 'auth' },
  ];
  return [...onConnection, ...commands.flatMap((command) => casesOn(scenario, command))];
}

function casesOn(scenario: Scenario, command: string): Case[] {
  const cases = Object.entries(EXPECTED).map(([kind, expected]): Case => {
    const isLoginRefused = kind === 'permission' && command === '/login';
    const fault: Fault = { kind: kind as FaultKind, command, times: 1, delayMs: 30 };
    return { scenario, fault, expected: isLoginRefused ? 'auth' : expected };
  });
  const tooSlow: Fault = { kind: 'slow', command, times: 1, delayMs: SHORT_MS * 2 };
  return [...cases, { scenario, fault: tooSlow, expected: 'timeout' }];
}

async function wrongsOf(
  port: RouterPort, { scenario, fault, expected }: Case, options: RouterSimulatorOptions,
): Promise<string[]> {
  const { service, operation, run, verify } = scenario;
  const router = await preparedRouter(scenario, options);
  const wrongs: string[] = [];
  const wrong = (what: string): void => {
    const kind = fault.kind === 'slow' ? `slow by ${fault.delayMs} ms` : fault.kind;
    wrongs.push(`${service} ${operation}, ${kind} on ${fault.command ?? 'connecting'}: ${what}`);
  };
  const strangers = strangersOn(router);
  const before = configurationOf(router);

  await router.faults.set(fault);
  const timeoutMs = expected === 'timeout' ? SHORT_MS : LONG_MS;
  const attempt = problemOf(port.withSession(connectionTo(router, { timeoutMs }), run));
  const problem = await within(timeoutMs + MARGIN_MS, attempt);
  if (problem === LATE) wrong('did not settle within its deadline');
  else if (problem === null ? expected !== null : !(problem instanceof RouterProblem && problem.kind === expected)) {
    wrong(`expected ${expected ?? 'success'}, got ${describe(problem)}`);
  }
  if (await within(MARGIN_MS, router.idle()) === LATE) wrong('left a socket open');
  if (problem instanceof RouterProblem && problem.outcome === 'not_done' && configurationOf(router) !== before) {
    wrong('said "not done", but the router was changed');
  }

  await router.faults.clear();
  const again = await problemOf(port.withSession(connectionTo(router), run));
  if (again !== null) wrong(`trying again failed: ${describe(again)}`);
  try {
    verify(router);
  } catch (difference) {
    wrong(`after trying again: ${(difference as Error).message}`);
  }
  if (strangersOn(router) !== strangers) wrong("touched somebody else's user");
  await router.close();
  return wrongs;
}

/** A router as a scenario begins with it. */
async function preparedRouter(scenario: Scenario, options: RouterSimulatorOptions): Promise<RouterSimulator> {
  const users = [{ name: 'lastmile', password: 'geheim-ß' }];
  const router = await startRouterSimulator({ users, profiles: PROFILES, ...options });
  putStranger(router, scenario.service);
  scenario.prepare(router);
  return router;
}

/** How the tests reach a simulated router. */
export function connectionTo(router: RouterSimulator, given: Partial<RouterConnection> = {}): RouterConnection {
  return {
    host: router.host, port: router.port, tls: 'off', fingerprint: null,
    username: 'lastmile', password: 'geheim-ß', timeoutMs: LONG_MS, ...given,
  };
}

const MENUS = ['/ppp/secret', '/ip/hotspot/user', '/user-manager/user', '/user-manager/user-profile'];
const SESSIONS = ['/ppp/active', '/ip/hotspot/active'];

function configurationOf(router: RouterSimulator): string {
  return JSON.stringify([...MENUS, ...SESSIONS].map((menu) => router.rows(menu)));
}

function strangersOn(router: RouterSimulator): string {
  const rows = [...MENUS, ...SESSIONS].flatMap((menu) => router.rows(menu));
  return JSON.stringify(rows.filter(({ name }) => name === 'Żółć'));
}

/** What the work throws, null if it does not. */
function problemOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(() => null, (problem: unknown) => problem);
}

const LATE = Symbol('late');

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | typeof LATE> {
  const { promise, resolve } = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => resolve(LATE), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function describe(problem: unknown): string {
  if (problem === null) return 'success';
  return problem instanceof RouterProblem ? `${problem.kind} (${problem.message})` : String(problem);
}
