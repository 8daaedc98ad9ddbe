/** IPv4 addresses as numbers, and ranges of them as people and routers write them. */

export interface AddressRange { first: number; last: number }

/** More than this is no pool that somebody gives addresses from. */
export const mostAddresses = 65_536;

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const address = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`);

export function toNumber(text: string): number | null {
  const octets = address.exec(text);
  return octets && octets.slice(1).reduce((sum, part) => sum * 256 + Number(part), 0);
}

export const toAddress = (number: number): string => [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');

/** The ranges in a text, lowest first, or in words what of it cannot be one. */
export function readRanges(text: string): AddressRange[] | { problem: string } {
  const ranges: AddressRange[] = [];
  for (const written of text.split(',').map((one) => one.trim()).filter(Boolean)) {
    const range = readRange(written);
    if (!range) return { problem: `“${written}” is no IPv4 network, range or address, such as 10.20.0.0/24 or 10.20.0.10-10.20.0.99.` };
    ranges.push(range);
  }
  if (ranges.length === 0) return { problem: 'Say at least one range of addresses.' };
  const sorted = ranges.toSorted((left, right) => left.first - right.first);
  const twice = sorted.find(({ first }, index) => index > 0 && first <= sorted[index - 1]!.last);
  if (twice) return { problem: `${toAddress(twice.first)} is in it twice.` };
  const size = sizeOf(sorted);
  return size > mostAddresses ? { problem: `That are ${size.toLocaleString('en')} addresses; a pool has at most ${mostAddresses.toLocaleString('en')}.` } : sorted;
}

function readRange(written: string): AddressRange | null {
  const [base = '', bits, ...more] = written.split('/');
  if (more.length > 0) return null;
  if (bits !== undefined) return /^\d{1,2}$/.test(bits) ? networkOf(toNumber(base), Number(bits)) : null;
  const [from = '', to = from, ...others] = written.split('-').map((one) => one.trim());
  const [first, last] = [toNumber(from), toNumber(to)];
  return first === null || last === null || last < first || others.length > 0 ? null : { first, last };
}

/** Without its network and broadcast addresses, which nobody can have; the two of a /31 are both somebody's. */
function networkOf(inside: number | null, bits: number): AddressRange | null {
  if (inside === null || bits > 32) return null;
  const size = 2 ** (32 - bits);
  const first = Math.floor(inside / size) * size;
  return bits >= 31 ? { first, last: first + size - 1 } : { first: first + 1, last: first + size - 2 };
}

export const sizeOf = (ranges: readonly AddressRange[]): number => ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

/** The first address that two lists of ranges have both. */
export function sharedAddress(some: readonly AddressRange[], others: readonly AddressRange[]): string | null {
  for (const { first, last } of some) {
    const other = others.find((one) => one.first <= last && first <= one.last);
    if (other) return toAddress(Math.max(first, other.first));
  }
  return null;
}

/** The lowest addresses that nobody has. */
export function freeIn(ranges: readonly AddressRange[], taken: ReadonlySet<string>, count: number): string[] {
  const free: string[] = [];
  for (const { first, last } of ranges) {
    for (let number = first; number <= last && free.length < count; number += 1) {
      const candidate = toAddress(number);
      if (!taken.has(candidate)) free.push(candidate);
    }
  }
  return free;
}
