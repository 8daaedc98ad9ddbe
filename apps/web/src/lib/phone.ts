import type { CountryCode } from 'libphonenumber-js';

/**
 * What is wrong with a number as it was typed, in words, or undefined. A first hint, by the rules of every country,
 * which are fetched when the first number is asked about; the server has the last word.
 */
export async function phoneComplaint(typed: string, country: string): Promise<string | undefined> {
  const rules = await import('libphonenumber-js/min').catch(() => undefined);
  switch (rules?.validatePhoneNumberLength(typed, country as CountryCode)) {
    case 'TOO_SHORT': return 'This number is too short.';
    case 'TOO_LONG': case 'INVALID_LENGTH': return 'This number does not have the right length.';
    case 'NOT_A_NUMBER': return 'Write a phone number, like 0712 555 014 or +254 712 555 014.';
    case 'INVALID_COUNTRY': return 'No country begins with this code.';
    default: return undefined;
  }
}
