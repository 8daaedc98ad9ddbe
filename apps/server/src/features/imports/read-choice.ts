import { createValue, type ValueMapping } from '@lastmile/contracts';
import type { Catalogue } from '../leads/index.ts';
import { CellRefused, said } from './cell-refused.ts';

/** The id or code that a word stands for: as it was mapped, else by its name. Null leaves it out; throws where nothing is called so. */
export type ChoiceReader = (field: string, text: string) => string | null;

export function choiceReader({ sources, offers, people, tags }: Catalogue, values: ValueMapping): ChoiceReader {
  const named = (entries: Iterable<[string, { name: string; email?: string }]>) => new Map([...entries].flatMap(([id, { name, email }]) =>
    [[id.toLowerCase(), id], [name.toLowerCase(), id], ...(email ? [[email.toLowerCase(), id]] : [])] as [string, string][]));
  // What is not in use any more is known too, as of leads that have it; the later of two with one name is the one in use.
  const lastInUse = <Of extends object>(entries: Iterable<[string, Of]>, isInUse: (of: Of) => boolean) => [...entries].toSorted(([, one], [, other]) => Number(isInUse(one)) - Number(isInUse(other)));
  const known: { [field: string]: Map<string, string> } = {
    source: named(lastInUse(sources, ({ isActive }) => isActive)), offerId: named(offers), owner: named(lastInUse(people, ({ isDisabled }) => !isDisabled)), tags: named(tags),
  };
  const nouns: { [field: string]: string } = { source: 'source', offerId: 'package', owner: 'person', tags: 'tag' };
  return (field, text) => {
    const mapped = mappedValue(values, field, text);
    if (mapped !== undefined) return mapped === createValue ? null : mapped;
    const found = known[field]!.get(text.toLowerCase());
    if (found) return found;
    throw new CellRefused(`There is no ${nouns[field]} ${said(text)} here.`, { unknown: true });
  };
}

/** What a word was said to become; undefined where nothing was said of it. */
export function mappedValue(values: ValueMapping, field: string, text: string): string | null | undefined {
  const of = values[field];
  if (!of) return undefined;
  if (Object.hasOwn(of, text)) return of[text];
  const key = Object.keys(of).find((name) => name.toLowerCase() === text.toLowerCase());
  return key === undefined ? undefined : of[key];
}
