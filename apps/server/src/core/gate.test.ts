import { setImmediate as turn } from 'node:timers/promises';
import { createGate } from './gate.ts';

test('so many of a key run at once, in their order, whatever becomes of each; other keys do not wait', async () => {
  const through = createGate(2);
  const [begun, running] = [[] as number[], { now: 0, most: 0 }];
  const work = (index: number) => through('one', async () => {
    begun.push(index);
    running.most = Math.max(running.most, running.now += 1);
    await turn();
    running.now -= 1;
    if (index % 3 === 0) throw new Error('went wrong');
    return index;
  });
  const all = Promise.allSettled(Array.from({ length: 20 }, (_, index) => work(index)));
  await expect(through('other', async () => begun.length)).resolves.toBe(2);
  const results = await all;
  expect(running).toEqual({ now: 0, most: 2 });
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7);
  await expect(work(1)).resolves.toBe(1);
});
