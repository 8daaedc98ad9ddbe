/**
 * What belongs to one customer is locked in one order (docs/decisions/0073-one-order-of-locks.md): two transactions about the same one meet at every statement of either, and
 * neither is ever the victim of a deadlock. Both are rolled back, so that every meeting is of the same world.
 */
import { systemActor } from '../core/actor.ts';
import type { Scope } from '../core/in-org.ts';
import { endConversion } from '../features/conversions/fail-conversion.ts';
import { finishConversion } from '../features/conversions/finish-conversion.ts';
import { whatToDo } from '../features/conversions/provision.ts';
import { noteRemoved } from '../features/conversions/reconcile.ts';
import { reopenLead } from '../features/conversions/reopen-lead.ts';
import { cancelConversion, retryConversion } from '../features/conversions/retry-conversion.ts';
import { skipStep } from '../features/conversions/skip-step.ts';
import { waitForRouter } from '../features/conversions/wait-for-router.ts';
import { askFor } from '../features/router-users/ask-router-operation.ts';
import { askForChange } from '../features/router-users/change-router-user.ts';
import { finishOperation } from '../features/router-users/run-router-operation.ts';
import { cancelOperation } from '../features/router-users/settle-operation.ts';
import { cancel, complete } from '../features/service-orders/work-on-service-order.ts';
import { RouterProblem } from '../ports/router.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { ConversionLab } from './testing/conversion-lab.ts';
import { changedScope } from './testing/mutants.ts';

type Work = (scope: Scope) => Promise<unknown>;
/** Ends a transaction that is not to be. */
class Undone extends Error {}

let server: TestServer;
let lab: ConversionLab;
beforeAll(async () => {
  server = await startTestServer({ databasePoolSize: 6 });
  lab = await ConversionLab.open(server);
}, 60_000);
afterAll(async () => {
  await lab?.close();
  await server?.stop();
});

const writes = /for update|^\s*(update|insert|delete)/i;

/** Runs it and takes it back. Counts how often it had to begin: more than once after a deadlock. `before` is asked ahead of each statement that may lock. */
async function undone(work: Work, before: (nth: number) => Promise<void> = async () => {}): Promise<{ begun: number; statements: number; problem: unknown }> {
  let [begun, statements] = [0, 0];
  let problem: unknown = null;
  const inOrg = changedScope(server.services.inOrg, ({ rows }) => ({
    rows: async (sql, values) => {
      if (writes.test(sql)) await before(begun > 1 ? -1 : (statements += 1));
      return rows(sql, values);
    },
  }));
  await inOrg(systemActor(lab.organization.organizationId), async (scope) => {
    begun += 1;
    await work(scope);
    throw new Undone();
  }).catch((error: unknown) => { problem = error instanceof Undone ? null : error; });
  return { begun, statements, problem };
}

/** `first` stops ahead of its nth statement until `second` is through or waits for it. */
async function meetAt(nth: number, first: Work, second: Work): Promise<{ begun: number; problems: unknown[] }> {
  let other: Promise<Awaited<ReturnType<typeof undone>>> | undefined;
  const one = await undone(first, async (at) => {
    if (at !== nth) return;
    other = undone(second);
    const isThrough = other.then(() => true);
    while (!await Promise.race([isThrough, somebodyWaits()])) { /* each look is a round trip */ }
  });
  const two = await other!;
  return { begun: Math.max(one.begun, two.begun), problems: [one.problem, two.problem].filter(Boolean) };
}

