import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { startRouterSimulator } from '@lastmile/routeros-simulator';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { createRouterTurns } from '../routers/index.ts';
import { reconcile, resumeConversions } from './reconcile.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offerId: string;
let made = 0;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  offerId = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '1000', downloadMbps: 20, uploadMbps: 10, routerProfile: 'home-20' })).body.id;
});
afterAll(() => server.stop());

const addRouter = async ({ host, port }: { host: string; port: number }): Promise<string> =>
  (await owner.post('/routers', { name: `Tower ${(made += 1)}`, host, port, tls: 'off', username: 'lastmile', password: 'secret', attempts: 1 })).body.id;

/** What a conversion that failed could not take off its router. */
async function leaveUser(routerId: string): Promise<void> {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(620_000 + made)}`, offerId });
  const request = { type: 'active_without_invoice', routerUser: { routerId, service: 'pppoe', username: `left-${made}` } };
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  const { body: { id } } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...request });
  await organization.inOrg(async ({ rows, organizationId }) => {
    await rows("update conversions set state = 'failed', clean_up_pending = true where organization_id = $1 and id = $2", [organizationId, id]);
    await rows("update router_users set state = 'removing' where organization_id = $1 and conversion_id = $2", [organizationId, id]);
  });
}
const left = async (routerId: string): Promise<number> => (await organization.inOrg(({ rows, organizationId }) =>
  rows("select 1 from router_users where organization_id = $1 and router_id = $2 and state = 'removing'", [organizationId, routerId]))).length;

test('a router that is gone keeps neither a start nor the users of other routers waiting, and is asked once', async () => {
  let asked = 0;
  const gone = createServer((socket) => { asked += 1; socket.destroy(); }).listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const simulator = await startRouterSimulator({ users: [{ name: 'lastmile', password: 'secret' }], profiles: ['home-20'] });
  try {
    const dead = await addRouter({ host: '127.0.0.1', port: (gone.address() as AddressInfo).port });
    const healthy = await addRouter(simulator);
    for (let count = 0; count < 4; count += 1) await leaveUser(dead);
    await leaveUser(healthy);

    await resumeConversions(server.services, { sinceStart: true });
    expect([asked, simulator.commands.length]).toEqual([0, 0]);

    await reconcile(server.services, createRouterTurns(server.services.databaseUrl));
    expect([asked, await left(dead), await left(healthy)]).toEqual([1, 4, 0]);

    await leaveUser(healthy);
    server.clock.advance(1000);
    await reconcile(server.services, createRouterTurns(server.services.databaseUrl));
    expect([asked, await left(dead), await left(healthy)]).toEqual([2, 4, 0]);
  } finally {
    gone.close();
    await simulator.close();
  }
});
