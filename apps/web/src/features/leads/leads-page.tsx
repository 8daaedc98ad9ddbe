import { IconHandStop, IconPlus } from '@tabler/icons-react';
import { useLocation } from 'react-router';
import { useSession } from '../../lib/session.tsx';
import { useClaimNext } from '../../lib/use-claim-next.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { usePhone } from '../../lib/viewport.ts';
import { BoardSkeleton, Button, ListSkeleton, Page } from '../../ui/index.ts';
import { LeadBoard } from './board/lead-board.tsx';
import { newLeadIn } from './board/new-lead-link.ts';
import { ExportDialog } from './exporting/export-dialog.tsx';
import { LeadsMenu } from './leads-menu.tsx';
import { FilterBar } from './filters/filter-bar.tsx';
import { PhoneFilters } from './filters/phone-filters.tsx';
import { PipelineMenu } from './filters/pipeline-menu.tsx';
import { ViewSwitch } from './filters/view-switch.tsx';
import { NewLeadDialog } from './form/new-lead-dialog.tsx';
import { LeadTable } from './table/lead-table.tsx';
import { useLeadFilters } from './use-lead-filters.ts';
import { MissingView } from './views/missing-view.tsx';
import { ViewTabs } from './views/view-tabs.tsx';

/** Leads as a board or a table, and a new lead over them: it has an address of its own, and what is behind it stays. */
export function LeadsPage() {
  const { layout, filters, shared, isNarrowed, isPending, isMissing } = useLeadFilters();
  const { can } = useSession();
  const { pathname, search } = useLocation();
  const { claimNext, isRunning } = useClaimNext();
  const phone = usePhone();
  const dialog = useUrlDialog<'export'>();
  const adding = pathname === '/leads/new';
  const next = filters.ownerId === 'none' && can('leads:claim') && (
    <Button
      icon={<IconHandStop size={16} stroke={1.75} aria-hidden />} loading={isRunning} onClick={() => claimNext(filters.pipelineId ?? null)}
    >
      Claim next
    </Button>
  );
  return (
    <Page
      title="Leads" fills={layout === 'board'} beside={phone ? undefined : <PipelineMenu />}
      actions={(
        <>
          {next}
          <ViewSwitch />
          {can('leads:write') && (
            <Button
              look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} to={newLeadIn(search)}
            >
              New lead
            </Button>
          )}
          <LeadsMenu onExport={() => dialog.open('export')} />
        </>
      )}
      phoneActions={<>{next}<PhoneFilters /><LeadsMenu onExport={() => dialog.open('export')} /></>}
      tabs={<ViewTabs />}
    >
      {!phone && <FilterBar />}
      {isMissing && <MissingView />}
      {isPending ? (layout === 'board' ? <BoardSkeleton columns={5} cards={4} /> : <ListSkeleton rows={12} />)
        : layout === 'board' ? <LeadBoard query={shared} isFiltered={isNarrowed} /> : <LeadTable />}
      {adding && can('leads:write') && <NewLeadDialog />}
      {dialog.name === 'export' && <ExportDialog onClose={dialog.close} />}
    </Page>
  );
}
