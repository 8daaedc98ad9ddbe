import { IconMailForward, IconSearch } from '@tabler/icons-react';
import { listOutbox } from '@lastmile/contracts';
import { usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, PageStack, Section, ShowMore } from '../../ui/index.ts';
import { MessageDialog } from './message-dialog.tsx';
import { OutboxFilters } from './outbox-filters.tsx';
import { OutboxTable } from './outbox-table.tsx';
import { useOutboxFilters } from './use-outbox-filters.ts';

// Messages are sent by jobs, which no change of a record tells about.
const refetchMilliseconds = 15_000;

/** `/settings/outbox`: what was sent to people, newest first. */
export function OutboxPage() {
  const { asked, isNarrowed, clear } = useOutboxFilters();
  const messages = usePages(listOutbox, { query: asked }, { refetchInterval: refetchMilliseconds, keepPrevious: true });
  const dialog = useUrlDialog<'message'>();
  return (
    <Page
      title="Outbox" subtitle="Emails and texts that Lastmile sent, or would have sent where no provider is set up."
    >
      <PageStack>
        <OutboxFilters />
        {messages.error && messages.items.length === 0 && (
          <ErrorState title="The outbox did not load." problem={messages.error} again={() => void messages.refetch()} />
        )}
        {messages.isPending && <ListSkeleton rows={6} />}
        {messages.items.length > 0 && (
          <Section title="Messages" hint="Newest first" flush>
            <OutboxTable messages={messages.items} read={(id) => dialog.open('message', id)} />
            <ShowMore pages={messages}>Show older messages</ShowMore>
          </Section>
        )}
        {messages.data && messages.items.length === 0 && (isNarrowed ? (
          <EmptyState icon={<IconSearch size={24} stroke={1.75} />} title="No message is like that" actions={<Button onClick={clear}>Clear the filters</Button>}>
            Look for what an address begins with, or for a phone number written any way.
          </EmptyState>
        ) : (
          <EmptyState icon={<IconMailForward size={24} stroke={1.75} />} title="Nothing was sent yet">
            Reminders, quotes and one-time codes appear here as they go out. Without a mail or SMS provider they are only kept here, so that you can try everything.
          </EmptyState>
        ))}
      </PageStack>
      {dialog.name === 'message' && dialog.record && <MessageDialog key={dialog.record} id={dialog.record} show={(id) => dialog.open('message', id)} onClose={dialog.close} />}
    </Page>
  );
}
