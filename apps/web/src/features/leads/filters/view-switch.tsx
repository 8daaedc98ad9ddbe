import { IconLayoutKanban, IconTable } from '@tabler/icons-react';
import { SegmentedControl } from '../../../ui/index.ts';
import { useLeadFilters, type LeadView } from '../use-lead-filters.ts';

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true };
const options: { value: LeadView; label: string; icon: React.ReactNode }[] = [
  { value: 'board', label: 'Board', icon: <IconLayoutKanban {...icon} /> },
  { value: 'table', label: 'Table', icon: <IconTable {...icon} /> },
];

/** The same leads as a board or as a table. What only the other one understands is left behind. */
export function ViewSwitch() {
  const { filters, change } = useLeadFilters();
  return (
    <SegmentedControl
      label="View" value={filters.view} options={options}
      onChange={(view) => change({
        view: view === 'table' ? view : null, stage: null, status: null, source: null, sort: null,
      })}
    />
  );
}
