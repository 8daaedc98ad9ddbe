/** What a browser knows of countries, currencies and time zones, so that nobody has to look them up. */

// Browsers know the names of currencies but not where they are used.
const countriesOf: Record<string, string> = {
  AED: 'AE', AFN: 'AF', ALL: 'AL', AMD: 'AM', AOA: 'AO', ARS: 'AR', AUD: 'AU CC CX KI NF NR TV', AWG: 'AW', AZN: 'AZ',
  BAM: 'BA', BBD: 'BB', BDT: 'BD', BHD: 'BH', BIF: 'BI', BMD: 'BM', BND: 'BN', BOB: 'BO', BRL: 'BR', BSD: 'BS', BTN: 'BT',
  BWP: 'BW', BYN: 'BY', BZD: 'BZ', CAD: 'CA', CDF: 'CD', CHF: 'CH LI', CLP: 'CL', CNY: 'CN', COP: 'CO', CRC: 'CR', CUP: 'CU',
  CVE: 'CV', CZK: 'CZ', DJF: 'DJ', DKK: 'DK FO GL', DOP: 'DO', DZD: 'DZ', EGP: 'EG', ERN: 'ER', ETB: 'ET',
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM VA XK YT',
  FJD: 'FJ', FKP: 'FK', GBP: 'GB GG IM JE', GEL: 'GE', GHS: 'GH', GIP: 'GI', GMD: 'GM', GNF: 'GN', GTQ: 'GT', GYD: 'GY',
  HKD: 'HK', HNL: 'HN', HTG: 'HT', HUF: 'HU', IDR: 'ID', ILS: 'IL PS', INR: 'IN', IQD: 'IQ', IRR: 'IR', ISK: 'IS', JMD: 'JM',
  JOD: 'JO', JPY: 'JP', KES: 'KE', KGS: 'KG', KHR: 'KH', KMF: 'KM', KPW: 'KP', KRW: 'KR', KWD: 'KW', KYD: 'KY', KZT: 'KZ',
  LAK: 'LA', LBP: 'LB', LKR: 'LK', LRD: 'LR', LSL: 'LS', LYD: 'LY', MAD: 'MA EH', MDL: 'MD', MGA: 'MG', MKD: 'MK', MMK: 'MM',
  MNT: 'MN', MOP: 'MO', MRU: 'MR', MUR: 'MU', MVR: 'MV', MWK: 'MW', MXN: 'MX', MYR: 'MY', MZN: 'MZ', NAD: 'NA', NGN: 'NG',
  NIO: 'NI', NOK: 'NO SJ', NPR: 'NP', NZD: 'NZ CK NU TK', OMR: 'OM', PAB: 'PA', PEN: 'PE', PGK: 'PG', PHP: 'PH', PKR: 'PK',
  PLN: 'PL', PYG: 'PY', QAR: 'QA', RON: 'RO', RSD: 'RS', RUB: 'RU', RWF: 'RW', SAR: 'SA', SBD: 'SB', SCR: 'SC', SDG: 'SD',
  SEK: 'SE', SGD: 'SG', SHP: 'SH AC TA', SLE: 'SL', SOS: 'SO', SRD: 'SR', SSP: 'SS', STN: 'ST', SYP: 'SY', SZL: 'SZ',
  THB: 'TH', TJS: 'TJ', TMT: 'TM', TND: 'TN', TOP: 'TO', TRY: 'TR', TTD: 'TT', TWD: 'TW', TZS: 'TZ', UAH: 'UA', UGX: 'UG',
  USD: 'US AS BQ EC FM GU IO MH MP PR PW SV TC TL VG VI', UYU: 'UY', UZS: 'UZ', VES: 'VE', VND: 'VN', VUV: 'VU', WST: 'WS',
  XAF: 'CM CF CG GA GQ TD', XCD: 'AG AI DM GD KN LC MS VC', XCG: 'CW SX', XOF: 'BF BJ CI GW ML NE SN TG', XPF: 'NC PF WF',
  YER: 'YE', ZAR: 'ZA', ZMW: 'ZM', ZWG: 'ZW',
};

interface Choice {
  value: string;
  label: string;
}

const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label, 'en');

/** The countries whose phone numbers can be read, by name. */
export async function countries(): Promise<Choice[]> {
  const { getCountries } = await import('libphonenumber-js/min');
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return getCountries().map((code) => ({ value: code as string, label: names.of(code) ?? code })).sort(byLabel);
}

/** Currencies in use, as `KES · Kenyan Shilling`. */
export function currencies(): Choice[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Object.keys(countriesOf).map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` })).sort(byLabel);
}

export function timezones(): Choice[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), browserTimezone(), 'UTC']);
  return [...known].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** The country of the browser's time zone, which says where one is; its language often says only what one reads. */
export function guessCountry(): string {
  const codes = Object.values(countriesOf).flatMap((list) => list.split(' '));
  const here = codes.find((code) => timezonesIn(code).includes(browserTimezone()));
  return here ?? new Intl.Locale(navigator.language).maximize().region ?? 'US';
}

export function currencyOf(country: string): string {
  const found = Object.entries(countriesOf).find(([, codes]) => codes.split(' ').includes(country));
  return found?.[0] ?? 'USD';
}

/** The browser's own time zone where it is the country's, else the country's first. */
export function timezoneOf(country: string): string {
  const zones = timezonesIn(country);
  return zones.includes(browserTimezone()) ? browserTimezone() : zones[0] ?? browserTimezone();
}

function timezonesIn(country: string): readonly string[] {
  // Younger than some browsers in use; without it the time zone stays the browser's.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] };
  return locale.getTimeZones?.() ?? [];
}

export function browserTimezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
