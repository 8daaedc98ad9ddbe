import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, DatesDialog, FilterBar, FilterChip, ResponsiveMenu, SearchField } from '../../ui/index.ts';
import { invoiceStates, kindNames } from './invoice-words.ts';
import { useInvoiceFilters } from './use-invoice-filters.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
const sorts = { '-createdAt': 'Newest first', dueOn: 'Due first' } as const;
type Status = keyof typeof invoiceStates;
const shown: readonly Status[] = ['issued', 'paid', 'cancelled'];

/** Search, kind, state, dates and order of the list. */
export function InvoiceFilters() {
  const { q, status, kind, overdue, sort, change, isNarrowed, clear } = useInvoiceFilters();
  const set = (changes: Record<string, string | null>) => change(changes, { replace: true });
  return (
    <FilterBar
      label="Filter the invoices"
      search={<SearchField label="Find in invoices" value={q} onChange={(words) => set({ q: words || null })} />}
    >
      <ResponsiveMenu
        title="Kind"
        groups={[{
          choices: [
            { label: 'All', current: kind === null, onChoose: () => set({ kind: null }) },
            ...(['invoice', 'proforma'] as const).map((value) => ({ label: `${kindNames[value]}s`, current: kind === value, onChoose: () => set({ kind: value }) })),
          ],
        }]}
        target={<FilterChip label="Kind" active={kind !== null} opens={kind === null} {...(kind ? { value: `${kindNames[kind]}s`, onClear: () => set({ kind: null }) } : {})} />}
      />
      {shown.map((value) => (
        <FilterChip
          key={value} label={invoiceStates[value].label} active={status === value} aria-pressed={status === value}
          onClick={() => set({ status: status === value ? null : value, overdue: null })}
        />
      ))}
      <FilterChip label="Overdue" active={overdue} aria-pressed={overdue} onClick={() => set({ overdue: overdue ? null : '1', status: null })} />
      <Dates />
      <ResponsiveMenu
        title="Order"
        groups={[{ choices: Object.entries(sorts).map(([value, label]) => ({ label, current: sort === value, onChoose: () => set({ sort: value === '-createdAt' ? null : value }) })) }]}
        target={<FilterChip label={sorts[sort]} opens />}
      />
      {isNarrowed && <Button look="quiet" size="xs" onClick={clear}>Clear</Button>}
    </FilterBar>
  );
}

/** From one day to another, both included. */
function Dates() {
  const { from, to, change } = useInvoiceFilters();
  const [opened, setOpened] = useState(false);
  const words = from && to ? `${from} – ${to}` : from ? `from ${from}` : to ? `until ${to}` : null;
  return (
    <>
      <FilterChip
        icon={<IconCalendar {...icon} />} label="Issued on" active={words !== null} opens={words === null} onClick={() => setOpened(true)}
        {...(words ? { value: words, onClear: () => change({ from: null, to: null }, { replace: true }) } : {})}
      />
      {opened && (
        <DatesDialog title="Invoices issued" submit="Show invoices" range={{ from, to }} onChange={(range) => change({ ...range }, { replace: true })} onClose={() => setOpened(false)} />
      )}
    </>
  );
}
