import { FAULTS, type Fault, type FaultKind } from '@lastmile/routeros-simulator';
import { reconcile } from '../../features/conversions/reconcile.ts';
import type { Services } from '../../core/services.ts';
import { createRouterTurns } from '../../features/routers/index.ts';
import type { ConversionLab, EndState, Subject } from './conversion-lab.ts';

export interface FaultCase {
  name: string;
  faults: Fault[];
}
export interface CaseResult {
  name: string;
  state: string;
  pending: boolean;
  before: EndState;
  after: EndState;
  retried: EndState | null;
  stranger: boolean;
}

const onConnection: readonly FaultKind[] = ['hang', 'reset', 'wrong-password'];
const onCommands = (Object.keys(FAULTS) as FaultKind[]).filter(
  (kind) => kind !== 'refuse' && kind !== 'wrong-password',
);
const commands = ['/ppp/secret/print', '/ppp/secret/add', '/ppp/secret/set'];
/** These end in silence, so the case waits for its deadline. */
const silent: readonly FaultKind[] = ['hang', 'silent', 'half-reply'];

/** With a fault that stays the short run asks what differs in kind: swallowed, answered to nobody, refused. */
const lasting: readonly FaultKind[] =
  process.env.LASTMILE_LONG === '1' ? onCommands : ['silent', 'reply-lost', 'dropped', 'permission'];
const times = (fault: Fault): Fault[] => [
  { ...fault, times: 1 },
  ...(!fault.command || lasting.includes(fault.kind) ? [fault] : []),
];
const named = (faults: Fault[]): FaultCase => ({
  name: faults
    .map(({ kind, command, times: often }) => `${kind} on ${command ?? 'connecting'} ${often ? 'once' : 'for good'}`)
    .join(', '),
  faults,
});

/**
 * Every fault of the router on every command that matters, once and for good; and, where it fails for good, on the
 * clean-up too.
 */
export const faultCases: readonly FaultCase[] = [
  named([{ kind: 'refuse' }]),
  ...onConnection.flatMap((kind) => times({ kind })).map((fault) => named([fault])),
  ...commands
    .flatMap((command) => onCommands.flatMap((kind) => times({ kind, command, delayMs: 20 })))
    .map((fault) => named([fault])),
  ...onCommands
    .flatMap((kind) => times({ kind, command: '/ppp/secret/remove', delayMs: 20 }))
    .map((fault) => named([{ kind: 'permission', command: '/ppp/secret/set' }, fault])),
];

const casesAtOnce = 10;

/**
 * Converts a lead under each case; then the router comes back, what is pending is reconciled, and what failed is tried
 * again.
 */
export async function runCases(
  lab: ConversionLab,
  cases: readonly FaultCase[],
  changes: Partial<Services> = {},
): Promise<CaseResult[]> {
  const run: { subject: Subject; result: CaseResult }[] = [];
  const queue = cases.values();
  await Promise.all(
    Array.from({ length: casesAtOnce }, async () => {
      for (const { name, faults } of queue) {
        const waits = faults.some(({ kind }) => silent.includes(kind));
        const subject = await lab.begin(await lab.prepare({ timeoutMs: waits ? 300 : 5000 }));
        for (const fault of faults) await subject.router.faults.set(fault);
        await lab.work(subject, changes);
        const { state, cleanUpPending: pending } = await lab.conversion(subject);
        run.push({
          subject,
          result: {
            name,
            state,
            pending,
            before: await lab.endState(subject),
            after: 'nothing',
            retried: null,
            stranger: false,
          },
        });
      }
    }),
  );
  for (const { subject } of run) await subject.router.faults.clear();
  const services = { ...lab.server.services, ...changes };
  await reconcile(services, createRouterTurns(services.databaseUrl));
  for (const { subject, result } of run) {
    result.after = await lab.endState(subject);
    if (result.state === 'failed') {
      await lab.owner.post(`/conversions/${subject.conversionId}/retry`);
      await lab.work(subject, changes);
      result.retried = await lab.endState(subject);
    }
    result.stranger =
      lab.strangersOn(subject).length === 1 &&
      (lab.strangersOn(subject)[0] as { password?: string }).password === 'theirs';
  }
  return run.map(({ result }) => result);
}

/** What of a result breaks the promise. */
export function wrongsOf({ name, state, pending, before, after, retried, stranger }: CaseResult): string[] {
  const wrongs: string[] = [];
  if (state === 'done' && before !== 'all') wrongs.push(`done, but ${before}`);
  if (state === 'failed' && !pending && before !== 'nothing') wrongs.push(`failed, but ${before}`);
  if (state !== 'done' && state !== 'failed') wrongs.push(`left ${state}`);
  if (after !== 'all' && after !== 'nothing') wrongs.push(`after the router came back ${after}`);
  if (retried !== null && retried !== 'all') wrongs.push(`tried again ${retried}`);
  if (!stranger) wrongs.push("somebody else's secret was touched");
  return wrongs.map((wrong) => `${name}: ${wrong}`);
}
