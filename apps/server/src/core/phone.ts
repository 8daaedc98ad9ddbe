import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { InvalidFields } from './problems.ts';

/** Numbers in E.164 that were read lately, which are the same in every country: a row of a file is read where its cell is looked at and again where its lead is written. */
const lately = new Set<string>();
const mostKept = 5000;

/** The number in E.164, read as somebody in `country` would dial it; null where it cannot be a number there (D3). */
export function parsePhone(text: string, country: string): string | null {
  if (lately.has(text)) return text;
  const number = parsePhoneNumberFromString(text, country as CountryCode);
  if (!number?.isPossible()) return null;
  if (lately.size >= mostKept) lately.clear();
  lately.add(number.number);
  return number.number;
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
