import { Turns } from './turns.ts';

describe('turns', () => {
  test('the same key goes one after another, in order, whatever fails', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const work = (name: string, fails = false) => async (): Promise<string> => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
    const results = await Promise.allSettled([
      turns.take('a', work('one')), turns.take('a', work('two', true)), turns.take('a', work('three')),
    ]);
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('another key does not wait', async () => {
    const turns = new Turns();
    const held = Promise.withResolvers<void>();
    const slow = turns.take('a', () => held.promise);
    expect(await turns.take('b', async () => 'free')).toBe('free');
    held.resolve();
    await slow;
  });
});
