import { startRouterSimulator } from '@lastmile/routeros-simulator';
import type { RouterSimulator, RouterSimulatorOptions } from '@lastmile/routeros-simulator';
import { RouterProblem } from '../../../ports/router.ts';
import type { RouterConnection, RouterSession } from '../../../ports/router.ts';
import { routerOsAdapter } from '../index.ts';
import { connectionTo } from './fault-matrix.ts';
import { PROFILES } from './scenarios.ts';

const started: RouterSimulator[] = [];

/** A router with the profiles of the scenarios, our user, and `dim`, who may not see passwords. */
export async function start(options: RouterSimulatorOptions = {}): Promise<RouterSimulator> {
  const users = [{ name: 'lastmile', password: 'geheim-ß' }, { name: 'dim', password: '', group: 'blind' }];
  const groups = { blind: ['api', 'read', 'write'] as const };
  const router = await startRouterSimulator({ users, groups, profiles: PROFILES, ...options });
  started.push(router);
  return router;
}

/** Closes every router that was started; for `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(started.splice(0).map((router) => router.close()));
}

/** Does the work in a session on the router, whose own certificate is trusted. */
export function on<Result>(
  router: RouterSimulator, work: (session: RouterSession) => Promise<Result>, given?: Partial<RouterConnection>,
): Promise<Result> {
  const authorities = router.certificate ? [router.certificate.pem] : undefined;
  return routerOsAdapter({ authorities }).withSession(connectionTo(router, given), work);
}

/** The RouterProblem that the work must throw. */
export async function problemOf(work: Promise<unknown>): Promise<RouterProblem> {
  const problem = await work.then(() => 'no problem', (thrown: unknown) => thrown);
  expect(problem).toBeInstanceOf(RouterProblem);
  return problem as RouterProblem;
}

/** The commands on the router that can have changed it. */
export function writesOn(router: RouterSimulator): string[] {
  return router.commands.map(({ command }) => command).filter((command) => !/(print|login)$/.test(command));
}
