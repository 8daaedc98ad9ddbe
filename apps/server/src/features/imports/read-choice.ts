import { createValue, type ValueMapping } from '@lastmile/contracts';
import type { Catalogue } from '../leads/index.ts';
import { said, wordsUnknown, type UnknownWord } from './cell-refused.ts';

type Choice = 'source' | 'offerId' | 'owner' | 'tags';

/** What words of a file stand for: as they were mapped, else by name. What was said to mean nothing is left out; throws where nothing is called so. */
export interface ChoiceReader {
  one(field: Choice, text: string): string | null;
  /** Of words that stand in one cell, each once. */
  several(field: Choice, texts: readonly string[]): string[];
}

export function choiceReader({ sources, offers, people, tags }: Catalogue, values: ValueMapping): ChoiceReader {
  const named = (entries: Iterable<[string, { name: string; email?: string }]>) => new Map([...entries].flatMap(([id, { name, email }]) =>
    [[id.toLowerCase(), id], [name.toLowerCase(), id], ...(email ? [[email.toLowerCase(), id]] : [])] as [string, string][]));
  // What is not in use any more is known too, as of leads that have it; the later of two with one name is the one in use.
  const lastInUse = <Of extends object>(entries: Iterable<[string, Of]>, isInUse: (of: Of) => boolean) => [...entries].toSorted(([, one], [, other]) => Number(isInUse(one)) - Number(isInUse(other)));
  const known: { readonly [field in Choice]: ReadonlyMap<string, string> } = {
    source: named(lastInUse(sources, ({ isActive }) => isActive)), offerId: named(offers), owner: named(lastInUse(people, ({ isDisabled }) => !isDisabled)), tags: named(tags),
  };
  const meaning = (field: Choice, text: string): string | null | undefined => {
    const mapped = mappedValue(values, field, text);
    return mapped === undefined ? known[field].get(text.toLowerCase()) : mapped === createValue ? null : mapped;
  };
  const unknown = (field: Choice, word: string): UnknownWord => ({ word, detail: `There is no ${nouns[field]} ${said(word)} here.` });
  return {
    one(field, text) {
      const found = meaning(field, text);
      if (found === undefined) throw wordsUnknown([unknown(field, text)]);
      return found;
    },
    several(field, texts) {
      const lower = texts.map((text) => text.toLowerCase());
      const found = texts.filter((_, index) => lower.indexOf(lower[index]!) === index).map((word) => ({ word, meaning: meaning(field, word) }));
      const strange = found.filter((one) => one.meaning === undefined);
      if (strange.length > 0) throw wordsUnknown(strange.map(({ word }) => unknown(field, word)));
      return [...new Set(found.flatMap((one) => one.meaning ?? []))];
    },
  };
}

const nouns: { readonly [field in Choice]: string } = { source: 'source', offerId: 'package', owner: 'person', tags: 'tag' };

/** What a word was said to become; undefined where nothing was said of it. */
export function mappedValue(values: ValueMapping, field: string, text: string): string | null | undefined {
  const of = values[field];
  if (!of) return undefined;
  if (Object.hasOwn(of, text)) return of[text];
  const key = Object.keys(of).find((name) => name.toLowerCase() === text.toLowerCase());
  return key === undefined ? undefined : of[key];
}
