import { TooManyRequests, createRateLimiter, networkOf } from './rate-limiter.ts';

let at = 0;
const limiter = () => createRateLimiter({ clock: { now: () => new Date(at) }, max: 2, seconds: 10 });
beforeEach(() => { at = 1_000_000; });

test('what is too much within the time is refused, and says how long to wait', () => {
  const limit = limiter();
  limit.count('one');
  at += 4000;
  limit.count('one');
  expect(() => limit.count('one')).toThrow(TooManyRequests);
  try {
    limit.count('one');
  } catch (error) {
    expect((error as TooManyRequests).more).toEqual({ retryAfter: 6 });
  }
  at += 6000;
  limit.count('one');
  expect(() => limit.count('one')).toThrow(TooManyRequests);
});

test('each key is counted by itself', () => {
  const limit = limiter();
  for (const key of ['one', 'two']) for (let count = 0; count < 2; count += 1) limit.count(key);
  expect(() => limit.count('two')).toThrow(TooManyRequests);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
  ['2001:0db8:0001:0002:bbbb:cccc:dddd:eeee', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s belongs to the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
