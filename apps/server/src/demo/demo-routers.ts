import { randomBytes } from 'node:crypto';
import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import type { Sealer } from '../core/seal.ts';
import { passwordContext } from '../features/routers/router.entity.ts';
import { insertRows } from '../core/rows.ts';
import type { DemoRouter } from './won-leads.ts';

export const simulated = {
  name: 'Kilimani PoP 1',
  identity: 'Kilimani PoP 1',
  version: '7.19',
  username: 'lastmile',
} as const;

/**
 * Reserved for documentation (RFC 5737): no machine anywhere has it, so a check shows what an unreachable router
 * looks like.
 */
const nowhere = '192.0.2.10';

/** What the router is called that nobody reaches. */
export const unreachable = 'Karen PoP 2';

/** Registers the router that is simulated, and one that nobody reaches. Returns the first. */
export async function registerRouters(
  scope: Scope,
  sealer: Sealer,
  { port, profiles }: { port: number; profiles: readonly string[] },
): Promise<DemoRouter> {
  const { organizationId, now } = scope;
  const router = (name: string, fields: object) => {
    const id = newId();
    const sealedPassword = sealer.seal(randomBytes(18).toString('base64url'), passwordContext({ organizationId, id }));
    return {
      id,
      name,
      tls: 'off',
      username: simulated.username,
      sealedPassword,
      createdAt: now,
      updatedAt: now,
      ...fields,
    };
  };
  const rows = [
    router(simulated.name, {
      host: '127.0.0.1',
      port,
      timeoutMs: 5000,
      attempts: 3,
      lastCheckedAt: now,
      lastCheckOk: true,
      lastCheckMessage: `${simulated.identity}, RouterOS ${simulated.version} (stable)`,
      profiles,
      pools: [{ name: 'business-fixed', ranges: '10.20.0.10-10.20.0.99' }, { name: 'subscribers', ranges: '100.64.0.2-100.64.3.254' }],
    }),
    router(unreachable, {
      host: nowhere, port: 8728, timeoutMs: 2000, attempts: 1, profiles: [], pools: [],
      lastCheckedAt: new Date(now.getTime() - 3_600_000), lastCheckOk: false, lastCheckMessage: `${unreachable} did not answer within 2 seconds.`,
    }),
  ];
  await insertRows(scope, 'routers', rows);
  await insertRows(scope, 'address_pools', [{
    id: newId(), routerId: rows[0]!.id, name: 'business-fixed', kind: 'router', ranges: '10.20.0.10-10.20.0.99', position: 0, createdAt: now, updatedAt: now,
  }]);
  for (const { id, name } of rows) await scope.record('router.created', { type: 'router', id }, { name });
  return { id: rows[0]!.id, ...simulated };
}
