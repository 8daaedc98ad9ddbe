import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useUrlDialog } from '../../../lib/use-url-dialog.ts';
import { Button, IconButton, ResponsiveDialog, SearchField } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { FilterChips } from './filter-chips.tsx';
import styles from './phone-filters.module.css';
import { PipelineMenu } from './pipeline-menu.tsx';
import { ViewSwitch } from './view-switch.tsx';
import { WhoseLeads } from './whose-leads.tsx';

/** All that narrows the leads down, in a sheet behind one button. */
export function PhoneFilters() {
  const dialog = useUrlDialog<'filters'>();
  const { filters, put } = useLeadFilters();
  const narrowed = Object.keys(filters).filter((name) => name !== 'pipelineId').length;
  const label = narrowed > 0 ? `View and filters, ${narrowed} in use` : 'View and filters';
  return (
    <>
      <IconButton label={label} onClick={() => dialog.open('filters')}>
        <IconAdjustmentsHorizontal size={20} stroke={1.75} aria-hidden />
        {narrowed > 0 && <span className={styles.mark} aria-hidden />}
      </IconButton>
      <ResponsiveDialog
        opened={dialog.name === 'filters'} onClose={dialog.close} title="View and filters"
        footer={<Button look="primary" onClick={dialog.close}>Show the leads</Button>}
      >
        <div className={styles.sheet}>
          <ViewSwitch />
          <WhoseLeads />
          <SearchField
            label="Find in leads" value={filters.q ?? ''} onChange={(q) => put({ q: q || null }, { replace: true })}
          />
          <div className={styles.chips}>
            <PipelineMenu />
            <FilterChips />
          </div>
        </div>
      </ResponsiveDialog>
    </>
  );
}
