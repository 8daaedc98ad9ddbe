import type { ConversionSettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { variablesIn, type PatternPart } from '../../core/name-pattern.ts';
import { takeNumbers } from '../../core/numbers.ts';
import { lastUsernameNumber, readUsernamePattern, writeUsername, type UsernameFacts } from '../conversion-settings/index.ts';
import { nameHolder } from '../router-users/index.ts';
import type { PlanFacts } from './plan-facts.ts';
import { ConversionBlocked } from './conversion.errors.ts';

interface Place { routerId: string; service: string; exceptConversionId: string | null }

/** Taken more often than this, a pattern is no pattern. */
const mostTries = 20;

/** `isNumbered`: another conversion may take that number first. `holder`: who has it, where even the last try is somebody's. */
export interface MadeUpUsername { username: string; isNumbered: boolean; holder: string | null }

/** What a user would be called by the organization's pattern, passing over names that somebody has. */
export async function usernameFor(scope: Scope, facts: Pick<PlanFacts, 'nameHolder'>, lead: UsernameFacts, place: Place, { usernamePattern }: Pick<ConversionSettings, 'usernamePattern'>): Promise<MadeUpUsername> {
  const parts = partsOf(usernamePattern);
  const isNumbered = variablesIn(parts).includes('next');
  const first = isNumbered ? await lastUsernameNumber(scope) + 1 : 0;
  for (let attempt = 0; ; attempt += 1) {
    const username = writeUsername(parts, lead, { next: first + attempt, attempt });
    const holder = await facts.nameHolder({ ...place, exceptId: null, username });
    if (holder === null || attempt === mostTries - 1) return { username, isNumbered, holder };
  }
}

/** Takes the next numbers until one makes a name that is free. Its counter is held until the commit, so nobody else gets the same. */
export async function takeNumberedUsername(scope: Scope, lead: UsernameFacts, place: Place, { usernamePattern }: Pick<ConversionSettings, 'usernamePattern'>): Promise<string> {
  const parts = partsOf(usernamePattern);
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const username = writeUsername(parts, lead, { next: await takeNumbers(scope, 'router_user', 1), attempt: 0 });
    if (await nameHolder(scope, { ...place, exceptId: null, username }) === null) return username;
  }
  throw new ConversionBlocked([{ code: 'username_taken', message: 'The next user names are all taken. Name one, or change the pattern under Settings → Conversion.' }]);
}

function partsOf(pattern: string): PatternPart[] {
  const parts = readUsernamePattern(pattern);
  if ('problem' in parts) throw new Error(`The kept pattern of user names cannot be read: ${parts.problem}`);
  return parts;
}
