import { idList } from '../../../core/id-list.ts';
import type { Scope } from '../../../core/in-org.ts';
import { Refusal } from '../../../core/problems.ts';
import { likePattern } from '../../../core/sql.ts';
import { isInstant } from '../../../core/zoned-time.ts';
import { daysOf, instantsOf } from './day-range.ts';

/** Puts a value among the statement's parameters and gives its place, such as `$7`. */
export type Place = (value: unknown) => string;

/** One filter as a condition on `l`, a lead; `where` is how the filter is called in a refusal. */
export type Condition = (text: string, scope: Scope, place: Place, where: string) => string;

/** Answers a filter whose form is right and whose sense is not. */
export function badFilter(pointer: string, detail: string): Refusal {
  return new Refusal({ status: 400, code: 'malformed', detail: `${pointer}: ${detail}`, errors: [{ pointer, detail }] });
}

/** Any of several; `none` for leads without one. */
export const anyOf = (column: string, type: 'text' | 'uuid'): Condition => (text, _scope, place, where) => {
  const values = type === 'uuid' ? idList(text, where) : text.split(',');
  const named = values.filter((value) => value !== 'none');
  const parts = [
    ...(named.length > 0 ? [`${column} = any (${place(named)}::${type}[])`] : []),
    ...(named.length < values.length ? [`${column} is null`] : []),
  ];
  return `(${parts.join(' or ')})`;
};

/** Part of a text, in any case; `=all of it`; `=` alone for those without one. */
export const containing = (column: string): Condition => (text, _scope, place) => {
  if (text.trim() === '=') return `${column} is null`;
  return text.startsWith('=') ? `lower(${column}) = lower(${place(text.slice(1))})` : `${column} ilike ${place(likePattern(text.trim()))}`;
};

/** Yes or no. */
export const whether = (condition: string): Condition => (text) => (text === 'true' ? `(${condition})` : `not (${condition})`);

/** `1000..2500` of a column that is a number. */
export const amountRange = (column: string): Condition => (text, _scope, place) => {
  if (text === 'none') return `${column} is null`;
  const [from, to = from] = text.split('..');
  return [from && `${column} >= ${place(from)}::numeric`, to && `${column} <= ${place(to)}::numeric`].filter(Boolean).join(' and ');
};

/** Days where the actor is, of a column that is an instant. */
export const dayRange = (column: string): Condition => (text, { actor, now }, place, where) => {
  if (text === 'none') return `${column} is null`;
  if (text.includes('T')) {
    const [since, until] = text.split('..').map((instant) => {
      if (!isInstant(instant)) throw badFilter(where, `“${instant}” is no instant.`);
      return place(instant);
    });
    return `${column} >= ${since!}::timestamptz and ${column} < ${until!}::timestamptz`;
  }
  const days = daysOf(text, actor.timezone, now);
  if (!days) throw badFilter(where, `“${text}” names a day that does not exist.`);
  const { from, before } = instantsOf(days, actor.timezone);
  return [from && `${column} >= ${place(from)}::timestamptz`, before && `${column} < ${place(before)}::timestamptz`].filter(Boolean).join(' and ');
};

/** Where rows that hang on a lead stand: which of them are meant, when that was, and whose. */
interface Hanging { from: string; of: string; at: string; by: string }

/** Leads on which something hangs, `key;days;people`. It is looked for by its own index, as it is little beside all leads. */
export const hanging = (whatHangs: (key: string, place: Place) => Hanging): Condition => (text, scope, place, where) => {
  const [key = '', days = '', people] = text.split(';');
  const { from, of, at, by } = whatHangs(key, place);
  const whose = people === undefined ? '' : ` and ${by} = any (${place(idList(people, where))}::uuid[])`;
  return `l.id = any (array(select h.lead_id from ${from} where h.organization_id = $1 and ${of} and ${dayRange(at)(days, scope, place, where)}${whose}))`;
};
