import type { Organization } from '@lastmile/contracts';

/** Days as people call them, Monday first. */
export const weekdays: readonly { value: number; short: string; name: string }[] = [
  { value: 1, short: 'Mon', name: 'Monday' }, { value: 2, short: 'Tue', name: 'Tuesday' }, { value: 3, short: 'Wed', name: 'Wednesday' },
  { value: 4, short: 'Thu', name: 'Thursday' }, { value: 5, short: 'Fri', name: 'Friday' }, { value: 6, short: 'Sat', name: 'Saturday' },
  { value: 7, short: 'Sun', name: 'Sunday' },
];

/** `Mon–Fri, 08:00–17:00`; days that do not follow each other are named one by one. */
export function businessWords({ businessDays, businessFrom, businessTo }: Pick<Organization, 'businessDays' | 'businessFrom' | 'businessTo'>): string {
  return `${dayWords(businessDays)}, ${businessFrom}–${businessTo}`;
}

function dayWords(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0] ?? 1, sorted.at(-1) ?? 1];
  const short = (day: number) => weekdays[day - 1]!.short;
  const isRun = sorted.length > 2 && last - first === sorted.length - 1;
  return isRun ? `${short(first)}–${short(last)}` : sorted.map(short).join(', ');
}
