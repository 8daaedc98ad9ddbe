import { customFieldPrefix, leadFilterNames, type LeadFilterName, type LeadFilters } from '@lastmile/contracts';

/** What leads are narrowed down by, each filter under its name as the API knows it. */
export type Filters = Readonly<Record<string, string>>;

const isFilter = (name: string): boolean =>
  name.startsWith(customFieldPrefix) || leadFilterNames.includes(name as LeadFilterName);

/**
 * The filters of an address over those of the view it names: the address says what differs, and an empty word that one
 * of the view’s is taken away.
 */
export function filtersFrom(words: URLSearchParams, kept: LeadFilters): Filters {
  const filters: Record<string, string> = { ...kept };
  for (const [name, value] of words) {
    if (!isFilter(name)) continue;
    if (value === '') delete filters[name];
    else filters[name] = value;
  }
  return filters;
}

/** What the address has to say so that a filter has this value over the view’s own; null says nothing. */
export function wordFor(name: string, value: string | null, kept: LeadFilters): string | null {
  const own = (kept as Filters)[name];
  if (value === null) return own === undefined ? null : '';
  return value === own ? null : value;
}

/** Whether an address says any filter of its own. */
export function saysFilters(words: URLSearchParams): boolean {
  return [...words.keys()].some(isFilter);
}
