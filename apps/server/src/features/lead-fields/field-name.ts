import { standardLeadField } from '@lastmile/contracts';

/** Longest name that is made; a number may follow. */
const longest = 60;

/**
 * The name of a custom field, made of its label: “Building name” is `buildingName`. It stays when the label changes, so it is one that no other field
 * has, that no property of a lead has, and that means nothing to programs that read it.
 */
export function fieldName(label: string, taken: ReadonlySet<string>): string {
  const words = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  const [first = '', ...others] = words.join(' ').replace(/^[\d ]+/, '').split(' ');
  const name = (first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')).slice(0, longest) || 'field';
  const isFree = (candidate: string) => !taken.has(candidate) && !standardLeadField(candidate) && !(candidate in Object.prototype);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (isFree(candidate)) return candidate;
  }
}
