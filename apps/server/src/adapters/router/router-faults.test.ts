import type { RouterPort } from '../../ports/router.ts';
import { RouterProblem } from '../../ports/router.ts';
import type { Conversation, Effect, Reply } from './conversation.ts';
import { RouterLink } from './router-link.ts';
import { routerOsAdapter } from './routeros-adapter.ts';
import { RouterOsSession } from './routeros-session.ts';
import { findWrongs } from './testing/fault-matrix.ts';
import { scenariosOf } from './testing/scenarios.ts';
import type { Scenario } from './testing/scenarios.ts';

const scenarios = (['pppoe', 'hotspot', 'user_manager'] as const).flatMap(scenariosOf);

describe('under every fault on every command the problem is told rightly and in time, and trying again works', () => {
  test.each(scenarios.map((scenario) => [scenario.service, scenario.operation, scenario] as const))(
    '%s: %s',
    async (_service, _operation, scenario) => {
      const { cases, wrongs } = await findWrongs(routerOsAdapter(), scenario);
      expect(wrongs).toEqual([]);
      expect(cases).toBeGreaterThanOrEqual(30);
    },
  );

  test.each(['6.42.12', '6.48.6', '7.17.2'])('RouterOS %s: adding and removing a PPPoE user', async (version) => {
    for (const scenario of scenariosOf('pppoe').filter(({ operation }) => /add|remove/.test(operation))) {
      expect((await findWrongs(routerOsAdapter(), scenario, { version, tagPosition: 'last' })).wrongs).toEqual([]);
    }
  });
});

describe('the check itself finds an adapter that', () => {
  const [add] = scenariosOf('pppoe').filter(({ operation }) => operation === 'add') as [Scenario];

  test('adds again without looking', async () => {
    const blind = portOver((link) => answering(link, (words, effect) => (
      words[0] === '/ppp/secret/print' ? Promise.resolve({ rows: [], result: null }) : link.send(words, effect)
    )));
    const { wrongs } = await findWrongs(blind, add);
    expect(wrongs).toContainEqual(expect.stringMatching(/reply-lost .*trying again failed: trap .*already exists/));
  });

  test('calls it not done when nobody knows', async () => {
    const confident = portOver((link) => answering(link, async (words, effect) => {
      try {
        return await link.send(words, effect);
      } catch (problem) {
        const { kind, message } = problem as RouterProblem;
        throw new RouterProblem(kind, message, { outcome: 'not_done' });
      }
    }));
    const { wrongs } = await findWrongs(confident, add);
    expect(wrongs).toContainEqual(expect.stringMatching(/reply-lost on \/ppp\/secret\/add: said "not done"/));
  });

  test('waits ten times as long as it was told', async () => {
    const real = routerOsAdapter();
    const patient: RouterPort = {
      withSession: (connection, work) => {
        const timeoutMs = connection.timeoutMs * 10;
        return real.withSession({ ...connection, timeoutMs }, work);
      },
    };
    const { wrongs } = await findWrongs(patient, add);
    expect(wrongs).toContainEqual(expect.stringMatching(/silent on \/ppp\/secret\/add: did not settle/));
  });

  test('does not hang up after a failure', async () => {
    const links: RouterLink[] = [];
    const untidy: RouterPort = {
      async withSession(connection, work) {
        const link = await RouterLink.open(connection, {});
        links.push(link);
        const result = await work(new RouterOsSession(link));
        await link.close();
        return result;
      },
    };
    const { wrongs } = await findWrongs(untidy, add);
    await Promise.all(links.map((link) => link.close()));
    expect(wrongs).toContainEqual(expect.stringMatching(/permission on \/ppp\/secret\/add: left a socket open/));
  });
});

/** A port whose sessions talk over something else than the bare link. */
function portOver(change: (link: Conversation) => Conversation): RouterPort {
  return {
    async withSession(connection, work) {
      const link = await RouterLink.open(connection, {});
      try {
        return await work(new RouterOsSession(change(link)));
      } finally {
        await link.close();
      }
    },
  };
}

function answering(
  link: Conversation, send: (words: readonly string[], effect: Effect) => Promise<Reply>,
): Conversation {
  return { name: link.name, send };
}
