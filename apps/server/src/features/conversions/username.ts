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
