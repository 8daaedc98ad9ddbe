import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { InvalidFields } from './problems.ts';

/** What was read lately, by country: a row of a file is read where its cell is looked at and again where its lead is written. */
const lately = new Map<string, Map<string, string | null>>();
const mostKept = 5000;

/** The number in E.164, read as somebody in `country` would dial it; null where it cannot be a number there (D3). */
export function parsePhone(text: string, country: string): string | null {
  let known = lately.get(country);
  if (!known || known.size >= mostKept) lately.set(country, known = new Map());
  const found = known.get(text);
  if (found !== undefined) return found;
  const number = parsePhoneNumberFromString(text, country as CountryCode);
  const phone = number?.isPossible() ? number.number : null;
  known.set(text, phone);
  // Who has it in E.164 gets the same again.
  if (phone) known.set(phone, phone);
  return phone;
}

/** The same for a field of a form: throws a 422 naming the field. Blank is null. */
export function requirePhone(text: string | null | undefined, country: string, pointer: string): string | null {
  if (!text?.trim()) return null;
  const phone = parsePhone(text, country);
  if (!phone) {
    throw new InvalidFields([{ pointer, detail: `“${text.slice(0, 40)}” is not a phone number in ${country}; for another country begin with + and its code.` }]);
  }
  return phone;
}

/** A number in E.164 as people read it, `+254 712 555 014`: a spreadsheet keeps that as it is, and takes the digits alone for a number. */
export const internationalPhone = (phone: string): string => parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
