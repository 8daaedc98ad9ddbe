import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { messageKinds } from '@lastmile/contracts';
import { channelNames, messageKindNames } from '../../lib/message-words.ts';
import { Button, DatesDialog, FilterBar, FilterChip, ResponsiveMenu, SearchField } from '../../ui/index.ts';
import { stateWords } from './outbox-table.tsx';
import { useOutboxFilters } from './use-outbox-filters.ts';

/** To whom, by which way, about what, with what outcome, on which days. */
export function OutboxFilters() {
  const { to, channel, state, kind, change, isNarrowed, clear } = useOutboxFilters();
  return (
    <FilterBar
      label="Filter the messages"
      search={<SearchField label="To whom" value={to} onChange={(words) => change({ to: words || null }, { replace: true })} />}
    >
      <OneOf label="State" name="state" value={state} words={Object.fromEntries(Object.entries(stateWords).map(([value, { words }]) => [value, words]))} />
      <OneOf label="Way" name="channel" value={channel} words={{ email: channelNames.email, sms: channelNames.sms }} />
      <OneOf label="About" name="kind" value={kind} words={Object.fromEntries(messageKinds.map((one) => [one, messageKindNames[one]]))} />
      <Days />
      {isNarrowed && <Button look="quiet" size="xs" onClick={clear}>Clear</Button>}
    </FilterBar>
  );
}

function OneOf({ label, name, value, words }: { label: string; name: string; value: string | null; words: { readonly [value: string]: string } }) {
  const { change } = useOutboxFilters();
  const choose = (chosen: string | null) => () => change({ [name]: chosen }, { replace: true });
  return (
    <ResponsiveMenu
      title={label}
      groups={[{ choices: [
        { label: 'Any', current: value === null, onChoose: choose(null) },
        ...Object.entries(words).map(([one, said]) => ({ label: said, current: value === one, onChoose: choose(one) })),
      ] }]}
      target={<FilterChip label={label} active={value !== null} opens={value === null} {...(value ? { value: words[value] ?? value, onClear: choose(null) } : {})} />}
    />
  );
}

/** From one day to another, both included. */
function Days() {
  const { from, until, change } = useOutboxFilters();
  const [opened, setOpened] = useState(false);
  const words = from && until ? `${from} – ${until}` : from ? `from ${from}` : until ? `until ${until}` : null;
  return (
    <>
      <FilterChip
        icon={<IconCalendar size={16} stroke={1.75} aria-hidden />} label="Written" active={words !== null} opens={words === null} onClick={() => setOpened(true)}
        {...(words ? { value: words, onClear: () => change({ from: null, until: null }, { replace: true }) } : {})}
      />
      {opened && (
        <DatesDialog
          title="Messages written" submit="Show messages" range={{ from, to: until }}
          onChange={(range) => change({ from: range.from, until: range.to }, { replace: true })} onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}
