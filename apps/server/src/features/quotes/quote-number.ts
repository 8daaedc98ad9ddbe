/** What quotes are called (S0-10.5-c): a pattern of the organization's, and a number without gaps in it. */
import type { Scope } from '../../core/in-org.ts';
import { drawn, oddText, parsePattern, variablesIn, type PatternPart } from '../../core/name-pattern.ts';
import { Refusal } from '../../core/problems.ts';

const numbered = ['next', 'lead_id', 'rand_string', 'rand_number'] as const;
const plain = ['year', 'month', 'day', 'partner_id', 'location_id'] as const;
/** Parts that make two quotes of one day differ. */
const telling: readonly string[] = ['next', 'rand_string', 'rand_number'];
/** Longer than this it is no name. */
const longestNumber = 60;

/** The parts of a pattern, or in words why it cannot number quotes. */
export function readPattern(pattern: string, { resetsYearly }: { resetsYearly: boolean }): PatternPart[] | { problem: string } {
  const parts = parsePattern(pattern, { variables: [...plain, ...numbered], sized: numbered });
  if ('problem' in parts) return parts;
  const problem = problemOf(parts, resetsYearly);
  return problem ? { problem } : parts;
}

function problemOf(parts: readonly PatternPart[], resetsYearly: boolean): string | null {
  const variables = variablesIn(parts);
  if (!variables.some((name) => telling.includes(name))) return 'Every quote would have the same number: put {next}, {rand_number} or {rand_string} into it.';
  if (resetsYearly && variables.includes('next') && !variables.includes('year') && !variables.some((name) => name.startsWith('rand_'))) {
    return '{next} begins again every year, so the number needs {year} to differ from last year’s.';
  }
  const odd = oddText(parts, /^[\p{L}\p{N} ._/#-]*$/u);
  if (odd) return `Besides variables only letters, digits, blanks and . _ - / # can be in it, not “${odd}”.`;
  const length = parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : Math.max(part.width ?? 0, 6)), 0);
  return length > longestNumber ? `A number would be about ${length} characters long; ${longestNumber} are allowed.` : null;
}

/** What a number is made of besides chance. */
export interface NumberFacts { date: string; next: number; leadNumber: number; partner: string | null; location: string | null }

/** Without letters and digits that are mistaken for each other when they are read out. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const short = (text: string | null): string => (text ?? '').normalize('NFD').replace(/[^A-Za-z0-9]/g, '').toUpperCase().slice(0, 8) || '0';

export function writeNumber(parts: readonly PatternPart[], { date, next, leadNumber, partner, location }: NumberFacts): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return parts.map((part) => {
    if ('text' in part) return part.text;
    const { variable, width } = part;
    switch (variable) {
      case 'year': return year;
      case 'month': return month;
      case 'day': return day;
      case 'next': return String(next).padStart(width ?? 0, '0');
      case 'lead_id': return String(leadNumber).padStart(width ?? 0, '0');
      case 'partner_id': return short(partner);
      case 'location_id': return short(location);
      case 'rand_string': return drawn(letters, width ?? 6);
      default: return drawn('0123456789', width ?? 6);
    }
  }).join('');
}

export interface NumberRule { numberPattern: string; numberResetsYearly: boolean }

/** What the numbers after the last one would be. */
export async function nextNumbers(scope: Scope, rule: NumberRule, facts: Omit<NumberFacts, 'next'>, count: number): Promise<string[]> {
  const [row] = await scope.rows<{ last: number }>(
    'select last from quote_numbers where organization_id = $1 and period = $2', [scope.organizationId, periodOf(rule, facts.date)]);
  const parts = partsOf(rule);
  return Array.from({ length: count }, (_, index) => writeNumber(parts, { ...facts, next: (row?.last ?? 0) + 1 + index }));
}

/** More numbers than this being taken already says that the pattern was changed to one that was used before. */
const mostTries = 50;

/**
 * Takes the next number. The counter's row stays locked until the commit: whoever drafts at the same moment waits, and a draft that fails gives its number
 * back. A number that is taken, because the pattern was another one or by chance, is passed over.
 */
export async function takeQuoteNumber(scope: Scope, rule: NumberRule, facts: Omit<NumberFacts, 'next'>): Promise<string> {
  const { rows, organizationId } = scope;
  const parts = partsOf(rule);
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const [row] = await rows<{ last: number }>(
      `insert into quote_numbers (organization_id, period, last) values ($1, $2, 1)
       on conflict (organization_id, period) do update set last = quote_numbers.last + 1 returning last`, [organizationId, periodOf(rule, facts.date)]);
    const number = writeNumber(parts, { ...facts, next: row!.last });
    const [taken] = await rows('select 1 from quotes where organization_id = $1 and number = $2 limit 1', [organizationId, number]);
    if (!taken) return number;
  }
  throw new NumbersUsedUp();
}

class NumbersUsedUp extends Refusal {
  constructor() {
    super({ status: 409, code: 'numbers_used_up', detail: 'The next numbers of quotes are all taken. Change the number pattern under Settings → Quotes.' });
  }
}

const periodOf = ({ numberResetsYearly }: NumberRule, date: string): string => (numberResetsYearly ? date.slice(0, 4) : 'all');

function partsOf({ numberPattern, numberResetsYearly }: NumberRule): PatternPart[] {
  const parts = readPattern(numberPattern, { resetsYearly: numberResetsYearly });
  if ('problem' in parts) throw new Error(`The kept number pattern cannot be read: ${parts.problem}`);
  return parts;
}
