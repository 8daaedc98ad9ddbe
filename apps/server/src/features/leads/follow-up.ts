import { InvalidFields } from '../../core/problems.ts';
import { endOfDay, isDate } from '../../core/zoned-time.ts';

/**
 * D16: an instant, or a date where the hour does not matter. A date is due until its last moment where the person is; that moment is kept beside
 * it, so that “late” is one comparison. Throws a 422 for a day or time that does not exist.
 */
export function followUpColumns(followUpAt: string | null, timezone: string): { followUpAt: Date | null; followUpOn: string | null } {
  if (followUpAt === null) return { followUpAt: null, followUpOn: null };
  if (followUpAt.length === 10) {
    if (!isDate(followUpAt)) throw notATime(followUpAt);
    return { followUpAt: endOfDay(followUpAt, timezone), followUpOn: followUpAt };
  }
  const instant = new Date(followUpAt);
  if (Number.isNaN(instant.getTime()) || !isDate(followUpAt.slice(0, 10))) throw notATime(followUpAt);
  return { followUpAt: instant, followUpOn: null };
}

const notATime = (text: string) => new InvalidFields([{ pointer: '/followUpAt', detail: `“${text}” does not exist; expected a date or an instant.` }]);

/**
 * A lead's follow-up against the clock, in SQL: `now` and `timezone` are places of parameters. A date is judged by its last moment, as Today judges it,
 * so that a card and Today never disagree, wherever it was written and is read.
 */
export const dueSql = (lead: string, now: string, timezone: string): string => `json_build_object(
  'state', ${dueStateSql(lead, now, timezone)},
  'at', coalesce(${lead}.follow_up_on::text, to_char(${lead}.follow_up_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
  'note', ${lead}.follow_up_note)`;

/** The state alone: late, today, later or none. */
export const dueStateSql = (lead: string, now: string, timezone: string): string => `case
  when ${lead}.follow_up_at is null or ${lead}.status in ('won', 'lost') then 'none'
  when ${lead}.follow_up_at < ${now}::timestamptz then 'late'
  when (${lead}.follow_up_at at time zone ${timezone})::date = (${now}::timestamptz at time zone ${timezone})::date then 'today'
  else 'later' end`;
