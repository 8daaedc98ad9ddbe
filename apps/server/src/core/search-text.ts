import { countCap } from './sql.ts';

/** What a search compares with: lower case, without accents, words separated by one blank, with a blank in front of the first. */
export function searchText(parts: readonly (string | null | undefined)[]): string {
  return ` ${plain(parts.filter(Boolean).join(' '))}`;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** As a phone is written, with everything but its digits in between. */
const phoneLike = /^[\d\s+().\-/]{3,}$/;

/** Three digits in a row may be part of a phone; with a sign between so few of them they are something else, such as “24/7”. */
const isPhone = (typed: string, digits: string): boolean => phoneLike.test(typed) && digits.length >= (/[().\-/]/.test(typed) ? 5 : 3);

/**
 * The `like` pattern for what somebody typed: a part of any word from three characters on, the beginning of a word below that (a shorter part has
 * no trigram to look up), and a phone written any way by its digits without the leading zero.
 */
export function searchPattern(typed: string): string {
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '');
  if (isPhone(typed.trim(), digits)) return `%${digits}%`;
  const text = plain(typed).replace(/[\\%_]/g, (character) => `\\${character}`);
  return text.length < 3 ? `% ${text}%` : `%${text}%`;
}

/**
 * How many records a search looks at, newest first. Whoever reads a list means one of the newest, and types more of its name where it is none of them; among those
 * that filters leave, in another order, or by what hangs on them, it may be further back. What is changed or taken away as a whole is all of them.
 */
export const searchReach = { newest: countCap, among: 10_000, all: 2_147_483_647 };
