/** Servers with one fault each, made to see that the checks of the promises find it. */
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../app.ts';
import type { InOrg, Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';

/** The same organization's door, with a change to everything that goes through it. */
export const changedScope =
  (inOrg: InOrg, change: (scope: Scope) => Partial<Scope>): InOrg =>
  (actor, work, options) =>
    inOrg(
      actor,
      (scope) => {
        const { tx: _, ...plain } = Object.getOwnPropertyDescriptors(scope);
        // `tx` is read late, so that reads without entities cost nothing: copied as it is, not as what it gives.
        const copy = Object.defineProperties(
          {},
          { ...plain, tx: { get: () => scope.tx, enumerable: true, configurable: true } },
        ) as Scope;
        return work(Object.assign(copy, change(scope)));
      },
      options,
    );

/** Every statement is changed before it is run. */
export const changedStatements = (inOrg: InOrg, change: (sql: string) => string): InOrg =>
  changedScope(inOrg, ({ rows, rowsPlannedAnew, write }) => ({
    rows: (sql, values) => rows(change(sql), values),
    rowsPlannedAnew: (sql, values) => rowsPlannedAnew(change(sql), values),
    write: (sql, values) => write(change(sql), values),
  }));

/** Another server on the same database, whose work goes through this door. */
export async function mutantApp(services: Services, inOrg: InOrg): Promise<FastifyInstance> {
  const app = await createApp({ ...services, inOrg });
  await app.ready();
  return app;
}
