import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useUrlState } from '../../lib/url-state.ts';
import { FilterChip, TextField } from '../../ui/index.ts';
import styles from './subscriber-filters.module.css';
import { statuses, type Status } from './subscriber-status.tsx';

const patience = 250;

/** Search and state of the list, kept in the address. */
export function SubscriberFilters({ q, status }: { q: string; status: Status | null }) {
  const [, change] = useUrlState();
  const [typed, setTyped] = useSearchText(q, (text) => change({ q: text || null }, { replace: true }));
  return (
    <div className={styles.filters} role="search" aria-label="Filter the subscribers">
      <div className={styles.search}>
        <TextField
          label="Search subscribers"
          name="q"
          type="search"
          required={false}
          maxLength={100}
          error={undefined}
          placeholder="Name, phone, email or number"
          icon={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={typed}
          onChange={(value) => setTyped(String(value))}
        />
      </div>
      {(Object.keys(statuses) as Status[]).map((value) => (
        <FilterChip
          key={value}
          label={statuses[value].label}
          active={status === value}
          aria-pressed={status === value}
          onClick={() => change({ status: status === value ? null : value }, { replace: true })}
        />
      ))}
    </div>
  );
}

/** What is being typed: shown at once, searched for when it rests, and following the address when that changes elsewhere. */
function useSearchText(searched: string, search: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(searched);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(searched);
  useEffect(() => {
    if (searched !== sent.current) setTyped(searched);
    sent.current = searched;
  }, [searched]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      sent.current = text.trim();
      search(text.trim());
    }, patience);
  };
  return [typed, type];
}
