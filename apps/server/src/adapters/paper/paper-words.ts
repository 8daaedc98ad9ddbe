/** How amounts and days are written on paper. */

/** A currency's own sign where it is one that means no other currency; else its code, as everywhere in the product. */
const signs: { readonly [currency: string]: string } = { NGN: '₦', EUR: '€', GHS: '₵', INR: '₹', PHP: '₱', TRY: '₺', UAH: '₴', KZT: '₸', GEL: '₾', ILS: '₪', VND: '₫' };

export interface Words {
  amount(decimal: string): string;
  money(decimal: string): string;
  day(at: string): string;
  moment(at: string): string;
  percent(decimal: string): string;
  quantity(decimal: string): string;
}

export function wordsOf({ currency, locale, timezone }: { currency: string; locale: string; timezone: string }): Words {
  const numbers = new Intl.NumberFormat(supported(locale), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const sign = signs[currency];
  const amount = (decimal: string) => numbers.format(decimal as Intl.StringNumericLiteral);
  const plain = (decimal: string) => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal);
  const written = (at: string, options: Intl.DateTimeFormatOptions) => (/^\d{4}-\d{2}-\d{2}$/.test(at)
    ? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(`${at}T12:00:00Z`))
    : new Intl.DateTimeFormat('en-GB', { ...options, timeZone: timezone }).format(Date.parse(at)));
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return {
    amount,
    money: (decimal) => (sign ? `${sign}${amount(decimal)}` : `${currency}\u00A0${amount(decimal)}`),
    day: (at) => written(at, day),
    moment: (at) => `${written(at, day)}, ${written(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })} (${timezone})`,
    percent: (decimal) => `${plain(decimal)}%`,
    quantity: plain,
  };
}

function supported(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
