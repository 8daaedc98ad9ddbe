import { createContext, useContext } from 'react';

/** How this person and organization write moments and amounts. */
export interface Locale {
  timezone: string;
  locale: string;
  currency: string;
  country: string;
}

const browser: Locale = {
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  locale: 'en',
  currency: 'USD',
  country: 'US',
};

/** Outside the signed-in part the browser's own settings stand in. */
export const LocaleContext = createContext<Locale>(browser);

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