async function somebodyWaits(): Promise<boolean> {
  const found: unknown[] = await server.services.dataSource.query(
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`);
  return found.length > 0;
}

/** Every meeting of the two in which one of them had to begin anew. */
async function deadlocks(one: Work, other: Work): Promise<string[]> {
  const found: string[] = [];
  for (const [name, first, second] of [['first', one, other], ['second', other, one]] as const) {
    const { statements, problem } = await undone(first);
    expect(problem).toBeNull();
    for (let nth = 1; nth <= statements; nth += 1) {
      const { begun, problems } = await meetAt(nth, first, second);
      expect(problems).toEqual([]);
      if (begun > 1) found.push(`the ${name} at statement ${nth}`);
    }
  }
  return found;
}

const sql = (text: string, ...values: unknown[]) => lab.organization.inOrg(({ rows, organizationId }) => rows<{ id: string }>(text, [organizationId, ...values]));

/** A conversion that waits for its router. */
async function waiting(): Promise<string> {
  const { conversionId } = await lab.begin(await lab.prepare());
  await sql('update conversions set next_try_at = now() where organization_id = $1 and id = $2', conversionId);
  return conversionId;
}

/** One that failed and left something on the router. */
async function leftBehind() {
  const conversionId = await waiting();
  await sql(`update conversions set state = 'failed', next_try_at = null, clean_up_pending = true where organization_id = $1 and id = $2`, conversionId);
  const [user] = await sql(`update router_users set state = 'removing' where organization_id = $1 and conversion_id = $2 returning id`, conversionId);
  return { conversionId, user: { id: user!.id, conversionId, username: 'customer' } };
}

/** A subscriber whose order is open and whose router user is being suspended. */
async function beingSuspended() {
  const { conversionId, leadId } = await convertedOne();
  const [order] = await sql('select id from service_orders where organization_id = $1 and conversion_id = $2', conversionId);
  const [user] = await sql('select id from router_users where organization_id = $1 and conversion_id = $2', conversionId);
  const { body: { id: operationId } } = await lab.owner.post(`/router-users/${user!.id}/suspend`, { reason: 'Not paid' });
  await sql(`update router_operations set state = 'running' where organization_id = $1 and id = $2`, operationId);
  return { leadId, orderId: order!.id, userId: user!.id, operationId: operationId as string };
}

async function convertedOne() {
  const subject = await lab.begin(await lab.prepare());
  await lab.work(subject);
  return subject;
}

const reopen = (leadId: string): Work => (scope) => reopenLead(scope, leadId, { reason: 'They moved away' });
const finish = (operationId: string): Work => (scope) => finishOperation(scope, operationId);
const install = (orderId: string): Work => (scope) => complete(scope, orderId, { openItemsReason: 'Done before' });

test('a conversion that is cancelled, tried again or fails while its worker finishes it', async () => {
  const id = await waiting();
  expect(await deadlocks((scope) => cancelConversion(scope, id), (scope) => finishConversion(scope, id))).toEqual([]);
  expect(await deadlocks((scope) => endConversion(scope, { conversionId: id, routerName: 'Router' }, 'cancelled', 'clean'), (scope) => cancelConversion(scope, id))).toEqual([]);
  const silent = new RouterProblem('unreachable', 'Router does not answer.');
  await sql(`update conversions set gives_up_at = now() + interval '1 hour' where organization_id = $1 and id = $2`, id);
  expect(await deadlocks((scope) => cancelConversion(scope, id), (scope) => waitForRouter(scope, id, silent))).toEqual([]);
  await sql('update routers set in_maintenance = true where organization_id = $1 and id = (select router_id from router_users where conversion_id = $2)', id);
  expect(await deadlocks((scope) => cancelConversion(scope, id), (scope) => whatToDo(scope, server.services, id))).toEqual([]);
});

test('a conversion that is tried again, or its step left out, while what it left on the router goes', async () => {
  const { conversionId, user } = await leftBehind();
  const removed: Work = (scope) => noteRemoved(scope, user, 'Router');
  expect(await deadlocks((scope) => retryConversion(scope, conversionId), removed)).toEqual([]);
  expect(await deadlocks((scope) => skipStep(scope, conversionId, { step: 'clean_up', reason: 'Looked myself' }), removed)).toEqual([]);
});

test('a lead that is opened again while its order is worked on and its router user changed', async () => {
  const { leadId, orderId, operationId } = await beingSuspended();
  expect(await deadlocks(reopen(leadId), install(orderId))).toEqual([]);
  expect(await deadlocks(reopen(leadId), (scope) => cancel(scope, orderId, 'Not needed'))).toEqual([]);
  expect(await deadlocks(reopen(leadId), finish(operationId))).toEqual([]);
  expect(await deadlocks(install(orderId), finish(operationId))).toEqual([]);
});

test('a router user that is asked for something while something else of it ends', async () => {
  const { userId, operationId } = await beingSuspended();
  await sql(`update router_operations set state = 'failed' where organization_id = $1 and id = $2`, operationId);
  const cancelled: Work = (scope) => cancelOperation(scope, operationId);
  expect(await deadlocks((scope) => askFor(scope, userId, 'remove', 'Gone'), cancelled)).toEqual([]);
  expect(await deadlocks((scope) => askForChange(scope, server.services.sealer, userId, { ipAddress: '10.9.8.7' }), cancelled)).toEqual([]);
});

test('found where a worker does not take the lead before the conversion', async () => {
  const id = await waiting();
  const hasty: Work = (scope) => endConversion(
    { ...scope, rows: (text, values) => scope.rows(text.replace('for key share', ''), values) }, { conversionId: id, routerName: 'Router' }, 'cancelled', 'clean');
  expect(await deadlocks(hasty, (scope) => cancelConversion(scope, id))).not.toEqual([]);
});
