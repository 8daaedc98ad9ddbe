import { isIPv6 } from 'node:net';
import type { Clock } from './clock.ts';
import { Refusal } from './problems.ts';

export class TooManyRequests extends Refusal {
  constructor(retryAfter: number) {
    const wait = retryAfter < 90 ? `${retryAfter} seconds` : `${Math.ceil(retryAfter / 60)} minutes`;
    super({ status: 429, code: 'rate_limited', detail: `Too many requests from here. Try again in ${wait}.`, more: { retryAfter } });
  }
}

export interface RateLimiter {
  /** Counts one; throws {@link TooManyRequests} where that is one too many. What is refused does not count. */
  count(key: string): void;
}

/** Keys that are remembered at once; beyond that the oldest are forgotten, so that memory has a bound. */
const remembered = 50_000;

/** At most `max` per key within any `seconds`, in this process. */
export function createRateLimiter({ clock, max, seconds }: { clock: Clock; max: number; seconds: number }): RateLimiter {
  const taken = new Map<string, number[]>();
  return {
    count(key) {
      const now = clock.now().getTime();
      const recent = (taken.get(key) ?? []).filter((at) => at > now - seconds * 1000);
      if (recent.length >= max) throw new TooManyRequests(Math.max(1, Math.ceil((recent[0]! + seconds * 1000 - now) / 1000)));
      // Set anew, so that the map's order is that of the last use.
      taken.delete(key);
      taken.set(key, [...recent, now]);
      if (taken.size > remembered) taken.delete(taken.keys().next().value!);
    },
  };
}

/** Whose address this is: an IPv6 customer has a whole /64 to choose from, so that is what counts as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).map((part) => Number.parseInt(part, 16).toString(16)).join(':');
}
