import { IconCalendar, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { useSession } from '../../lib/session.tsx';
import { usePeople } from '../../lib/use-people.ts';
import { Button, FilterChip, ResponsiveDialog, ResponsiveMenu, SearchField, TextField } from '../../ui/index.ts';
import styles from './activity-filters.module.css';
import { activityKinds, statusNames } from './activity-words.tsx';
import { datePresets, rangeName } from './date-range.ts';
import { outcomes } from './outcomes.tsx';
import { useActivityFilters } from './use-activity-filters.ts';

/** All that narrows the log down, above it. */
export function ActivityFilterBar() {
  const { filters, isNarrowed, clear, change } = useActivityFilters();
  return (
    <div className={styles.bar} role="search" aria-label="Filter the activities">
      <div className={styles.search}>
        <SearchField label="Find in activities" value={filters.q} onChange={(q) => change({ q: q || null }, { replace: true })} />
      </div>
      <ChoiceFilter
        name="type" label="Type" value={filters.type}
        options={Object.entries(activityKinds).map(([value, { label, icon }]) => ({ value, label, icon }))}
      />
      <ChoiceFilter name="outcome" label="Outcome" value={filters.outcome} options={outcomes} />
      <ChoiceFilter
        name="status" label="Status" value={filters.status}
        options={Object.entries(statusNames).map(([value, label]) => ({ value, label }))}
      />
      <PersonFilter />
      <DateFilter />
      {isNarrowed && <Button look="quiet" size="xs" onClick={clear}>Clear</Button>}
    </div>
  );
}

interface ChoiceProps {
  /** In the address. */
  name: string;
  label: string;
  value: string | null;
  options: readonly { value: string; label: string; icon?: React.ReactNode }[];
}

function ChoiceFilter({ name, label, value, options }: ChoiceProps) {
  const { change } = useActivityFilters();
  const chosen = value?.split(',').map((one) => options.find((option) => option.value === one)?.label ?? one).join(', ');
  return (
    <ResponsiveMenu
      title={label}
      groups={[{
        choices: [{ value: null, label: `Any ${label.toLowerCase()}` }, ...options].map((option) => ({
          label: option.label, current: value === option.value, onChoose: () => change({ [name]: option.value }, { replace: true }),
          ...('icon' in option && option.icon ? { icon: option.icon } : {}),
        })),
      }]}
      target={(
        <FilterChip
          label={label} active={value !== null} opens={value === null}
          {...(chosen ? { value: chosen, onClear: () => change({ [name]: null }, { replace: true }) } : {})}
        />
      )}
    />
  );
}

/** Whose activities: nobody who sees only their own leads is offered anybody else. */
function PersonFilter() {
  const { filters: { person }, change } = useActivityFilters();
  const { can, user } = useSession();
  const people = usePeople();
  const choice = (value: string | null, label: string) => ({
    label, current: person === value, onChoose: () => change({ person: value }, { replace: true }),
  });
  const others = can('leads:read') === 'own' ? [] : people.options.filter(({ value }) => value !== user.id);
  const name = person === 'me' ? 'Mine' : person && (people.nameOf(person) ?? 'Somebody');
  return (
    <ResponsiveMenu
      title="Person"
      groups={[
        { choices: [choice(null, 'Everybody’s'), choice('me', 'Mine')] },
        ...(others.length > 0 ? [{ title: 'People', choices: others.map(({ value, label }) => choice(value, label)) }] : []),
      ]}
      target={(
        <FilterChip
          label="Person" icon={<IconUser size={14} stroke={1.75} aria-hidden />} active={person !== null} opens={person === null}
          {...(name ? { value: name, onClear: () => change({ person: null }, { replace: true }) } : {})}
        />
      )}
    />
  );
}

function DateFilter() {
  const { filters: { from, to }, change } = useActivityFilters();
  const { timezone } = useLocale();
  const now = useNow();
  const [picking, setPicking] = useState(false);
  const put = (range: { from: string | null; to: string | null }) => change({ from: range.from, to: range.to }, { replace: true });
  const name = rangeName({ from, to }, now, timezone);
  return (
    <>
      <ResponsiveMenu
        title="Date"
        groups={[
          { choices: [{ label: 'Any time', current: !from && !to, onChoose: () => put({ from: null, to: null }) },
            ...datePresets(now, timezone).map((preset) => ({
              label: preset.label, current: preset.from === from && preset.to === to, onChoose: () => put(preset),
            }))] },
          { choices: [{ label: 'Pick days …', onChoose: () => setPicking(true) }] },
        ]}
        target={(
          <FilterChip
            label="Date" icon={<IconCalendar size={14} stroke={1.75} aria-hidden />} active={name !== undefined} opens={name === undefined}
            {...(name ? { value: name, onClear: () => put({ from: null, to: null }) } : {})}
          />
        )}
      />
      {picking && <PickDays from={from} to={to} onClose={() => setPicking(false)} onPick={put} />}
    </>
  );
}

interface PickProps {
  from: string | null;
  to: string | null;
  onClose: () => void;
  onPick: (range: { from: string | null; to: string | null }) => void;
}

function PickDays({ from, to, onClose, onPick }: PickProps) {
  const [first, setFirst] = useState(from ?? '');
  const [last, setLast] = useState(to ?? '');
  const isBackwards = first !== '' && last !== '' && last < first;
  const pick = () => {
    onPick({ from: first || null, to: last || null });
    onClose();
  };
  const shared = { required: false, maxLength: undefined, type: 'date' as const };
  return (
    <ResponsiveDialog
      opened onClose={onClose} title="Pick days" width={400}
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={isBackwards} onClick={pick}>Show these days</Button>
        </>
      )}
    >
      <div className={styles.days}>
        <TextField label="From" name="from" error={undefined} value={first} onChange={(value) => setFirst(String(value))} {...shared} />
        <TextField
          label="To" name="to" error={isBackwards ? 'Choose the same day or a later one.' : undefined} value={last}
          onChange={(value) => setLast(String(value))} {...shared}
        />
      </div>
    </ResponsiveDialog>
  );
}

