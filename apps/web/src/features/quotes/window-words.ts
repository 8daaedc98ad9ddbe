import type { NotificationSettings } from '@lastmile/contracts';
import { weekdays } from '../../lib/business-hours.ts';

/** When messages go out, in a sentence: “2 hours after now at the earliest, Mon, Tue and Fri, 08:00 to 18:00.” */
export function windowWords({ quoteSendDelayHours: delay, notificationDays, notificationHours }: Pick<NotificationSettings, 'quoteSendDelayHours' | 'notificationDays' | 'notificationHours'>): string {
  const days = notificationDays.length === 7 ? 'every day' : new Intl.ListFormat('en').format(weekdays.filter(({ value }) => notificationDays.includes(value)).map(({ short }) => short));
  const when = notificationHours.length === 24 ? 'at any hour' : hourRanges(notificationHours).join(', ');
  return `${delay > 0 ? `${delay} ${delay === 1 ? 'hour' : 'hours'} from now at the earliest; ` : ''}${days}, ${when}, by the organization’s clock.`;
}

/** `[8, 9, 10, 14]` → `08:00 to 11:00`, `14:00 to 15:00`. */
export function hourRanges(hours: readonly number[]): string[] {
  const sorted = hours.toSorted((one, other) => one - other);
  const ranges: [number, number][] = [];
  for (const hour of sorted) {
    const last = ranges.at(-1);
    if (last && last[1] === hour) last[1] = hour + 1;
    else ranges.push([hour, hour + 1]);
  }
  const written = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return ranges.map(([from, to]) => `${written(from)} to ${written(to)}`);
}
