import { freeIn, readRanges, sharedAddress, sizeOf, toAddress, toNumber } from './address-ranges.ts';

const read = (text: string) => {
  const ranges = readRanges(text);
  if ('problem' in ranges) throw new Error(ranges.problem);
  return ranges;
};

test('networks, ranges and addresses are read, without what of a network nobody can have', () => {
  expect(sizeOf(read('10.20.0.0/24'))).toBe(254);
  expect(freeIn(read('10.20.0.77/30'), new Set(), 9)).toEqual(['10.20.0.77', '10.20.0.78']);
  expect(freeIn(read('10.0.0.254-10.0.1.1, 10.9.9.9'), new Set(['10.0.0.255']), 9)).toEqual(['10.0.0.254', '10.0.1.0', '10.0.1.1', '10.9.9.9']);
  expect(sizeOf(read('10.0.0.0/31,10.0.0.9/32'))).toBe(3);
  expect(toAddress(toNumber('255.255.255.255')!)).toBe('255.255.255.255');
});

test('ranges meet where they have an address both', () => {
  expect(sharedAddress(read('10.0.0.1-10.0.0.9'), read('10.0.0.9-10.0.0.20'))).toBe('10.0.0.9');
  expect(sharedAddress(read('10.0.0.1-10.0.0.8'), read('10.0.0.9-10.0.0.20'))).toBeNull();
});

test.each([
  ['', 'at least one'], [' , ', 'at least one'], ['10.0.0.256', 'is no IPv4'], ['10.0.0.9-10.0.0.1', 'is no IPv4'], ['10.0.0.0/33', 'is no IPv4'], ['10.0.0.0/', 'is no IPv4'],
  ['10.0.0.1-2', 'is no IPv4'], ['010.0.0.1', 'is no IPv4'], ['fd00::/64', 'is no IPv4'], ['10.0.0.0/8', '16,777,214 addresses'], ['10.0.0.1-10.0.0.9,10.0.0.5', '10.0.0.5 is in it twice'],
])('%s is refused: %s', (text, reason) => {
  expect(readRanges(text)).toEqual({ problem: expect.stringContaining(reason) });
});
