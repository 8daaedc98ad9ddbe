import { IconActivity, IconPlus, IconSearch } from '@tabler/icons-react';
import { listActivities } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, Section, ShowMore } from '../../ui/index.ts';
import styles from './activities-page.module.css';
import { ActivityDialog } from './activity-dialog.tsx';
import { ActivityFilterBar } from './activity-filters.tsx';
import { ActivityDays, ActivityRows } from './activity-groups.tsx';
import type { ActivityActions } from './activity-row.tsx';
import { CompleteDialog } from './complete-dialog.tsx';
import { QuickLogDialog } from './quick-log-dialog.tsx';
import { open, useActivityFilters } from './use-activity-filters.ts';

const perPage = 50;
const upcomingPerPage = 5;

/** `/activities`: what was done, newest first, and apart from it what is planned, the next first. */
export function ActivitiesPage() {
  const { can } = useSession();
  const dialog = useUrlDialog<'log' | 'edit' | 'done'>();
  const { filters, shared, isNarrowed, clear } = useActivityFilters();
  const [planned, rest] = splitStatus(filters.status);
  const upcoming = usePages(listActivities, { query: { ...shared, status: planned ?? open, sort: 'at', limit: upcomingPerPage } }, { keepPrevious: true, enabled: planned !== null });
  const log = usePages(listActivities, { query: { ...shared, status: rest ?? 'done,cancelled', limit: perPage } }, { keepPrevious: true, enabled: rest !== null });
  const actions: ActivityActions = {
    onDone: ({ id }) => dialog.open('done', id),
    onEdit: ({ id }) => dialog.open('edit', id),
  };
  const quickLog = Boolean(can('activities:write')) && (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('log')}>Log activity</Button>
  );
  const shows = { upcoming: planned !== null && upcoming.items.length > 0, log: rest !== null && log.items.length > 0 };
  const asked = [...(planned ? [upcoming] : []), ...(rest ? [log] : [])];
  const failed = asked.find(({ error, items }) => error && items.length === 0);
  const isPending = asked.some((pages) => pages.isPending);
  return (
    <Page title="Activities" actions={quickLog} phoneActions={quickLog}>
      <div className={styles.page}>
        <ActivityFilterBar />
        {failed?.error && <ErrorState title="The activities did not load." problem={failed.error} again={() => void failed.refetch()} />}
        {isPending && !failed && <ListSkeleton rows={8} />}
        {!isPending && !failed && (
          <>
            {shows.upcoming && (
              <Section title="Upcoming" flush>
                <ActivityRows activities={upcoming.items} bare {...actions} />
                <ShowMore pages={upcoming}>Show more upcoming</ShowMore>
              </Section>
            )}
            {shows.log && <ActivityDays activities={log.items} {...actions} />}
            {rest !== null && <ShowMore pages={log}>Show older</ShowMore>}
            {!shows.upcoming && !shows.log && (isNarrowed ? (
              <EmptyState icon={<IconSearch size={24} stroke={1.75} />} title="No activity is like that" actions={<Button onClick={clear}>Clear the filters</Button>}>
                Search by words that were written, or by a lead’s name, phone or number.
              </EmptyState>
            ) : (
              <EmptyState icon={<IconActivity size={24} stroke={1.75} />} title="Nothing was logged yet" actions={quickLog || undefined}>
                Calls, meetings, messages and notes on leads stand here, and what is planned with them.
              </EmptyState>
            ))}
          </>
        )}
      </div>
      {dialog.name === 'log' && <QuickLogDialog onClose={dialog.close} />}
      {dialog.name === 'edit' && dialog.record && <ActivityDialog id={dialog.record} onClose={dialog.close} />}
      {dialog.name === 'done' && dialog.record && <CompleteDialog id={dialog.record} onClose={dialog.close} />}
    </Page>
  );
}

/** The statuses asked for, of what is planned and of what is not; null where none of the one kind is. */
function splitStatus(status: string | null): [planned: string | null, rest: string | null] {
  if (!status) return [open, 'done,cancelled'];
  const asked = status.split(',');
  const among = (statuses: string) => asked.filter((one) => statuses.split(',').includes(one)).join(',') || null;
  return [among(open), among('done,cancelled')];
}
