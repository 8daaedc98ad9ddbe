import { isDate, instantAt } from '../../core/zoned-time.ts';
import { CellRefused, said } from './cell-refused.ts';

/** 2031-02-03, 03/02/2031 or 3.2.2031: the day comes first where people write it with strokes. */
export function dateIn(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, first, second, third] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const parts = year ? [year, month!, day!] : third ? [third, second!, first!] : null;
  const date = parts && parts.map((part) => part.padStart(2, '0')).join('-');
  if (!date || !isDate(date)) throw new CellRefused(`${said(text)} is not a day; expected one such as 2031-02-03 or 03/02/2031.`);
  return date;
}

/** A day, or a day and a time there: `2031-02-03 14:05`. What names its own zone is left to the rule of instants. */
export function momentIn(text: string, timezone: string): string {
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return text;
  const [, date, time, seconds = '00'] = /^(\S+)[T ](\d{1,2}:\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  if (date === undefined) return dateIn(text);
  const day = dateIn(date);
  const clock = time!.padStart(5, '0');
  // The end of a day is a time of it as well, as some systems write what is due on it.
  if (!/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$|^24:00:00$/.test(`${clock}:${seconds}`)) {
    throw new CellRefused(`${said(text)} has a time that no clock shows; expected one such as 2031-02-03 14:05.`);
  }
  return new Date(instantAt(day, clock, timezone).getTime() + Number(seconds) * 1000).toISOString();
}
