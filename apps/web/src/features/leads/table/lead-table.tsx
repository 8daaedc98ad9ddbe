import { useState } from 'react';
import { listLeads, type LeadCard } from '@lastmile/contracts';
import { formatCount } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { useSession } from '../../../lib/session.tsx';
import { usePages } from '../../../lib/use-endpoint.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { Button, ErrorState, ListSkeleton, ShowMore } from '../../../ui/index.ts';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { bulkActions } from '../bulk/bulk-actions.ts';
import { useSelection } from '../bulk/use-selection.ts';
import { NoLeads } from '../no-leads.tsx';
import { useLeadFilters } from '../use-lead-filters.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { LeadList } from './lead-list.tsx';
import { LeadRows } from './lead-rows.tsx';
import styles from './lead-table.module.css';
import { tableInput } from './table-question.ts';
import { useLeadNames } from './use-lead-names.ts';
import { useTableColumns } from './use-table-columns.ts';

/** The leads as a table, fifty at a time; a list on a phone. */
export function LeadTable() {
  const { shared, sort: chosen, putSort, isNarrowed } = useLeadFilters();
  const phone = usePhone();
  const table = useTableColumns();
  const asked = tableInput(shared, chosen, phone ? [] : table.brought);
  const { sort } = asked.query;
  const leads = usePages(listLeads, asked, { keepPrevious: true, enabled: !table.isPending });
  const names = useLeadNames();
  const { can } = useSession();
  const shown = leads.items.map(({ id }) => id);
  const selection = useSelection(JSON.stringify(shared), shown);
  const [choosing, setChoosing] = useState(false);
  const mayChoose = can('leads:write') && bulkActions.some(({ permission }) => can(permission));

  if (leads.isPending) return <ListSkeleton rows={12} />;
  const items: readonly LeadCard[] = leads.items;
  if (leads.error && items.length === 0) {
    return <ErrorState title="The leads did not load." problem={leads.error} again={() => void leads.refetch()} />;
  }
  const stopChoosing = () => {
    setChoosing(false);
    selection.clear();
  };
  return (
    <>
      {items.length === 0 ? <NoLeads isFiltered={isNarrowed} /> : (
        <div aria-busy={leads.isFetching}>
          <div className={styles.above}>
            <Shown count={leads.count} shown={items.length} />
            {phone && mayChoose && (
              <Button look="quiet" size="md" aria-pressed={choosing} onClick={() => (choosing ? stopChoosing() : setChoosing(true))}>
                {choosing ? 'Done' : 'Select'}
              </Button>
            )}
            {!phone && <ColumnChooser all={table.all} shown={table.shown} isUsual={table.isUsual} onChoose={table.choose} />}
          </div>
          {phone ? <LeadList leads={items} names={names} selection={choosing ? selection : undefined} /> : (
            <LeadRows
              leads={items} columns={table.shown} names={names} sort={sort}
              onSort={putSort} selection={mayChoose ? selection : undefined}
            />
          )}
          <ShowMore pages={leads}>Show more leads</ShowMore>
        </div>
      )}
      <BulkBar selection={selection} filter={shared} matching={leads.count} shown={shown} />
    </>
  );
}

/** `1–50 of 412`. */
function Shown({ count = 0, shown }: { count: number | undefined; shown: number }) {
  const { locale } = useLocale();
  const most = 1000;
  const total = count > most ? `more than ${formatCount(most, locale)}` : formatCount(count, locale);
  const words = shown === 0 ? 'None' : `1–${formatCount(shown, locale)} of ${total}`;
  return <p className={styles.shown} role="status">{words}</p>;
}
