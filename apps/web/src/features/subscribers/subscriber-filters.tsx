import { useUrlState } from '../../lib/url-state.ts';
import { FilterBar, FilterChip, SearchField } from '../../ui/index.ts';
import { statuses, type Status } from './subscriber-status.tsx';

/** Search and state of the list, kept in the address. */
export function SubscriberFilters({ q, status }: { q: string; status: Status | null }) {
  const [, change] = useUrlState();
  return (
    <FilterBar
      label="Filter the subscribers"
      search={<SearchField label="Find in subscribers" value={q} onChange={(text) => change({ q: text || null }, { replace: true })} />}
    >
      {(Object.keys(statuses) as Status[]).map((value) => (
        <FilterChip
          key={value}
          label={statuses[value].label}
          active={status === value}
          aria-pressed={status === value}
          onClick={() => change({ status: status === value ? null : value }, { replace: true })}
        />
      ))}
    </FilterBar>
  );
}
