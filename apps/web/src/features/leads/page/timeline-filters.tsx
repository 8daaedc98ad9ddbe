import { useMemo } from 'react';
import { timelineKinds, type TimelineKind } from '@lastmile/contracts';
import { useUrlState } from '../../../lib/url-state.ts';
import { FilterChip } from '../../../ui/index.ts';
import styles from './timeline-filters.module.css';

const names: Record<TimelineKind, string> = {
  activities: 'Activities',
  stages: 'Stages',
  changes: 'Changes',
  files: 'Files',
  captures: 'Captures',
  quotes: 'Quotes',
};

interface Kinds {
  /** What is shown; empty for everything. */
  shown: readonly TimelineKind[];
  show: (kinds: readonly TimelineKind[]) => void;
}

/** What the timeline is narrowed to, as it stands in the address. */
export function useTimelineKinds(): Kinds {
  const [query, change] = useUrlState();
  const asked = query.get('show');
  return useMemo(() => ({
    shown: timelineKinds.filter((kind) => asked?.split(',').includes(kind)),
    show: (kinds) => change({ show: kinds.join(',') || null }, { replace: true }),
  }), [asked, change]);
}

/** Narrows the timeline to what one looks for: one press a kind, several at once. */
export function TimelineFilters({ shown, show }: Kinds) {
  return (
    <div className={styles.chips} role="group" aria-label="Show in the timeline">
      <FilterChip label="All" active={shown.length === 0} aria-pressed={shown.length === 0} onClick={() => show([])} />
      {timelineKinds.map((kind) => {
        const isOn = shown.includes(kind);
        return (
          <FilterChip
            key={kind} label={names[kind]} active={isOn} aria-pressed={isOn}
            onClick={() => show(isOn ? shown.filter((one) => one !== kind) : [...shown, kind])}
          />
        );
      })}
    </div>
  );
}
