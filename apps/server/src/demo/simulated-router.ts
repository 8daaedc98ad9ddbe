import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { startRouterSimulator, type RouterSimulator } from '@lastmile/routeros-simulator';
import { systemActor } from '../core/actor.ts';
import type { Scope } from '../core/in-org.ts';
import type { Sealer } from '../core/seal.ts';
import type { Services } from '../core/services.ts';
import { markerOf, openRouterUserPassword } from '../features/router-users/index.ts';
import { RouterEntity, connectionTo, type Router } from '../features/routers/index.ts';
import { simulated } from './demo-routers.ts';
import { tausiProfiles } from './tausi-packages.ts';

/** Beside the usual API port, which somebody's own simulator may have. */
const preferredPort = 18_728;
const loopback = '127.0.0.1';

type Needs = Pick<Services, 'inOrg' | 'sealer' | 'config'>;

/**
 * Starts the simulated router of the demo organization where its registered row says it is, so the row is what
 * remembers the port; if something else took the port meanwhile, it moves and the row with it. What is on the router
 * stays in a file under DATA_DIR.  It belongs to the process that provisions, hence never to one with ROLE=web:
 * exactly that process has to reach it, and with web and worker in separate containers only a loopback address of its
 * own is near it. Null where there is nothing to simulate: the row was pointed at a router of somebody's own, or
 * removed.
 */
export async function startSimulatedRouter(
  services: Needs,
  organizationId: string,
  log: (line: string) => void,
): Promise<RouterSimulator | null> {
  const found = await services.inOrg(systemActor(organizationId), (scope) => routerOnIt(scope, services.sealer), {
    readOnly: true,
  });
  if (!found) return null;
  const { router, password, users } = found;
  const folder = path.join(services.config.dataDir, 'demo-routers');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const start = (port: number) =>
    startRouterSimulator({
      host: loopback,
      port,
      identity: simulated.identity,
      version: simulated.version,
      profiles: tausiProfiles,
      pools: { subscribers: '100.64.0.2-100.64.3.254', 'business-fixed': '10.20.0.10-10.20.0.99' },
      // Named by the row: after a reset of the database, a new demo does not inherit the old one's users.
      users: [{ name: router.username, password }],
      stateFile: path.join(folder, `${router.id}.json`),
    });
  const simulator = await start(router.port).catch((error: unknown) => {
    if (!isPortTaken(error)) throw error;
    log(`Port ${router.port} is taken, so the simulated router ${router.name} moves to another one.`);
    return start(0);
  });
  try {
    if (simulator.port !== router.port) await moveRow(services, router, simulator.port);
    putMissing(simulator, users);
  } catch (error) {
    await simulator.close();
    throw error;
  }
  return simulator;
}

interface UserOnRouter {
  id: string;
  username: string;
  sealedPassword: string;
  profile: string;
  conversionId: string;
  isEnabled: boolean;
}

async function routerOnIt({ rows, tx, organizationId }: Scope, sealer: Sealer) {
  const router: Router | null = await tx.findOneBy(RouterEntity, { organizationId, name: simulated.name });
  if (!router || router.host !== loopback) return null;
  const users = await rows<UserOnRouter>(
    `select id, username, sealed_password as "sealedPassword", profile, conversion_id as "conversionId", state = 'active' as "isEnabled"
       from router_users
      where organization_id = $1 and router_id = $2 and service = 'pppoe' and state in ('active', 'waiting', 'suspended')
        and conversion_id is not null`,
    [organizationId, router.id],
  );
  return {
    router,
    password: connectionTo(router, sealer).password,
    users: users.map((user) => ({
      ...user,
      password: openRouterUserPassword(sealer, organizationId, user.id, user.sealedPassword),
    })),
  };
}

/** Somebody typed it in at the PoP: what differs has something to show. */
const strangerOnRouter = { name: 'guest-office', password: 'welcome', profile: 'home-10m', service: 'pppoe', comment: 'Visitors, added by hand' };

/** A first start killed in between has users in the database that the router never got. */
function putMissing(simulator: RouterSimulator, users: readonly (UserOnRouter & { password: string })[]): void {
  const present = new Set(simulator.secrets.map(({ name }) => name));
  if (present.size === 0) simulator.insert('/ppp/secret', strangerOnRouter);
  for (const { username, password, profile, conversionId, isEnabled } of users) {
    if (!present.has(username))
      simulator.insert('/ppp/secret', {
        name: username,
        password,
        profile,
        service: 'pppoe',
        comment: markerOf(conversionId),
        disabled: String(!isEnabled),
      });
  }
}

async function moveRow({ inOrg }: Needs, { organizationId, id }: Router, port: number): Promise<void> {
  await inOrg(systemActor(organizationId), async (scope) => {
    await scope.rows(
      'update routers set port = $3, updated_at = $4, version = version + 1 where organization_id = $1 and id = $2',
      [organizationId, id, port, scope.now],
    );
    await scope.record('router.updated', { type: 'router', id }, { port: { to: port } });
  });
}

const isPortTaken = (error: unknown): boolean =>
  (error as { code?: string; cause?: { code?: string } }).code === 'EADDRINUSE' ||
  (error as { cause?: { code?: string } }).cause?.code === 'EADDRINUSE';

/** A free port for the router's row: the usual one of demos where nothing has it. */
export async function portForRouter(): Promise<number> {
  return await freePort(preferredPort).catch(() => freePort(0));
}

function freePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ host: loopback, port }, () => {
      const { port: free } = server.address() as { port: number };
      server.close(() => resolve(free));
    });
  });
}
