import { IconMailForward } from '@tabler/icons-react';
import { listOutbox } from '@lastmile/contracts';
import { usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { EmptyState, ErrorState, ListSkeleton, Page, Section, ShowMore } from '../../ui/index.ts';
import { MessageDialog } from './message-dialog.tsx';
import { OutboxTable } from './outbox-table.tsx';

// Messages are sent by jobs, which no change of a record tells about.
const refetchMilliseconds = 15_000;

/** `/settings/outbox`: what was sent to people, newest first. */
export function OutboxPage() {
  const messages = usePages(listOutbox, {}, { refetchInterval: refetchMilliseconds });
  const dialog = useUrlDialog<'message'>();
  const chosen = messages.items.find(({ id }) => id === dialog.record);
  return (
    <Page
      title="Outbox" subtitle="Emails and texts that Lastmile sent, or would have sent where no provider is set up."
    >
      {messages.error && (
        <ErrorState title="The outbox did not load." problem={messages.error} again={() => void messages.refetch()} />
      )}
      {messages.isPending && <ListSkeleton rows={6} />}
      {messages.items.length > 0 && (
        <Section title="Messages" hint="Newest first" flush>
          <OutboxTable messages={messages.items} read={(id) => dialog.open('message', id)} />
          <ShowMore pages={messages}>Show older messages</ShowMore>
        </Section>
      )}
      {messages.data && messages.items.length === 0 && (
        <EmptyState icon={<IconMailForward size={24} stroke={1.75} />} title="Nothing was sent yet">
          Reminders, quotes and one-time codes appear here as they go out. Without a mail or SMS provider they are only
          kept
          here, so that you can try everything.
        </EmptyState>
      )}
      {chosen && dialog.name === 'message' && <MessageDialog message={chosen} onClose={dialog.close} />}
    </Page>
  );
}
