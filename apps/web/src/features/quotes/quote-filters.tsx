import { IconCalendar, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession } from '../../lib/session.tsx';
import { usePeople } from '../../lib/use-people.ts';
import { Button, DatesDialog, FilterBar, FilterChip, ResponsiveMenu, SearchField } from '../../ui/index.ts';
import { useQuoteFilters } from './use-quote-filters.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
const sorts = { '-createdAt': 'Newest first', expiresOn: 'Expiring first', '-total': 'Largest first' } as const;

/** Search, owner, dates and order of the list; its states are chosen with their sums. */
export function QuoteFilters() {
  const { q, ownerId, sort, change, isNarrowed, clear } = useQuoteFilters();
  const { can, user } = useSession();
  const people = usePeople();
  const choose = (owner: string | null) => () => change({ owner }, { replace: true });
  return (
    <FilterBar
      label="Filter the quotes"
      search={<SearchField label="Find in quotes" value={q} onChange={(words) => change({ q: words || null }, { replace: true })} />}
    >
      {can('quotes:read') !== 'own' && (
        <ResponsiveMenu
          title="Owner"
          groups={[{
            choices: [
              { label: 'Anyone', current: ownerId === null, onChoose: choose(null) }, { label: 'Mine', current: ownerId === user.id, onChoose: choose(user.id) },
              ...people.options.filter(({ value }) => value !== user.id).map(({ value, label }) => ({ label, current: ownerId === value, onChoose: choose(value) })),
            ],
          }]}
          target={(
            <FilterChip
              icon={<IconUser {...icon} />} label="Owner" active={ownerId !== null} opens={ownerId === null}
              {...(ownerId ? { value: ownerId === user.id ? 'Mine' : people.nameOf(ownerId) ?? 'Somebody', onClear: choose(null) } : {})}
            />
          )}
        />
      )}
      <Dates />
      <ResponsiveMenu
        title="Order"
        groups={[{
          choices: Object.entries(sorts).map(([value, label]) => ({ label, current: sort === value, onChoose: () => change({ sort: value === '-createdAt' ? null : value }, { replace: true }) })),
        }]}
        target={<FilterChip label={sorts[sort]} opens />}
      />
      {isNarrowed && <Button look="quiet" size="xs" onClick={clear}>Clear</Button>}
    </FilterBar>
  );
}

/** From one day to another, both included. */
function Dates() {
  const { from, to, change } = useQuoteFilters();
  const [opened, setOpened] = useState(false);
  const words = from && to ? `${from} – ${to}` : from ? `from ${from}` : to ? `until ${to}` : null;
  return (
    <>
      <FilterChip
        icon={<IconCalendar {...icon} />} label="Written" active={words !== null} opens={words === null} onClick={() => setOpened(true)}
        {...(words ? { value: words, onClear: () => change({ from: null, to: null }, { replace: true }) } : {})}
      />
      {opened && (
        <DatesDialog title="Quotes written" submit="Show quotes" range={{ from, to }} onChange={(range) => change({ ...range }, { replace: true })} onClose={() => setOpened(false)} />
      )}
    </>
  );
}
