import { isSupportedCountry } from 'libphonenumber-js/max';
import type { FieldProblem } from '../../core/problems.ts';

/** What has to be true of a place but is no matter of form: that the country, currency and time zone exist. */
export interface Place { country?: string; currency?: string; timezone?: string }

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Whether this is an IANA time zone. Offsets such as +03 are none: PostgreSQL reads their sign the other way round. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** One problem for each part of the place that does not exist; parts that are absent are not looked at. */
export function placeProblems({ country, currency, timezone }: Place): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (country !== undefined && !isSupportedCountry(country)) {
    problems.push({ pointer: '/country', detail: `${country} is not a country; expected an ISO 3166 code such as KE.` });
  }
  if (currency !== undefined && !currencies.has(currency)) {
    problems.push({ pointer: '/currency', detail: `${currency} is not a currency; expected an ISO 4217 code such as KES.` });
  }
  if (timezone !== undefined && !isTimezone(timezone)) {
    problems.push({ pointer: '/timezone', detail: `${timezone} is not a time zone; expected a name such as Africa/Nairobi.` });
  }
  return problems;
}

/** A working day has an hour at least, so that hours can be counted back over days. */
export function hoursProblems({ businessFrom, businessTo }: { businessFrom: string; businessTo: string }): FieldProblem[] {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  if (minutes(businessTo) - minutes(businessFrom) >= 60) return [];
  return [{ pointer: '/businessTo', detail: `Expected a time at least an hour after ${businessFrom}.` }];
}
