const small = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const endings = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
const rules = new Intl.PluralRules('en', { type: 'ordinal' });

/** `first` … `tenth`, then `11th`, `22nd`. */
export function ordinal(number: number): string {
  return small[number - 1] ?? `${number}${endings[rules.select(number)]}`;
}
