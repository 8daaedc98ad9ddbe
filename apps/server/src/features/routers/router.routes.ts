import * as contract from '@lastmile/contracts';
import type { Static } from 'typebox';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, Refusal } from '../../core/problems.ts';
import { applyChanges, expectVersion, isForeignKeyViolation, isUniqueViolation, lockRecord } from '../../core/records.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { instant } from '../../core/sql.ts';
import { checkRouter } from './check-router.ts';
import { Router, RouterEntity, passwordContext } from './router.entity.ts';

class RouterNameTaken extends Refusal {
  constructor(name: string) {
    super({ status: 409, code: 'name_taken', detail: `There is already a router called “${name}”.`, errors: [{ pointer: '/name', detail: 'This name is taken.' }] });
  }
}

class RouterInUse extends Refusal {
  constructor() {
    super({ status: 409, code: 'router_in_use', detail: 'Subscribers have users on this router. Move or remove them first.' });
  }
}

const view = `r.id, r.name, r.host, r.port, r.tls, r.fingerprint, r.username, r.timeout_ms as "timeoutMs", r.attempts,
  ${instant('r.last_checked_at')} as "lastCheckedAt", r.last_check_ok as "lastCheckOk", r.last_check_message as "lastCheckMessage", r.profiles, r.in_maintenance as "inMaintenance",
  ${instant('r.created_at')} as "createdAt", r.version from routers r`;

async function routerView({ rows, organizationId }: Scope, id: string): Promise<contract.Router> {
  const [router] = await rows<contract.Router>(`select ${view} where r.organization_id = $1 and r.id = $2`, [organizationId, id]);
  if (!router) throw new NotFound('router');
  return router;
}

/** Pinning means one certificate, so it has to be said which. */
function refuseUnpinned({ tls, fingerprint }: Pick<Router, 'tls' | 'fingerprint'>): void {
  if (tls === 'pinned' && !fingerprint) {
    throw new InvalidFields([{ pointer: '/fingerprint', detail: 'Pinned TLS needs the SHA-256 fingerprint of the router’s certificate.' }]);
  }
}

async function create(scope: Scope, { sealer }: Services, body: Static<typeof contract.NewRouter>): Promise<contract.Router> {
  const { password, ...fields } = body;
  const router = Object.assign(new Router(), {
    fingerprint: null, timeoutMs: 5000, attempts: 3, ...fields,
    organizationId: scope.organizationId, id: newId(), lastCheckedAt: null, lastCheckOk: null, lastCheckMessage: null, profiles: [], pools: [], inMaintenance: false,
    createdAt: scope.now, updatedAt: scope.now, version: 1,
  });
  refuseUnpinned(router);
  router.sealedPassword = sealer.seal(password, passwordContext(router));
  await scope.tx.insert(RouterEntity, router).catch((error: unknown) => { throw isUniqueViolation(error) ? new RouterNameTaken(router.name) : error; });
  await scope.record('router.created', { type: 'router', id: router.id }, { name: router.name, host: router.host });
  return routerView(scope, router.id);
}

async function change(
  scope: Scope, { sealer }: Services, id: string, body: Static<typeof contract.RouterChanges>, ifMatch: number | null,
): Promise<contract.Router> {
  const router = await lockRecord(scope, RouterEntity, id, 'router');
  await expectVersion(router, ifMatch, () => routerView(scope, id));
  const { password, ...fields } = body;
  refuseUnpinned({ ...router, ...fields });
  const sealed = password === undefined ? {} : { sealedPassword: sealer.seal(password, passwordContext(router)) };
  const changed = await applyChanges(scope, RouterEntity, router, { ...fields, ...sealed }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new RouterNameTaken(fields.name ?? router.name) : error;
  });
  const { sealedPassword, ...news } = changed;
  if (Object.keys(changed).length > 0) await scope.record('router.updated', { type: 'router', id }, { ...news, ...(sealedPassword ? { password: 'changed' } : {}) });
  return routerView(scope, id);
}

async function remove(scope: Scope, id: string): Promise<Record<string, never>> {
  const router = await lockRecord(scope, RouterEntity, id, 'router');
  try {
    // Users that are gone from the router are history; they do not hold it.
    await scope.rows("delete from router_users where organization_id = $1 and router_id = $2 and state = 'removed'", [scope.organizationId, id]);
    await scope.rows('delete from routers where organization_id = $1 and id = $2', [scope.organizationId, id]);
  } catch (error) {
    throw isForeignKeyViolation(error) ? new RouterInUse() : error;
  }
  await scope.record('router.deleted', { type: 'router', id }, { name: router.name });
  return {};
}

export function routerRoutes({ on, free }: Routes, services: Services): void {
  on(contract.listRouters, async ({ rows, organizationId }) => ({
    data: await rows<contract.Router>(`select ${view} where r.organization_id = $1 order by r.name limit 200`, [organizationId]),
  }));
  on(contract.getRouter, (scope, { params }) => routerView(scope, params.id));
  on(contract.createRouter, (scope, { body }) => create(scope, services, body));
  on(contract.updateRouter, (scope, { params, body, ifMatch }) => change(scope, services, params.id, body, ifMatch));
  on(contract.deleteRouter, (scope, { params }) => remove(scope, params.id));
  free(contract.checkRouter, ({ identity, params }) => checkRouter(services, identity!.actor, params.id));
}
