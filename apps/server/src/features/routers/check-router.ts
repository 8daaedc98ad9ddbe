import type { RouterCheck } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import { lockRecord } from '../../core/records.ts';
import type { Services } from '../../core/services.ts';
import { RouterProblem } from '../../ports/router.ts';
import { RouterEntity, connectionTo } from './router.entity.ts';

/** Reaches the router, signs in, reads what it is, and keeps what was found. The network is asked between two transactions. */
export async function checkRouter(
  { inOrg, router: port, sealer, clock }: Pick<Services, 'inOrg' | 'router' | 'sealer' | 'clock'>, actor: Actor, id: string,
): Promise<Static<typeof RouterCheck>> {
  const router = await inOrg(actor, (scope) => lockRecord(scope, RouterEntity, id, 'router'));
  const connection = connectionTo(router, sealer);
  const began = clock.now().getTime();
  const result = await port.withSession(connection, async (session) => ({ ...await session.identify(), pools: await session.pools() })).then(
    (found) => ({ reachable: true, latencyMs: clock.now().getTime() - began, ...found }),
    (error: unknown) => {
      if (!(error instanceof RouterProblem)) throw error;
      return { reachable: false, problem: { kind: error.kind, message: error.message } };
    });
  await inOrg(actor, (scope) => scope.rows(
    `update routers set last_checked_at = $3, last_check_ok = $4, last_check_message = $5, profiles = coalesce($6, profiles), pools = coalesce($7::jsonb, pools)
      where organization_id = $1 and id = $2`,
    [scope.organizationId, id, scope.now, result.reachable,
      'problem' in result ? result.problem.message : `${result.identity}, RouterOS ${result.version}`,
      'profiles' in result ? result.profiles : null, 'pools' in result ? JSON.stringify(result.pools) : null]));
  if (!('pools' in result)) return result;
  const { pools: _, ...found } = result;
  return found;
}
