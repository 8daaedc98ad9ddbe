import type { CountryCode } from 'libphonenumber-js';
import { useSyncExternalStore } from 'react';
import { groupPhone } from './phone-groups.ts';

type Library = typeof import('libphonenumber-js/min');

let library: Library | undefined;
let loading: Promise<void> | undefined;
const waiting = new Set<() => void>();

/** The rules of every country, fetched once and only by pages that show or ask for a number. */
function load(): Promise<void> {
  loading ??= import('libphonenumber-js/min').then(
    (loaded) => {
      library = loaded;
      for (const refresh of waiting) refresh();
    },
    // Without the rules numbers are grouped plainly; the next number that is shown asks for them again.
    () => void (loading = undefined),
  );
  return loading;
}

function subscribe(refresh: () => void): () => void {
  waiting.add(refresh);
  void load();
  return () => void waiting.delete(refresh);
}

/** A number of E.164 as its country writes it, `+254 712 555 014`; what is no such number comes back as it is. */
export function usePhoneFormat(): (phone: string) => string {
  const rules = useSyncExternalStore(subscribe, () => library);
  return (phone) => rules?.parsePhoneNumberFromString(phone)?.formatInternational() ?? groupPhone(phone);
}

/** What is wrong with a number as it was typed, in words, or undefined; the server has the last word. */
export async function phoneComplaint(typed: string, country: string): Promise<string | undefined> {
  await load();
  const reason = library?.validatePhoneNumberLength(typed, country as CountryCode);
  if (reason === 'TOO_SHORT') return 'This number is too short.';
  if (reason === 'TOO_LONG') return 'This number is too long.';
  if (reason === 'NOT_A_NUMBER') return 'Write a phone number, like 0712 555 014 or +254 712 555 014.';
  if (reason === 'INVALID_COUNTRY') return 'No country begins with this code.';
  return undefined;
}
