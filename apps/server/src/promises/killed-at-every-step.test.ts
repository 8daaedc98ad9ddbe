import { FAULTS, type Fault, type FaultKind } from '@lastmile/routeros-simulator';
import { reconcile } from '../features/conversions/reconcile.ts';
import { createRouterTurns } from '../features/routers/index.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { ConversionLab, type EndState } from './testing/conversion-lab.ts';
import { Died, dyingServices, type Death } from './testing/dying-worker.ts';

/** P4, the whole table: every fault of the router × every step at which the worker dies, waiting for a dead router or not. */
let server: TestServer;
let lab: ConversionLab;
beforeAll(async () => {
  server = await startTestServer({ databasePoolSize: 16 });
  lab = await ConversionLab.open(server);
}, 60_000);
afterAll(async () => {
  await lab.close();
  await server.stop();
});

const isLong = process.env.LASTMILE_LONG === '1';
const steps = ['connect', 'look_up', 'add', 'read_back', 'enable', 'records', 'clean_up'] as const;
const deaths: Death[] = steps.flatMap((step) => [{ step, moment: 'before' as const }, { step, moment: 'after' as const }])
  // Records are made in the transaction that notes them: there is no moment before it.
  .filter(({ step, moment }) => step !== 'records' || moment === 'after');
/** What each step says to the router last. */
const commands = ['/system/resource/print', '/ppp/secret/print', '/ppp/secret/add', '/ppp/secret/set', '/ppp/secret/remove'] as const;
const kinds = (Object.keys(FAULTS) as FaultKind[]).filter((kind) => kind !== 'refuse' && kind !== 'wrong-password');
/** The short run asks what differs in kind: lost after it was done, dropped before, refused for good. */
const short: readonly Fault[] = [
  { kind: 'refuse' }, { kind: 'reply-lost', command: '/ppp/secret/add', times: 1 }, { kind: 'dropped', command: '/ppp/secret/set', times: 1 }, { kind: 'permission', command: '/ppp/secret/set' },
];
const faults: readonly (Fault | null)[] = [
  null, ...(isLong ? [{ kind: 'refuse' } as Fault, { kind: 'wrong-password' } as Fault, ...commands.flatMap((command) => kinds.map((kind): Fault => ({ kind, command, delayMs: 20 })))] : short),
];

interface Row { fault: string; death: string; died: boolean; between: string; end: EndState; stranger: boolean }

async function run(fault: Fault | null, death: Death): Promise<Row> {
  const subject = await lab.begin(await lab.prepare({ timeoutMs: 300 }));
  if (fault) await subject.router.faults.set(fault);
  // Only who cleans up dies of cleaning up.
  if (death.step === 'clean_up' && !fault) await subject.router.faults.set({ kind: 'permission', command: '/ppp/secret/set' });
  const dying = dyingServices(server.services, death);
  await lab.work(subject, dying).catch((error: unknown) => { if (!(error instanceof Died)) throw error; });
  const { state } = await lab.conversion(subject);
  await subject.router.faults.clear();
  await reconcile(server.services, createRouterTurns(server.services.databaseUrl), { sinceStart: true });
  await lab.work(subject);
  if ((await lab.conversion(subject)).state === 'failed') {
    await lab.owner.post(`/conversions/${subject.conversionId}/retry`);
    await lab.work(subject);
  }
  return {
    fault: fault ? `${fault.kind}${fault.command ? ` on ${fault.command}` : ''}${fault.times ? ' once' : ''}` : 'none', death: `${death.moment} ${death.step}`, died: dying.isDead(), between: state,
    end: await lab.endState(subject), stranger: lab.strangersOn(subject).length === 1,
  };
}

const atOnce = 8;
async function runAll(): Promise<Row[]> {
  const queue = faults.flatMap((fault) => deaths.map((death) => ({ fault, death }))).values();
  const rows: Row[] = [];
  await Promise.all(Array.from({ length: atOnce }, async () => { for (const { fault, death } of queue) rows.push(await run(fault, death)); }));
  return rows;
}

function tableOf(rows: readonly Row[]): string {
  const byDeath = Map.groupBy(rows, ({ death }) => death);
  return [...byDeath].sort().map(([death, all]) => {
    const ends = [...Map.groupBy(all, ({ died, between, end }) => `${died ? `died ${between}` : `lived ${between}`} → ${end}`)].map(([end, of]) => `${end} ×${of.length}`);
    return `  ${death.padEnd(17)} ${ends.sort().join(', ')}`;
  }).join('\n');
}

test.each([['does not wait for routers', 0], ['waits for routers', 2]])('whenever the worker dies, whatever the router does, an organization that %s ends with everything once', async (name, routerPatienceHours) => {
  expect((await lab.owner.patch('/conversion-settings', { routerPatienceHours })).status).toBe(200);
  const rows = await runAll();
  console.log(`P4: ${rows.length} deaths, ${faults.length} faults × ${deaths.length} moments; an organization that ${name}\n${tableOf(rows)}`);
  expect(rows.filter(({ end, stranger }) => end !== 'all' || !stranger)).toEqual([]);
  // Every moment was died at, by some fault.
  expect(new Set(rows.filter(({ died }) => died).map(({ death }) => death))).toEqual(new Set(deaths.map(({ step, moment }) => `${moment} ${step}`)));
}, isLong ? 3_600_000 : 300_000);

test('the check finds a worker that forgets whose user it left behind', async () => {
  const subject = await lab.begin(await lab.prepare({ timeoutMs: 300 }));
  await lab.work(subject, dyingServices(server.services, { step: 'add', moment: 'after' })).catch(() => undefined);
  // As if the next one did not look for what the dead one had made.
  for (const row of subject.router.secrets) if (row.name === subject.username) Object.assign(row, { comment: 'somebody' });
  await lab.work(subject);
  expect(await lab.endState(subject)).not.toBe('all');
});
