import type { InOrg } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import type { RouterPort, RouterSession } from '../../ports/router.ts';

/** The moment at which a worker dies: at a step, before the router hears of it or after it has answered and before that is noted. */
export interface Death { step: string; moment: 'before' | 'after' }

export class Died extends Error {}

/**
 * The services of a worker that dies at a moment: from then on nothing that it does reaches the database or a router, and what was not committed is not. As a
 * killed process is, told from the outside, without waiting for one to start.
 */
export function dyingServices(services: Services, { step, moment }: Death): Services & { isDead: () => boolean } {
  let dead = false;
  const die = () => {
    dead = true;
    throw new Died(`The worker died ${moment} ${step}.`);
  };
  const check = () => { if (dead) throw new Died('Nobody is there.'); };
  const isNote = (sql: string, values: readonly unknown[], state: string) => sql.startsWith('insert into conversion_steps') && values.includes(step) && values.includes(state);
  const inOrg: InOrg = async (actor, work, options) => {
    check();
    let noted = false;
    const result = await services.inOrg(actor, (scope) => work({
      ...scope,
      get tx() { return scope.tx; },
      rows: ((sql: string, values: readonly unknown[]) => {
        check();
        // Its last word is not committed.
        if (moment === 'after' && isNote(sql, values, 'done')) die();
        noted ||= isNote(sql, values, 'running');
        return scope.rows(sql, values);
      }) as typeof scope.rows,
    }), options);
    if (moment === 'before' && noted) die();
    return result;
  };
  const router: RouterPort = {
    withSession: (connection, work) => {
      check();
      return services.router.withSession(connection, (session) => work(new Proxy(session, {
        get: (target, name: keyof RouterSession) => (...given: unknown[]) => {
          check();
          return (target[name] as (...all: unknown[]) => unknown).apply(target, given);
        },
      })));
    },
  };
  return { ...services, inOrg, router, isDead: () => dead };
}
