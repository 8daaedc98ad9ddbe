import { useMemo } from 'react';
import { activityStatuses, activityTypes, outcomes, type Input, type listActivities } from '@lastmile/contracts';
import { isDate } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';

type Query = NonNullable<Input<typeof listActivities>['query']>;

/** What the log is narrowed down to, as it stands in the address. */
export interface ActivityFilters {
  q: string;
  type: string | null;
  outcome: string | null;
  status: string | null;
  /** `me`, or a person’s id. */
  person: string | null;
  from: string | null;
  to: string | null;
}

const names = ['q', 'type', 'outcome', 'status', 'person', 'from', 'to'] as const;
export const open = 'planned,in_progress';

/** The filters in the address, what they mean to the API, and how to change them. */
export function useActivityFilters() {
  const [query, change] = useUrlState();
  const { user } = useSession();
  const search = query.toString();
  return useMemo(() => {
    const words = new URLSearchParams(search);
    const among = (name: string, known: readonly string[]) => {
      const value = words.get(name);
      return value && value.split(',').every((one) => known.includes(one)) ? value : null;
    };
    const day = (name: string) => {
      const value = words.get(name);
      return value && isDate(value) && !Number.isNaN(Date.parse(value)) ? value : null;
    };
    const filters: ActivityFilters = {
      q: words.get('q')?.trim().slice(0, 100) ?? '',
      type: among('type', activityTypes),
      outcome: among('outcome', outcomes),
      status: among('status', activityStatuses),
      person: words.get('person'),
      from: day('from'),
      to: day('to'),
    };
    const shared: Query = {
      ...(filters.q ? { q: filters.q } : {}),
      ...(filters.type ? { type: filters.type } : {}),
      ...(filters.outcome ? { outcome: filters.outcome } : {}),
      ...(filters.person ? { userId: filters.person === 'me' ? user.id : filters.person } : {}),
      ...(filters.from ? { from: filters.from } : {}),
      ...(filters.to ? { to: filters.to } : {}),
    };
    const isNarrowed = names.some((name) => filters[name]);
    const clear = () => change(Object.fromEntries(names.map((name) => [name, null])), { replace: true });
    return { filters, shared, isNarrowed, clear, change };
  }, [search, user.id, change]);
}
