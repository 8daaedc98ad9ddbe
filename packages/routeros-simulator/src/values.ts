import { isIP } from 'node:net';
import type { Column } from './menus.ts';
import { Trap, TRAP_CATEGORY } from './trap.ts';

const FLAGS: Readonly<Record<string, string>> = { yes: 'true', true: 'true', no: 'false', false: 'false' };

/**
 * The value that the router stores for what it was given. Throws Trap for one it does not take.
 * `namesOf` gives the names in another menu.
 */
export function storedValue(
  property: string, column: Column, given: string, namesOf: (menu: string) => readonly string[],
): string {
  if (column.kind === 'flag') {
    const flag = FLAGS[given];
    if (flag === undefined) throw noMatch(property);
    return flag;
  }
  if (column.kind === 'address') return storedAddress(property, given, namesOf('/ip/pool'));
  if (column.profileOf) return resolveName(property, given, namesOf(column.profileOf));
  if (column.oneOf && !column.oneOf.includes(given)) throw noMatch(property);
  return given;
}

function storedAddress(property: string, given: string, pools: readonly string[]): string {
  if (isIP(given) !== 0 || pools.includes(given)) return given;
  throw new Trap(`invalid value for argument ${property}`, TRAP_CATEGORY.argument);
}

// A router completes a name like its console does: the exact one wins, else a prefix that only one name has.
function resolveName(property: string, given: string, names: readonly string[]): string {
  if (names.includes(given)) return given;
  const candidates = given === '' ? [] : names.filter((candidate) => candidate.startsWith(given));
  const [only] = candidates;
  if (only === undefined) throw noMatch(property);
  if (candidates.length > 1) {
    const message = `ambiguous value of ${property}, more than one possible value matches input`;
    throw new Trap(message, TRAP_CATEGORY.argument);
  }
  return only;
}

function noMatch(property: string): Trap {
  return new Trap(`input does not match any value of ${property}`, TRAP_CATEGORY.argument);
}
