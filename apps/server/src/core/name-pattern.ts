/** Patterns by which things get their names, for example `{year}-{next|6}`: text and variables, some of which take a width. */
import { randomInt } from 'node:crypto';

export type PatternPart = { text: string } | { variable: string; width: number | null };

interface Grammar {
  /** All variables there are, in the order in which people are told of them. */
  variables: readonly string[];
  /** Those that take a width, as in `{next|6}`. */
  sized: readonly string[];
}

const widest = 12;

/** The parts of a pattern, or in words why it cannot be one. */
export function parsePattern(pattern: string, grammar: Grammar): PatternPart[] | { problem: string } {
  const parts: PatternPart[] = [];
  let rest = pattern.trim();
  while (rest) {
    const open = rest.search(/[{}]/);
    if (open < 0) {
      parts.push({ text: rest });
      break;
    }
    if (open > 0) parts.push({ text: rest.slice(0, open) });
    if (rest[open] === '}') return { problem: `There is a } without its { before “${rest.slice(open + 1, open + 12)}”.` };
    const close = rest.indexOf('}', open);
    if (close < 0) return { problem: `The { before “${rest.slice(open + 1, open + 12)}” is not closed.` };
    const part = variablePart(rest.slice(open + 1, close), grammar);
    if ('problem' in part) return part;
    parts.push(part);
    rest = rest.slice(close + 1);
  }
  return parts;
}

const listed = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(' ');

function variablePart(inside: string, { variables, sized }: Grammar): PatternPart | { problem: string } {
  const [variable = '', width, ...more] = inside.split('|');
  if (!variables.includes(variable)) return { problem: `{${inside}} is not known; use one of ${listed(variables)}.` };
  if (width === undefined) return { variable, width: null };
  if (more.length > 0 || !/^\d{1,2}$/.test(width) || Number(width) < 1 || Number(width) > widest) {
    return { problem: `{${inside}}: after | comes a width from 1 to ${widest}, for example {next|6}.` };
  }
  if (!sized.includes(variable)) return { problem: `{${inside}}: only ${listed(sized)} take a width.` };
  return { variable, width: Number(width) };
}

export const variablesIn = (parts: readonly PatternPart[]): string[] => parts.flatMap((part) => ('variable' in part ? [part.variable] : []));

/** The first text between variables that has something else in it than is allowed. */
export function oddText(parts: readonly PatternPart[], allowed: RegExp): string | null {
  const odd = parts.find((part) => 'text' in part && !allowed.test(part.text));
  return odd && 'text' in odd ? odd.text : null;
}

/** By chance, each letter as likely as another. */
export const drawn = (from: string, count: number): string => Array.from({ length: count }, () => from[randomInt(from.length)]).join('');
