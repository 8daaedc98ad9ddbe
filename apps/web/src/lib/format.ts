/** How amounts and moments are written. All of it is pure: the time zone and “now” are given, so it can be tested. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `KES 2,500`, `KES 2,500.50`: the amount is a decimal string and stays exact. */
export function formatMoney(amount: string, currency: string, locale = 'en'): string {
  const { unit, number } = moneyParts(amount, currency, locale);
  return `${unit}\u00a0${number}`;
}

/** The two parts of {@link formatMoney}, for where they look different: between them stands the same space that many locales group digits with. */
export function moneyParts(amount: string, currency: string, locale = 'en'): { unit: string; number: string } {
  const isWhole = !/\.\d*[1-9]/.test(amount);
  const digits = isWhole ? 0 : 2;
  const format = numberFormatter(locale, digits, digits);
  // A decimal string is formatted digit by digit; as a JavaScript number it could change.
  return { unit: currency, number: format.format(amount as Intl.StringNumericLiteral).replace('-', '−') };
}

/** `50K`, `1.2M`: where there is room for no more. */
export function formatBriefly(count: number, locale = 'en'): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

export function formatCount(count: number, locale = 'en'): string {
  return numberFormatter(locale, 0, 3).format(count);
}

/** A calendar date, without an hour: the server sends these where the hour does not matter. */
export function isDate(at: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(at);
}

/** `18 May, 18:44`; `18 May` for a date; with the year where it is not this one. */
export function formatMoment(at: string, timezone: string, now: number): string {
  const date = formatDay(at, timezone, now);
  return isDate(at) ? date : `${date}, ${formatTime(at, timezone)}`;
}

/** `18 May`, and `18 May 2025` where that is not this year. */
export function formatDay(at: string, timezone: string, now: number): string {
  const then = calendarDay(at, timezone);
  const thisYear = then.slice(0, 4) === calendarDay(now, timezone).slice(0, 4);
  return written(at, timezone, { day: 'numeric', month: 'short', ...(thisYear ? {} : { year: 'numeric' }) });
}

/** `14:00`. */
export function formatTime(at: string, timezone: string): string {
  return written(at, timezone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `Today`, `Tomorrow`, `Yesterday`, a weekday within the coming six days (`Thu`), else `22 May`. */
export function formatNearDay(at: string, timezone: string, now: number): string {
  const days = daysBetween(now, at, timezone);
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  if (days > 1 && days < 7) return written(at, timezone, { weekday: 'short' });
  return formatDay(at, timezone, now);
}

/** `Today, 14:00`, `Tomorrow, 09:00`, `Thu, 10:00`, `22 May, 09:00`; without an hour for a date. */
export function formatNear(at: string, timezone: string, now: number): string {
  const near = formatNearDay(at, timezone, now);
  return isDate(at) ? near : `${near}, ${formatTime(at, timezone)}`;
}

/** `just now`, `8 min ago`, `5 h ago`, `3 days ago`, and the day itself after a month. */
export function formatAgo(at: string, timezone: string, now: number): string {
  const passed = now - instantOf(at);
  if (passed < minute) return 'just now';
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < day) return `${Math.floor(passed / hour)} h ago`;
  const days = Math.max(1, -daysBetween(now, at, timezone));
  return days <= 30 ? `${count(days, 'day')} ago` : formatDay(at, timezone, now);
}

/** How long something has stood, in the room of a card: `20 min`, `5 h`, `2 d`. */
export function formatAge(at: string, now: number): string {
  const passed = Math.max(0, now - instantOf(at));
  if (passed < hour) return `${Math.floor(passed / minute)} min`;
  return passed < day ? `${Math.floor(passed / hour)} h` : `${Math.floor(passed / day)} d`;
}

/** How long something lasted, in words: `20 min`, `5 h`, `1 day`, `12 days`. */
export function formatDuration(seconds: number): string {
  const passed = seconds * 1000;
  if (passed < hour) return `${Math.max(1, Math.round(passed / minute))} min`;
  return passed < day ? `${Math.floor(passed / hour)} h` : count(Math.floor(passed / day), 'day');
}

/** `3 h late`, `2 days late`; a date is late from the day after it. */
export function formatLate(at: string, timezone: string, now: number): string {
  const days = -daysBetween(now, at, timezone);
  if (isDate(at)) return days > 0 ? `${count(days, 'day')} late` : 'Late';
  const passed = Math.max(0, now - instantOf(at));
  if (passed < hour) return `${Math.max(1, Math.floor(passed / minute))} min late`;
  if (passed < day) return `${Math.floor(passed / hour)} h late`;
  return `${count(Math.max(1, days), 'day')} late`;
}

/** Whether a day is over; today is not. */
export const hasPassed = (day: string, timezone: string, now: number): boolean => daysBetween(now, day, timezone) < 0;

/** Everything about a moment, for whoever hovers over it: `Monday, 18 May 2026, 18:44 (Africa/Nairobi)`. */
export function formatExactly(at: string, timezone: string): string {
  const date = written(at, timezone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const comma = date.replace(/^(\p{L}+) /u, '$1, ');
  return isDate(at) ? comma : `${comma}, ${formatTime(at, timezone)} (${timezone})`;
}

/** So many of an item, in what it is counted in: `12`, `60 metres`, `1 roll`, `5 m`; of pieces the number alone, or with `pieces` the word too. */
export function quantityWords(quantity: number, unit: string, { pieces = false } = {}): string {
  if (unit === 'piece' && !pieces) return formatCount(quantity);
  const isWord = /^[a-z]{3,}[a-rt-z]$/i.test(unit);
  return `${formatCount(quantity)} ${quantity !== 1 && isWord ? `${unit}s` : unit}`;
}

/** `1 day`, `2 days`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Whole calendar days from one moment to another, as a person there counts them: midnight makes the difference. */
function daysBetween(from: number, to: string, timezone: string): number {
  return Math.round((Date.parse(calendarDay(to, timezone)) - Date.parse(calendarDay(from, timezone))) / day);
}

/** The date it is somewhere, as YYYY-MM-DD. */
export function calendarDay(at: string | number, timezone: string): string {
  if (typeof at === 'string' && isDate(at)) return at;
  const parts = formatter(timezone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** A date counts from its noon in UTC, which is the same date almost everywhere. */
function instantOf(at: string): number {
  return Date.parse(isDate(at) ? `${at}T12:00:00Z` : at);
}

function written(at: string, timezone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(isDate(at) ? 'UTC' : timezone, options).format(instantOf(at));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making one takes as long as a thousand uses of it, and a board writes hundreds of dates.
function formatter(timezone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timezone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: timezone });
  formatters.set(key, made);
  return made;
}

const numberFormatters = new Map<string, Intl.NumberFormat>();

function numberFormatter(locale: string, fewest: number, most: number): Intl.NumberFormat {
  const key = `${locale} ${fewest} ${most}`;
  const known = numberFormatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(safeLocale(locale), { minimumFractionDigits: fewest, maximumFractionDigits: most });
  numberFormatters.set(key, made);
  return made;
}

/** A locale an administrator mistyped must not take every page with it. */
function safeLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
