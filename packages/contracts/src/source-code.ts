/** How codes of sources are made up: by the page that shows one, and by the server where a file brings a source. The same rule for both. */
import { sourceCodeLength } from './lead-sources.ts';

/**
 * A code made of a name, `Field sales (west)` → `field_sales_west`, which none of those that are taken is. A name without letters that a code may have, as ማስታወቂያ,
 * gets a number behind a word that says nothing.
 */
export function sourceCodeFor(name: string, taken: Iterable<string>): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+/, '').replace(/_+$/, '');
  const word = letters.length > 1 ? letters : letters ? `source_${letters}` : 'source';
  const others = new Set(taken);
  const cut = (most: number) => word.slice(0, most).replace(/_+$/, '');
  let code = cut(sourceCodeLength);
  for (let number = 2; others.has(code); number += 1) code = `${cut(sourceCodeLength - 1 - String(number).length)}_${number}`;
  return code;
}
