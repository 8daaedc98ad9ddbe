import { randomInt } from 'node:crypto';
import type { Lead } from '../leads/index.ts';

/**
 * S1-4-c: a user name from the lead's own name and number, for example wkamau412: readable on a router and, thanks to the number, free.
 * Plain ASCII, because routers compare bytes.
 */
export function suggestUsername(lead: Pick<Lead, 'title' | 'number'>): string {
  const words = lead.title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  const last = words.at(-1) ?? 'user';
  const initial = words.length > 1 ? words[0]!.slice(0, 1) : '';
  return `${initial}${last}`.slice(0, 24) + lead.number;
}

/** Without the letters and digits that are confused when read aloud over a phone. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten of 31 characters: 49 bits, typed by a technician on a phone. */
export const makePassword = (): string => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
