import { isId } from './ids.ts';
import { Refusal } from './problems.ts';

/**
 * The ids of a filter that takes several, in lower case; `none` stays as it is. Throws a 400 naming the first that is
 * no id.
 */
export function idList(text: string, pointer: string): string[] {
  const ids = text.toLowerCase().split(',');
  const wrong = ids.find((id) => id !== 'none' && !isId(id));
  if (wrong === undefined) return ids;
  const detail = `“${wrong.slice(0, 40)}” is no id; expected ids separated by commas, or none.`;
  throw new Refusal({ status: 400, code: 'malformed', detail: `${pointer}: ${detail}`, errors: [{ pointer, detail }] });
}
