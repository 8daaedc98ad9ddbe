import type { RouterUserSpec } from '../../ports/router.ts';
import type { Change, UserMenu, UserRow } from './user-menus.ts';

/** One property of a user that is not as it should be. */
export interface Difference {
  /** For people; never contains the password. */
  description: string;
  change: Change;
  /** A session that is active keeps the old value until it ends. */
  livesInSession: boolean;
}

/**
 * What to change so that the user is as the spec says. A password that the router hides cannot be compared:
 * `hiddenPassword` decides whether it counts as different.
 */
export function differencesOf(
  menu: UserMenu, row: UserRow, spec: RouterUserSpec, hiddenPassword: 'differs' | 'agrees',
): Difference[] {
  const differences: Difference[] = [];
  const isHidden = row.password === undefined || /^\*+$/.test(row.password);
  if (isHidden ? hiddenPassword === 'differs' : row.password !== spec.password) {
    differences.push({
      description: 'the password is another one',
      change: { verb: 'set', words: [`=password=${spec.password}`] },
      livesInSession: false,
    });
  }
  if (menu.hasProfile && row.profile !== spec.profile) {
    differences.push({
      description: `the profile is ${quoted(row.profile)} instead of ${quoted(spec.profile)}`,
      change: { verb: 'set', words: [`=profile=${spec.profile}`] },
      livesInSession: true,
    });
  }
  const address = menu.addressOf(row);
  if (address !== spec.ipAddress) {
    differences.push({
      description: `the address is ${quoted(address)} instead of ${quoted(spec.ipAddress)}`,
      change: menu.changeAddress(row, spec.ipAddress),
      livesInSession: true,
    });
  }
  const fixed = menu.fixedWords.filter((word) => word !== `=service=${row.service ?? ''}`);
  if (fixed.length > 0) {
    differences.push({
      description: `the service is ${quoted(row.service)}`,
      change: { verb: 'set', words: [...fixed] },
      livesInSession: false,
    });
  }
  return differences;
}

function quoted(value: string | null | undefined): string {
  return value ? `"${value}"` : 'none';
}
