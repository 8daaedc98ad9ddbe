import { listLeads, type LeadCard } from '@lastmile/contracts';
import { formatCount } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { usePages } from '../../../lib/use-endpoint.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { ErrorState, ListSkeleton, ShowMore } from '../../../ui/index.ts';
import { NoLeads } from '../no-leads.tsx';
import { useLeadFilters } from '../use-lead-filters.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { LeadList } from './lead-list.tsx';
import { LeadRows } from './lead-rows.tsx';
import styles from './lead-table.module.css';
import { useLeadNames } from './use-lead-names.ts';
import { useTableColumns } from './use-table-columns.ts';

const pageSize = 50;

/** The leads as a table, fifty at a time; a list on a phone. */
export function LeadTable() {
  const { shared, sort: chosen, putSort, isNarrowed } = useLeadFilters();
  const sort = chosen ?? '-createdAt';
  const phone = usePhone();
  const table = useTableColumns();
  const brought = phone ? [] : table.shown.flatMap(({ field }) => field ?? []);
  const leads = usePages(listLeads, {
    query: { ...shared, sort, limit: pageSize, count: true, ...(brought.length > 0 ? { fields: brought.join(',') } : {}) },
  }, { keepPrevious: true, enabled: !table.isPending });
  const names = useLeadNames();

  if (leads.isPending) return <ListSkeleton rows={12} />;
  const items: readonly LeadCard[] = leads.items;
  if (leads.error && items.length === 0) {
    return <ErrorState title="The leads did not load." problem={leads.error} again={() => void leads.refetch()} />;
  }
  if (items.length === 0) return <NoLeads isFiltered={isNarrowed} />;
  return (
    <div aria-busy={leads.isFetching}>
      <div className={styles.above}>
        <Shown count={leads.count} shown={items.length} />
        {!phone && <ColumnChooser all={table.all} shown={table.shown} isUsual={table.isUsual} onChoose={table.choose} />}
      </div>
      {phone ? <LeadList leads={items} names={names} /> : (
        <LeadRows
          leads={items} columns={table.shown} names={names} sort={sort}
          onSort={putSort}
        />
      )}
      <ShowMore pages={leads}>Show more leads</ShowMore>
    </div>
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
