import { setInterval } from 'node:timers/promises';
import type { Fault } from '@lastmile/routeros-simulator';
import type pg from 'pg';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { ConversionLab, type Subject } from './testing/conversion-lab.ts';
import { connectAsOwner } from './testing/owner.ts';
import { startWorker, type WorkerProcess } from './testing/worker-process.ts';

/** P4: a worker that is killed in the middle of a conversion, at every step of it. */
let server: TestServer;
let lab: ConversionLab;
let owner: pg.Client;
let watcher: pg.Client;
const started: WorkerProcess[] = [];
beforeAll(async () => {
  server = await startTestServer();
  lab = await ConversionLab.open(server);
  owner = await connectAsOwner(server);
  watcher = await connectAsOwner(server);
}, 60_000);
// Where a test fails, its workers are still there.
afterEach(() => Promise.all(started.splice(0).map((worker) => worker.kill())));
afterAll(async () => {
  await Promise.all([owner.end(), watcher.end()]);
  await lab.close();
  await server.stop();
});

async function start(): Promise<WorkerProcess> {
  const worker = await startWorker(server);
  started.push(worker);
  return worker;
}

interface Halt {
  /** The step during which the worker is killed. */
  step: string;
  /** What makes the router keep it waiting there. */
  faults: Fault[];
  /** Faults that come only once the router has heard this command. */
  after?: { command: string; faults: Fault[] };
}

/** The last word of a step is the router's; it is never said, so the worker waits until it is killed. */
const onTheRouter: readonly Halt[] = [
  { step: 'connect', faults: [{ kind: 'hang' }] },
  { step: 'look_up', faults: [{ kind: 'hang', command: '/ppp/secret/print' }] },
  { step: 'add', faults: [{ kind: 'silent', command: '/ppp/secret/add' }] },
  { step: 'enable', faults: [{ kind: 'silent', command: '/ppp/secret/set' }] },
];
const fromTheInside: readonly Halt[] = [
  { step: 'records', faults: [] },
  { step: 'add', faults: [{ kind: 'hang', command: '/ppp/secret/add' }] },
  {
    step: 'read_back',
    faults: [],
    after: { command: '/ppp/secret/add', faults: [{ kind: 'hang', command: '/ppp/secret/print' }] },
  },
  {
    step: 'clean_up',
    faults: [
      { kind: 'permission', command: '/ppp/secret/set' },
      { kind: 'silent', command: '/ppp/secret/remove' },
    ],
  },
];

async function prepared({ faults, after }: Halt): Promise<Subject> {
  const then = Promise.withResolvers<void>();
  const subject = await lab.prepare({
    timeoutMs: 60_000,
    simulator: {
      trace: ([command]) => {
        if (command === after?.command) then.resolve();
      },
    },
  });
  for (const fault of faults) await subject.router.faults.set(fault);
  void then.promise.then(async () => {
    for (const fault of after!.faults) await subject.router.faults.set(fault);
  });
  return lab.begin(subject);
}

/** Waits until something is so, looking again and again. Throws with what it waits for when that takes too long. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const tooLong = AbortSignal.timeout(45_000);
  try {
    for await (const _ of setInterval(40, null, { signal: tooLong })) if (await isSo()) return;
  } catch (error) {
    throw tooLong.aborted ? new Error(`Waited too long for ${what}.`) : error;
  }
}

/** Records are made in one transaction, which is seen from outside only by the lock it waits for. */
const isWaiting =
  "select 1 from pg_stat_activity where datname = current_database() and application_name = 'lastmile' and wait_event_type = 'Lock'";
const reached = (subject: Subject, name: string) =>
  until(`the step ${name}`, async () =>
    name === 'records'
      ? (await watcher.query(isWaiting)).rowCount! > 0
      : (await lab.conversion(subject)).steps.some((step) => step.name === name && step.state === 'running'),
  );
const ended = (subject: Subject) =>
  until('the end of the conversion', async () => (await lab.conversion(subject)).state !== 'running');

test.each([
  ['waiting for the router', onTheRouter],
  ['making, checking and cleaning up', fromTheInside],
] as const)(
  'killed while %s, it leaves nothing that the next one does not bring to an end',
  async (_, halts) => {
    const subjects = await Promise.all(halts.map(prepared));
    // The lead's row is held, so that a worker that makes the records stands inside the transaction that makes them
    // all.
    await owner.query('begin');
    await owner.query('select 1 from leads where id = any ($1) for update', [
      subjects.filter((__, index) => halts[index]!.step === 'records').map(({ leadId }) => leadId),
    ]);
    const first = await start();
    await Promise.all(subjects.map((subject, index) => reached(subject, halts[index]!.step)));
    await first.kill();
    await owner.query('commit');
    for (const { router } of subjects) await router.faults.clear();
    const second = await start();
    await Promise.all(subjects.map(ended));
    await second.stop();
    const ends = await Promise.all(
      subjects.map(async (subject, index) => `killed at ${halts[index]!.step} → ${await lab.endState(subject)}`),
    );
    console.log(`P4: ${ends.join(', ')}`);
    // What was being cleaned up when the worker died is tried once more, and works now that nothing stands in its way.
    expect(ends).toEqual(halts.map(({ step }) => `killed at ${step} → all`));
  },
  300_000,
);
