import type { RouterPort, RouterSession } from '../ports/router.ts';
import { finishConversion } from '../features/conversions/finish-conversion.ts';
import { systemActor } from '../core/actor.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { ConversionLab, strangersSecret } from './testing/conversion-lab.ts';
import { faultCases, runCases, wrongsOf } from './testing/fault-cases.ts';
import { changedStatements } from './testing/mutants.ts';
import { connectAsOwner } from './testing/owner.ts';

/** P4: a lead becomes one subscriber with one router user, or none with none. */
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

test('fifty who convert the same lead at once make one subscriber and one secret', async () => {
  const subject = await lab.prepare();
  const request = lab.requestFor(subject);
  const {
    body: { planHash },
  } = await lab.owner.post(`/leads/${subject.leadId}/conversion-plan`, request);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => lab.owner.post(`/leads/${subject.leadId}/conversion`, { planHash, ...request })),
  );
  const [won, ...others] = answers.toSorted((left, right) => left.status - right.status);
  expect(won!.status).toBe(202);
  for (const other of others) expect(other).toBeProblem(409, 'lead_converting');
  const conversionId: string = won!.body.id;
  // Several workers that were given the same job, too.
  await Promise.all([lab.work({ conversionId }), lab.work({ conversionId }), lab.work({ conversionId })]);
  expect(await lab.endState({ ...subject, conversionId })).toBe('all');
  expect(await lab.owner.patch(`/leads/${subject.leadId}`, { city: 'Elsewhere' })).toBeProblem(409, 'lead_locked');
}, 60_000);

test('fifty who convert a lead without a router user make one subscriber', async () => {
  const { leadId } = await lab.prepare();
  const request = { type: 'new_with_proforma' };
  const {
    body: { planHash },
  } = await lab.owner.post(`/leads/${leadId}/conversion-plan`, request);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => lab.owner.post(`/leads/${leadId}/conversion`, { planHash, ...request })),
  );
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
  for (const other of answers.filter(({ status }) => status !== 202)) expect(other).toBeProblem(409, 'lead_locked');
  const { body } = await lab.owner.get('/subscribers?limit=200');
  expect(
    body.data.filter(
      ({ name }: { name: string }) => name === answers.find(({ status }) => status === 202)!.body.leadTitle,
    ),
  ).toHaveLength(1);
}, 60_000);

test('whatever goes wrong on the router, in the end everything is there once or nothing is', async () => {
  const results = await runCases(lab, faultCases);
  const ends = Map.groupBy(
    results,
    ({ state, pending, after, retried }) =>
      `${state}${pending ? ', clean-up pending' : ''} → ${after}${retried ? ` → tried again: ${retried}` : ''}`,
  );
  console.log(
    `P4: ${results.length} faults\n${[...ends]
      .map(
        ([end, cases]) =>
          `${end}\n  ${cases
            .map(({ name }) => name)
            .sort()
            .join('\n  ')}`,
      )
      .join('\n')}`,
  );
  expect(results.some(({ pending }) => pending)).toBe(true);
  expect(results.flatMap(wrongsOf)).toEqual([]);
  const recovering = results.filter(({ name }) => name.endsWith('once') && !/permission|wrong-password/.test(name));
  expect(recovering.filter(({ state }) => state !== 'done').map(({ name }) => name)).toEqual([]);
}, 300_000);

test('a name that somebody else has on the router is theirs: nothing is touched and the reason is on the lead', async () => {
  const subject = await lab.begin(await lab.prepare({ username: strangersSecret.name }));
  const before = JSON.stringify(subject.router.secrets);
  await lab.work(subject);
  expect(await lab.endState(subject)).toBe('nothing');
  expect(JSON.stringify(subject.router.secrets)).toBe(before);
  const { body: lead } = await lab.owner.get(`/leads/${subject.leadId}`);
  expect(lead.conversionProblem).toContain(strangersSecret.name);
  expect(lead.conversionState).toBe('failed');
});

