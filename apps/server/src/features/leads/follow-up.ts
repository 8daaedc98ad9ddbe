import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { endOfDay, isDate } from '../../core/zoned-time.ts';
import { catalogueOf } from './writing/catalogue.ts';
import { openStatuses } from './lead.entity.ts';

/** A moment, and the date where it was given as one. */
export interface Moment { at: Date; on: string | null }

/**
 * D16: an instant, or a date where the hour does not matter. A date is due until its last moment where the lead's owner is; that moment is kept
 * beside it, so that “late” is one comparison. Throws a 422 for a day or time that does not exist.
 */
export function momentOf(text: string, timezone: string, pointer: string): Moment {
  if (text.length === 10) {
    if (!isDate(text)) throw notATime(text, pointer);
    return { at: endOfDay(text, timezone), on: text };
  }
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !isDate(text.slice(0, 10))) throw notATime(text, pointer);
  return { at, on: null };
}

/** The same as a lead's columns hold it; null for none. */
export function followUpColumns(followUpAt: string | null, timezone: string): { followUpAt: Date | null; followUpOn: string | null } {
  const moment = followUpAt === null ? null : momentOf(followUpAt, timezone, '/followUpAt');
  return { followUpAt: moment?.at ?? null, followUpOn: moment?.on ?? null };
}

const notATime = (text: string, pointer: string) => new InvalidFields([{ pointer, detail: `“${text}” does not exist; expected a date or an instant.` }]);

/** Where the owner of a lead is, in SQL: their own time zone, else the organization's, as for a lead that nobody owns (D16). */
const ownerTimezoneSql = (lead: string): string => `coalesce(
  (select z.timezone from users z where z.organization_id = $1 and z.id = ${lead}.owner_id),
  (select o.timezone from organization_settings o where o.organization_id = $1))`;

/**
 * Where a moment stands against the clock, in SQL, for who owns the lead: `late`, `today` or `later`. A date's moment is the end of its day where the
 * owner is, so that late is one comparison. The time zone is looked up only where it decides: no day lasts longer than 26 hours.
 */
export const momentStateSql = (moment: string, lead: string, now: string): string => `case
    when ${moment} < ${now}::timestamptz then 'late'
    when ${moment} > ${now}::timestamptz + interval '26 hours' then 'later'
    when (${moment} at time zone ${ownerTimezoneSql(lead)})::date = (${now}::timestamptz at time zone ${ownerTimezoneSql(lead)})::date then 'today'
    else 'later' end`;

/** A moment as it was given, in SQL: its date where it was one, else the instant. */
export const momentSql = (moment: string, date: string): string => `coalesce(${date}::text, ${instant(moment)})`;

/** A lead's follow-up in SQL; `now` is the place of a parameter. A card, the table and Today judge it alike. */
export const dueSql = (lead: string, now: string): string => `json_build_object(
  'state', ${dueStateSql(lead, now)},
  'at', ${momentSql(`${lead}.follow_up_at`, `${lead}.follow_up_on`)},
  'note', ${lead}.follow_up_note, 'activityId', ${lead}.next_activity_id)`;

/** The state alone: late, today, later or none. */
export const dueStateSql = (lead: string, now: string): string => `case when ${lead}.follow_up_at is null or ${lead}.status in ('won', 'lost') then 'none'
  else ${momentStateSql(`${lead}.follow_up_at`, lead, now)} end`;

/** Whether a lead's follow-up is in one of these states, in SQL: the same judgement as ranges of an index where it can be. */
export function isDueSql(states: readonly string[], lead: string, now: string): string {
  const open = `${lead}.follow_up_at is not null and ${lead}.status in (${openStatuses.map((status) => `'${status}'`).join(', ')})`;
  const notPast = `${open} and ${lead}.follow_up_at >= ${now}::timestamptz`;
  const conditions: { [state: string]: string } = {
    late: `${open} and ${lead}.follow_up_at < ${now}::timestamptz`,
    today: `${notPast} and ${lead}.follow_up_at <= ${now}::timestamptz + interval '26 hours' and ${dueStateSql(lead, now)} = 'today'`,
    later: `${notPast} and ${dueStateSql(lead, now)} = 'later'`,
    none: `not (${open}) and ${now}::timestamptz is not null`,
  };
  return `(${states.map((state) => `(${conditions[state]})`).join(' or ')})`;
}

/** Where the owner of a lead is (D16). */
export async function ownerTimezone(scope: Scope, ownerId: string | null): Promise<string> {
  if (ownerId && ownerId === scope.actor.userId) return scope.actor.timezone;
  const { timezone } = await organizationSettings(scope);
  if (!ownerId) return timezone;
  const known = catalogueOf(scope)?.people.get(ownerId);
  if (known) return known.timezone ?? timezone;
  const [owner] = await scope.rows<{ timezone: string | null }>(
    'select timezone from users where organization_id = $1 and id = $2', [scope.organizationId, ownerId]);
  return owner?.timezone ?? timezone;
}
