/** What router users are called (S1-4-c): a pattern of the organization's, filled from the lead. */
import { createHash } from 'node:crypto';
import type { Scope } from '../../core/in-org.ts';
import { oddText, parsePattern, variablesIn, type PatternPart } from '../../core/name-pattern.ts';

const variables = ['initial', 'first_name', 'last_name', 'number', 'phone', 'next', 'rand'] as const;
const sized = ['number', 'phone', 'next', 'rand'] as const;
/** One of them makes the names of two people who are called alike differ. */
const telling: readonly string[] = ['number', 'next', 'rand'];
const longestName = 24;
/** RouterOS takes longer ones, people do not. */
const longestUsername = 63;

/** The parts of a pattern, or in words why users cannot be called by it. */
export function readUsernamePattern(pattern: string): PatternPart[] | { problem: string } {
  const parts = parsePattern(pattern, { variables, sized });
  if ('problem' in parts) return parts;
  if (!variablesIn(parts).some((name) => telling.includes(name)) && !parts.some((part) => 'variable' in part && part.variable === 'phone' && part.width === null)) {
    return { problem: 'Two people of the same name would be called alike: put {number}, {phone}, {next} or {rand} into it.' };
  }
  const odd = oddText(parts, /^[A-Za-z0-9._@-]*$/);
  if (odd) return { problem: `Besides variables only letters without accents, digits and . _ @ - can be in it, not “${odd}”.` };
  const length = parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : lengthOf(part)), 0);
  return length > longestUsername ? { problem: `A user name could be ${length} characters long; ${longestUsername} are allowed.` } : parts;
}

function lengthOf({ variable, width }: { variable: string; width: number | null }): number {
  if (variable === 'initial') return 1;
  if (variable === 'first_name' || variable === 'last_name') return longestName;
  return Math.max(width ?? 0, variable === 'phone' && width === null ? 15 : 6);
}

export interface UsernameFacts { id: string; title: string; number: number; phone: string | null }

/**
 * The name for a lead: plain ASCII, because routers compare bytes. Chance is drawn from the lead, so that a plan stays the same until it is carried out;
 * `attempt` counts what was taken before.
 */
export function writeUsername(parts: readonly PatternPart[], lead: UsernameFacts, { next, attempt }: { next: number; attempt: number }): string {
  const words = lead.title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).map((word) => word.slice(0, longestName));
  const [first = '', last = 'user'] = [words[0], words.at(-1)];
  const isOneWord = words.length < 2;
  const namesBoth = variablesIn(parts).includes('first_name') && variablesIn(parts).includes('last_name');
  const written = parts.map((part) => {
    if ('text' in part) return part.text;
    const { variable, width } = part;
    switch (variable) {
      case 'initial': return isOneWord ? '' : first.slice(0, 1);
      case 'first_name': return isOneWord && namesBoth ? '' : first || last;
      case 'last_name': return last;
      case 'number': return String(lead.number).padStart(width ?? 0, '0');
      case 'phone': return (lead.phone ?? '').replace(/\D/g, '').slice(width === null ? 0 : -width);
      case 'next': return String(next).padStart(width ?? 0, '0');
      default: return drawnFrom(`${lead.id}/${attempt}`, width ?? 4);
    }
  }).join('');
  // What a name without a first word or a phone leaves behind.
  const tidy = written.replace(/^[._-]+|[._-]+$/g, '').replace(/([._-])[._-]+/g, '$1') || `user${lead.number}`;
  const isAnother = attempt > 0 && !variablesIn(parts).some((name) => name === 'next' || name === 'rand');
  return isAnother ? `${tidy}-${attempt + 1}` : tidy;
}

/** Without letters and digits that are mistaken for each other. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const drawnFrom = (seed: string, count: number): string =>
  Array.from(createHash('sha256').update(seed).digest().subarray(0, count), (byte) => letters[byte % letters.length]).join('');

/** The last {next} that was given away. */
export async function lastUsernameNumber({ rows, organizationId }: Scope): Promise<number> {
  const [row] = await rows<{ last: number }>(`select last from number_counters where organization_id = $1 and kind = 'router_user'`, [organizationId]);
  return row?.last ?? 0;
}
