import type { DateOrder } from '@lastmile/contracts';
import { isDate, instantAt } from '../../core/zoned-time.ts';
import { CellRefused, said } from './cell-refused.ts';

/** 2031-02-03, 3.2.2031, or 03/02/2031 and 03-02-2031, in which the day or the month comes first: that is decided for a whole column. */
export function dateIn(text: string, order: DateOrder): string {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, first, sign, second, third] = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  // With points nobody writes the month first.
  const isMonthFirst = order === 'month_first' && sign !== '.';
  const parts = year ? [year, month!, day!] : third ? isMonthFirst ? [third, first!, second!] : [third, second!, first!] : null;
  const date = parts && parts.map((part) => part.padStart(2, '0')).join('-');
  if (date && isDate(date)) return date;
  const read = third && sign !== '.' ? ` where the ${isMonthFirst ? 'month' : 'day'} comes first, as in this column` : '';
  throw new CellRefused(`${said(text)} is not a day${read}; expected one such as 2031-02-03 or ${order === 'month_first' ? '02/13/2031' : '13/02/2031'}.`);
}

/** A day, or a day and a time there: `2031-02-03 14:05`. What names its own zone is left to the rule of instants. */
export function momentIn(text: string, { timezone, order }: { timezone: string; order: DateOrder }): string {
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return text;
  const [, date, hour, minutes, seconds = '00', half] = /^([^\sT]+),?[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?([ap])\.?m\.?)?$/i.exec(text) ?? [];
  if (date === undefined) return dateIn(text, order);
  const day = dateIn(date.replace(/,$/, ''), order);
  const clock = `${hourIn(hour!, half)}:${minutes}`;
  // The end of a day is a time of it as well, as some systems write what is due on it.
  if (!/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$|^24:00:00$/.test(`${clock}:${seconds}`)) {
    throw new CellRefused(`${said(text)} has a time that no clock shows; expected one such as 2031-02-03 14:05.`);
  }
  return new Date(instantAt(day, clock, timezone).getTime() + Number(seconds) * 1000).toISOString();
}

/** `12` in the morning is the hour 0; an hour that no clock of twelve shows stays what no clock shows. */
function hourIn(hour: string, half: string | undefined): string {
  if (half === undefined) return hour.padStart(2, '0');
  const twelfth = Number(hour);
  return twelfth >= 1 && twelfth <= 12 ? String((twelfth % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0') : '--';
}
