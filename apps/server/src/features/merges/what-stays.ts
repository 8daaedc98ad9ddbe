import { standardLeadField } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import type { Lead } from '../leads/index.ts';
import type { StaysAsItIs } from './restore-kept.ts';

/** What is said, for people, of what undoing a merge does not take back. */
const list = new Intl.ListFormat('en', { type: 'conjunction' });

export function inWords({ fields, emptied, isLocked }: StaysAsItIs, { label }: Lead): string[] {
  const named = [...new Set(fields.map((field) => standardLeadField(field === 'latitude' || field === 'longitude' ? 'geo' : field)?.label ?? field))];
  return [
    ...(named.length === 0 ? [] : [isLocked ? `${label} is converted and keeps ${list.format(named)} as it is.` : `${list.format(named)} of ${label} was changed since and stays.`]),
    ...(emptied.length === 0 ? [] : [`${list.format(emptied)} of ${label} is empty: what it said can be chosen no longer.`]),
  ];
}

/** The wish was each lead's own: where it was lifted on the kept lead, that says nothing of somebody who turns out to be another person. */
export function stoppedAgain(kept: Lead, others: readonly Lead[]): string[] {
  if (kept.doNotContact) return [];
  return others.flatMap(({ label, doNotContact }) => (doNotContact ? [`${label} is not to be contacted, as before: ${doNotContact.replace(/[.\s]+$/, '')}.`] : []));
}

/** By their subjects; a follow-up may be without words. */
export const stepsInWords = (subjects: readonly string[], kept: Lead): string[] =>
  subjects.map((subject) => (subject ? `“${subject}” was planned since and stays with ${kept.label}.` : `The next step that was planned since stays with ${kept.label}.`));

const countOf = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`]);

/** A quote is its number, however often it was revised; a revision of one that went back went along. */
export async function addedSince({ rows, organizationId }: Scope, kept: Lead, mergedAt: Date): Promise<string[]> {
  const [added] = await rows<{ activities: number; quotes: number; files: number; captures: number }>(
    `select (select count(*)::int from activities a where a.organization_id = $1 and a.lead_id = $2 and a.created_at > $3 and a.deleted_at is null) as activities,
            (select count(*)::int from quotes q where q.organization_id = $1 and q.lead_id = $2 and q.created_at > $3 and q.deleted_at is null and q.previous_id is null) as quotes,
            (select count(*)::int from files f where f.organization_id = $1 and f.lead_id = $2 and f.created_at > $3 and f.deleted_at is null) as files,
            (select count(*)::int from lead_captures c where c.organization_id = $1 and c.lead_id = $2 and c.created_at > $3) as captures`,
    [organizationId, kept.id, mergedAt]);
  const { activities, quotes, files, captures } = added!;
  const what = [
    ...countOf(activities, 'activity', 'activities'), ...countOf(quotes, 'quote', 'quotes'), ...countOf(files, 'file', 'files'), ...countOf(captures, 'capture', 'captures'),
  ];
  const verb = activities + quotes + files + captures === 1 ? 'stays' : 'stay';
  return what.length === 0 ? [] : [`${list.format(what)} that came since ${verb} with ${kept.label}.`];
}
