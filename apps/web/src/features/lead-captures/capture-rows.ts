import { formatMoment, formatMoney, isDate } from '../../lib/format.ts';

/** A line of what was captured: its words, or lines below it. */
export type CaptureRow = { label: string; text: string } | { label: string; rows: readonly CaptureRow[] };

interface Locale {
  currency: string;
  locale: string;
  timezone: string;
  now: number;
}

/** Ways through places are read in their order. */
const inOrder = /route|stops|waypoints|via|path|legs/i;
const money = /cost|price|total|amount|value|fee|budget/i;
/** What counts, weighs or names is no amount, whatever else its name has in it. */
const noMoney = /count|number|weight|id$|items|quantity/i;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Data of any system as lines to read: labels from its names, dates and amounts as people write them, nothing that is empty. */
export function captureRows(data: object, locale: Locale): readonly CaptureRow[] {
  return Object.entries(data).flatMap(([name, value]) => rowsOf(name, value, locale));
}

function rowsOf(name: string, value: unknown, locale: Locale): readonly CaptureRow[] {
  const label = labelOf(name);
  if (Array.isArray(value)) return listRows(name, value.filter((item) => !isEmpty(item)), locale);
  if (value !== null && typeof value === 'object') {
    const short = shortRow(value, locale);
    if (short) return [{ label, text: short }];
    const rows = captureRows(value, locale);
    return rows.length > 0 ? [{ label, rows }] : [];
  }
  const text = wordsFor(name, value, locale);
  return text === null ? [] : [{ label, text }];
}

function listRows(name: string, items: readonly unknown[], locale: Locale): readonly CaptureRow[] {
  const label = labelOf(name);
  if (items.length === 0) return [];
  if (items.every((item) => typeof item !== 'object')) {
    return [{ label, text: items.map((item) => wordsFor(name, item, locale)).join(inOrder.test(name) ? ' → ' : ', ') }];
  }
  return [{ label, rows: items.flatMap((item, index) => itemRows(String(index + 1), item, locale)) }];
}

/** A thing of a list in one line where it says little: `Item Static IP · Quantity 4`. */
function itemRows(place: string, item: unknown, locale: Locale): readonly CaptureRow[] {
  const members = item !== null && typeof item === 'object' ? Object.entries(item).filter(([, member]) => !isEmpty(member)) : [];
  const line = members.map(([name, member]) => `${labelOf(name)} ${wordsFor(name, member, locale) ?? ''}`).join(' · ');
  const isLittle = members.length > 0 && members.every(([, member]) => typeof member !== 'object') && line.length <= 80;
  return isLittle ? [{ label: place, text: line }] : rowsOf(place, item, locale);
}

/** A few numbers beside each other say more than under each other: `Length 12 · Width 3`. */
function shortRow(value: object, locale: Locale): string | null {
  const entries = Object.entries(value).filter(([, member]) => !isEmpty(member));
  const isShort = entries.length > 0 && entries.length <= 4 && entries.every(([, member]) => typeof member === 'number');
  return isShort ? entries.map(([name, member]) => `${labelOf(name)} ${wordsFor(name, member, locale) ?? ''}`).join(' · ') : null;
}

function wordsFor(name: string, value: unknown, { currency, locale, timezone, now }: Locale): string | null {
  if (isEmpty(value)) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const isAmount = money.test(name) && !noMoney.test(name);
  if (typeof value === 'number') {
    return isAmount && Number.isFinite(value) ? formatMoney(value.toFixed(2), currency, locale) : new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value);
  }
  const text = String(value).trim();
  if (isAmount && /^\d{1,12}(\.\d{1,2})?$/.test(text)) return formatMoney(text, currency, locale);
  if ((isDate(text) || instant.test(text)) && !Number.isNaN(Date.parse(text))) return formatMoment(text, timezone, now);
  return text;
}

/** `pickup_date`, `pickupDate` → `Pickup date`; what is no name in words stays as it is. */
export function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ').trim();
  const sentence = /[a-z]/.test(words) ? words.split(' ').map((word) => (/^[A-Z\d]{2,}$/.test(word) ? word : word.toLowerCase())).join(' ') : words;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
