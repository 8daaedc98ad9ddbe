export interface Option {
  value: string;
  label: string;
}

const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label, 'en');

/**
 * The countries whose phone numbers can be read, by name; the list is fetched, as it comes with every country's rules.
 */
export async function countryOptions(): Promise<Option[]> {
  const { getCountries } = await import('libphonenumber-js/min');
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return getCountries().map((code) => ({ value: code as string, label: names.of(code) ?? code })).sort(byLabel);
}

/** Currencies as `KES · Kenyan Shilling`. */
export function currencyOptions(): Option[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  const codes = Intl.supportedValuesOf('currency');
  return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` })).sort(byLabel);
}

/** Time zones, with the one in use even where the browser calls it otherwise. */
export function timezoneOptions(current: string): Option[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), current, 'UTC']);
  return [...known].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
