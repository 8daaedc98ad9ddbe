import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useLocale } from '../../../lib/locale.tsx';
import { useNow } from '../../../lib/now.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { Button, FilterChip, Popover, ResponsiveDialog } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { FilterEditor } from './filter-editor.tsx';
import type { FilterField } from './filter-field.ts';
import { FilterPicker } from './filter-picker.tsx';
import { useFilterFields } from './use-filter-fields.tsx';
import { valueInWords } from './filter-words-for-people.ts';

/** These stand elsewhere on the page. */
const elsewhere = new Set(['q', 'pipelineId']);

/** The filters in use, each with what it is set to and a cross, and the way to another one. */
export function FilterChips() {
  const { filters, put, clear, isNarrowed } = useLeadFilters();
  const where = { ...useLocale(), now: useNow() };
  const used = Object.keys(filters).filter((name) => !elsewhere.has(name) && !(name === 'ownerId' && filters[name] === 'me'));
  const fields = useFilterFields(filters.pipelineId, used.length > 0);
  return (
    <>
      {used.map((name) => {
        const field = fields.find((one) => one.name === name);
        // A field that was deleted, or is not known yet: it can be taken away all the same.
        if (!field) return <FilterChip key={name} label="A field that is gone" active onClear={() => put({ [name]: null })} />;
        const words = valueInWords(field, filters[name]!, where);
        if (field.kind === 'told') return <FilterChip key={name} label={field.label} value={words} active onClear={() => put({ [name]: null })} />;
        return <UsedFilter key={name} field={field} value={filters[name]!} words={words} onChange={(value) => put({ [name]: value })} />;
      })}
      <AddFilter fields={fields} />
      {isNarrowed && <Button look="quiet" size="xs" onClick={() => clear()}>Clear</Button>}
    </>
  );
}

interface UsedProps { field: FilterField; value: string; words: string; onChange: (value: string | null) => void }

function UsedFilter({ field, value, words, onChange }: UsedProps) {
  const [opened, setOpened] = useState(false);
  const chip = (
    <FilterChip
      label={field.label} value={words} active onClear={() => onChange(null)} aria-haspopup="dialog" aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    />
  );
  return (
    <Unfolding title={field.label} target={chip} opened={opened} onChange={setOpened}>
      <FilterEditor field={field} value={value} onChange={onChange} onDone={() => setOpened(false)} />
    </Unfolding>
  );
}

function AddFilter({ fields }: { fields: readonly FilterField[] }) {
  const [opened, setOpened] = useState(false);
  const chip = (
    <FilterChip
      label="Filter" adds icon={<IconPlus size={14} stroke={1.75} aria-hidden />} aria-haspopup="dialog" aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    />
  );
  return (
    <Unfolding title="Add a filter" target={chip} opened={opened} onChange={setOpened}>
      <FilterPicker fields={fields} onDone={() => setOpened(false)} />
    </Unfolding>
  );
}

interface UnfoldingProps { title: string; target: ReactElement; opened: boolean; onChange: (opened: boolean) => void; children: ReactNode }

/** Below its chip at a desk, a sheet on a phone. */
function Unfolding({ title, target, opened, onChange, children }: UnfoldingProps) {
  const phone = usePhone();
  if (phone) {
    return (
      <>
        {target}
        <ResponsiveDialog opened={opened} onClose={() => onChange(false)} title={title}>{opened && children}</ResponsiveDialog>
      </>
    );
  }
  return (
    // The kit would put the roles on what is around the chip, which is no control.
    <Popover opened={opened} onChange={onChange} position="bottom-start" trapFocus returnFocus withRoles={false}>
      <Popover.Target><span>{target}</span></Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={title}>{opened && children}</Popover.Dropdown>
    </Popover>
  );
}
