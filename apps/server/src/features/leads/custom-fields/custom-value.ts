import { customNumberBound, type GeoPoint, type LeadFieldOption, type LeadFieldType } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { parsePhone } from '../../../core/phone.ts';
import { isDate } from '../../../core/zoned-time.ts';

export type CustomValue = string | number | GeoPoint;
/** What a lead holds in an organization's own fields, by their names; a field without a value is not in it. */
export type CustomValues = { [name: string]: CustomValue };

/** What a value is checked against. */
export interface ValueRule { type: LeadFieldType; options: readonly Static<typeof LeadFieldOption>[] }

/** Longest text of a custom field; a note is the place for more. */
const textLength = 2000;
const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export type ReadValue = { value: CustomValue | null } | { problem: string };

/**
 * What was written in a custom field as leads hold it: blanks as nothing, emails in lower case, phones in E.164 as people in `country` dial them, an
 * option by its value. `problem` says what was expected where it cannot be so.
 */
export function readCustomValue({ type, options }: ValueRule, written: unknown, country: string): ReadValue {
  if (written === null || written === undefined) return { value: null };
  if (type === 'number') return readNumber(written);
  if (type === 'geo') return readGeo(written);
  if (typeof written !== 'string') return { problem: `Expected ${expected[type]}.` };
  const text = written.trim();
  if (!text) return { value: null };
  const value = readText(type, options, text, country);
  return value === null ? { problem: wrong(type, text, country, options) } : { value };
}

function readText(type: LeadFieldType, options: ValueRule['options'], text: string, country: string): string | null {
  switch (type) {
    case 'email': return emailForm.test(text) && text.length <= 254 ? text.toLowerCase() : null;
    case 'phone': return parsePhone(text, country);
    case 'date': return isDate(text) ? text : null;
    case 'select': return optionNamed(options, text)?.value ?? null;
    default: return text.length <= textLength ? text : null;
  }
}

/** An option by its value, else by what people call it. */
export function optionNamed(options: ValueRule['options'], text: string): Static<typeof LeadFieldOption> | undefined {
  const word = text.toLowerCase();
  return options.find(({ value }) => value === text) ?? options.find(({ label }) => label.toLowerCase() === word);
}

function readNumber(written: unknown): ReadValue {
  if (typeof written !== 'number') return written === '' ? { value: null } : { problem: 'Expected a number.' };
  return Math.abs(written) <= customNumberBound
    ? { value: written }
    : { problem: `Expected a number between -${customNumberBound} and ${customNumberBound}.` };
}

function readGeo(written: unknown): ReadValue {
  if (written === '') return { value: null };
  const problem = 'Expected { latitude, longitude } in degrees.';
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return { problem };
  const { latitude, longitude, ...rest } = written as { latitude?: unknown; longitude?: unknown };
  const fits = (degrees: unknown, most: number): degrees is number => typeof degrees === 'number' && Math.abs(degrees) <= most;
  if (Object.keys(rest).length > 0 || !fits(latitude, 90) || !fits(longitude, 180)) return { problem };
  // Six decimals are a hand's breadth, as in the columns of a lead's own pin.
  return { value: { latitude: Number(latitude.toFixed(6)), longitude: Number(longitude.toFixed(6)) } };
}

const expected: { [type in LeadFieldType]: string } = {
  text: 'text', email: 'an email address', phone: 'a phone number as text', select: 'one of the options as text', number: 'a number',
  date: 'a date as YYYY-MM-DD', geo: '{ latitude, longitude }',
};

function wrong(type: LeadFieldType, text: string, country: string, options: ValueRule['options']): string {
  const said = `“${text.slice(0, 40)}”`;
  switch (type) {
    case 'email': return `${said} is not an email address.`;
    case 'phone': return `${said} is not a phone number in ${country}; for another country begin with + and its code.`;
    case 'date': return `${said} is not a day; expected one that exists, as YYYY-MM-DD.`;
    case 'select': return `${said} is not an option; expected one of ${options.slice(0, 10).map(({ value }) => value).join(', ')}.`;
    default: return `Expected at most ${textLength} characters.`;
  }
}