test('a conversion that is cancelled before its next try leaves nothing behind', async () => {
  let heardAdd = () => {};
  const heard = new Promise<void>((resolve) => {
    heardAdd = resolve;
  });
  const prepared = await lab.prepare({
    timeoutMs: 1000,
    simulator: {
      trace: ([command]) => {
        if (command === '/ppp/secret/add') heardAdd();
      },
    },
  });
  await prepared.router.faults.set({ kind: 'silent', command: '/ppp/secret/add' });
  const subject = await lab.begin(prepared);
  const working = lab.work(subject);
  await heard;
  expect((await lab.owner.post(`/conversions/${subject.conversionId}/cancel`)).status).toBe(202);
  await working;
  expect((await lab.conversion(subject)).state).toBe('cancelled');
  expect(await lab.endState(subject)).toBe('nothing');
  expect(await lab.owner.post(`/conversions/${subject.conversionId}/cancel`)).toBeProblem(409, 'not_running');
  await subject.router.faults.clear();
  expect((await lab.owner.post(`/conversions/${subject.conversionId}/retry`)).status).toBe(202);
  await lab.work(subject);
  expect(await lab.endState(subject)).toBe('all');
});

describe('the check finds', () => {
  /** The product's own port, with changes to its sessions. */
  const changedPort = (change: (session: RouterSession) => Partial<RouterSession>): RouterPort => ({
    withSession: (connection, work) =>
      server.services.router.withSession(connection, (session) => {
        const changes = change(session);
        return work(
          new Proxy(session, {
            get(target, name: keyof RouterSession) {
              return changes[name] ?? target[name].bind(target);
            },
          }),
        );
      }),
  });
  const failing = faultCases.filter(({ name }) => name === 'permission on /ppp/secret/set for good');

  test('a clean-up that only says it cleaned', async () => {
    const router = changedPort(() => ({ remove: () => Promise.resolve('absent') }));
    expect((await runCases(lab, failing, { router })).flatMap(wrongsOf)).not.toEqual([]);
  }, 60_000);

  test('a router user that is never enabled', async () => {
    const router = changedPort(() => ({ enable: () => Promise.resolve() }));
    const subject = await lab.begin(await lab.prepare());
    await lab.work(subject, { router });
    expect(await lab.endState(subject)).toContain('neither');
  });

  test('a router user that is put on the router without looking whose the name is', async () => {
    const subject = await lab.begin(await lab.prepare({ username: strangersSecret.name }));
    const { router } = subject;
    const taking = changedPort((session) => ({
      lookUp: () => Promise.resolve({ state: 'absent' }),
      add: async (spec) => {
        for (const row of router.secrets)
          if (row.name === spec.username) Object.assign(row, { comment: spec.marker, password: spec.password });
        return session.add(spec);
      },
    }));
    await lab.work(subject, { router: taking });
    expect(lab.strangersOn(subject)).toEqual([]);
  });

  test('a finish that holds neither a lock nor the one subscriber, bill and order per lead', async () => {
    const owner = await connectAsOwner(server);
    const subject = await lab.begin(await lab.prepare());
    await owner.query(`alter table subscribers drop constraint subscribers_organization_id_lead_id_key;
      alter table invoices drop constraint invoices_organization_id_conversion_id_conversion_round_key;
      alter table service_orders drop constraint service_orders_organization_id_conversion_id_conversion_rou_key`);
    const unlocked = changedStatements(server.services.inOrg, (sql) =>
      sql.includes('from conversions where') ? sql.replace(' for update', '') : sql,
    );
    const actor = systemActor(lab.organization.organizationId);
    await Promise.all(
      [1, 2, 3, 4].map(() => unlocked(actor, (scope) => finishConversion(scope, subject.conversionId))),
    );
    expect(await lab.endState(subject)).toContain('neither');
    await owner.end();
  });
});
