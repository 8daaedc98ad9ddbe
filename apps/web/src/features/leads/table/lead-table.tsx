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
  const { filters, shared, change } = useLeadFilters();
  const sort = filters.sort ?? '-createdAt';
  const { stages, statuses, sources } = filters;
  const leads = usePages(listLeads, {
    query: {
      ...shared, sort, limit: pageSize, count: true,
      ...(stages.length > 0 ? { stageId: stages.join(',') } : {}),
      ...(statuses.length > 0 ? { status: statuses.join(',') } : {}),
      ...(sources.length > 0 ? { source: sources.join(',') } : {}),
    },
  }, { keepPrevious: true });
  const names = useLeadNames();
  const table = useTableColumns();
  const phone = usePhone();
  const isFiltered = filters.q !== '' || filters.owner !== null || stages.length + statuses.length + sources.length > 0;

  if (leads.isPending) return <ListSkeleton rows={12} />;
  const items: readonly LeadCard[] = leads.items;
  if (leads.error && items.length === 0) {
    return <ErrorState title="The leads did not load." problem={leads.error} again={() => void leads.refetch()} />;
  }
  if (items.length === 0) return <NoLeads isFiltered={isFiltered} />;
  return (
    <div aria-busy={leads.isFetching}>
      <div className={styles.above}>
        <Shown count={leads.count} shown={items.length} />
        {!phone && <ColumnChooser names={table.names} onChoose={table.choose} />}
      </div>
      {phone ? <LeadList leads={items} names={names} /> : (
        <LeadRows
          leads={items} columns={table.shown} names={names} sort={sort}
          onSort={(next) => change({ sort: next }, { replace: true })}
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
