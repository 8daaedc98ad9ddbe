import { IconLayoutKanban, IconTable } from '@tabler/icons-react';
import { SegmentedControl } from '../../../ui/index.ts';
import { useLeadFilters, type LeadLayout } from '../use-lead-filters.ts';

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true };
const options: { value: LeadLayout; label: string; icon: React.ReactNode }[] = [
  { value: 'board', label: 'Board', icon: <IconLayoutKanban {...icon} /> },
  { value: 'table', label: 'Table', icon: <IconTable {...icon} /> },
];

/** The same leads as a board or as a table. */
export function ViewSwitch() {
  const { layout, saved, change } = useLeadFilters();
  return (
    <SegmentedControl
      label="View" value={layout} options={options}
      onChange={(view) => change({ view: view === (saved.layout ?? 'board') ? null : view })}
    />
  );
}
