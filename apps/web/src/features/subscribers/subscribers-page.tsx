import { IconRouter, IconSearch } from '@tabler/icons-react';
import { listSubscribers } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, PageCount, PageStack, ShowMore } from '../../ui/index.ts';
import { statuses, type Status } from './subscriber-status.tsx';
import { SubscriberFilters } from './subscriber-filters.tsx';
import { SubscriberList } from './subscriber-list.tsx';
import { SubscriberTable } from './subscriber-table.tsx';

/** `/subscribers`: who is connected, newest first. */
export function SubscribersPage() {
  const [query, change] = useUrlState();
  const phone = usePhone();
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const asked = query.get('status');
  const status = asked && asked in statuses ? (asked as Status) : null;
  const pages = usePages(
    listSubscribers,
    { query: { limit: 50, count: true, ...(q ? { q } : {}), ...(status ? { status } : {}) } },
    { keepPrevious: true },
  );
  const isFiltered = q !== '' || status !== null;
  const clear = () => change({ q: null, status: null }, { replace: true });
  return (
    <Page title="Subscribers" beside={<PageCount of={pages.count} />}>
      <PageStack>
        <SubscriberFilters q={q} status={status} />
        {pages.isPending && <ListSkeleton rows={8} />}
        {pages.error && pages.items.length === 0 && (
          <ErrorState title="The subscribers did not load." problem={pages.error} again={() => void pages.refetch()} />
        )}
        {pages.isSuccess &&
          pages.items.length === 0 &&
          (isFiltered ? (
            <EmptyState
              icon={<IconSearch size={24} stroke={1.75} />}
              title="No subscriber is like that"
              actions={<Button onClick={clear}>Clear the filters</Button>}
            >
              Search by part of a name, a phone number written any way, an email address or a number such as S-000232.
            </EmptyState>
          ) : (
            <EmptyState
              icon={<IconRouter size={24} stroke={1.75} />}
              title="No subscribers yet"
              actions={<Button to="/leads">See the leads</Button>}
            >
              Convert a lead, and the subscriber stands here with their service and router user.
            </EmptyState>
          ))}
        {pages.items.length > 0 &&
          (phone ? <SubscriberList subscribers={pages.items} /> : <SubscriberTable subscribers={pages.items} />)}
        <ShowMore pages={pages}>Show more subscribers</ShowMore>
      </PageStack>
    </Page>
  );
}
