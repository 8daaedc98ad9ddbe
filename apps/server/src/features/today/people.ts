import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { addDays, dateIn, endOfDay, startOfDay } from '../../core/zoned-time.ts';
import { readableOwners } from '../leads/index.ts';

export type View = 'mine' | 'team';

/** Whose day it is, each with where their own day begins and ends (D16). */
export interface People { ids: string[]; dayBegins: Date[]; dayEnds: Date[]; weekEnds: Date[] }

/** Oneself, or everybody whose leads one may see; the unclaimed have a section of their own. */
export async function peopleOf(scope: Scope, view: View): Promise<People> {
  const { actor, rows, organizationId, now } = scope;
  const readable = readableOwners(actor);
  const people = view === 'mine'
    ? [{ id: actor.userId ?? nobody, timezone: actor.timezone }]
    : await rows<{ id: string; timezone: string }>(
      `select u.id, coalesce(u.timezone, o.timezone) as timezone from users u join organization_settings o on o.organization_id = $1
        where u.organization_id = $1 and ($2::uuid[] is null or u.id = any ($2))`, [organizationId, readable]);
  const days = new Map<string, { begins: Date; ends: Date; weekEnds: Date }>();
  const dayOf = (timezone: string) => {
    let day = days.get(timezone);
    if (!day) {
      const date = dateIn(timezone, now);
      day = { begins: startOfDay(date, timezone), ends: endOfDay(date, timezone), weekEnds: endOfDay(addDays(date, 7), timezone) };
      days.set(timezone, day);
    }
    return day;
  };
  return {
    ids: people.map(({ id }) => id),
    dayBegins: people.map(({ timezone }) => dayOf(timezone).begins),
    dayEnds: people.map(({ timezone }) => dayOf(timezone).ends),
    weekEnds: people.map(({ timezone }) => dayOf(timezone).weekEnds),
  };
}
