import { Link } from 'react-router';
import { getOutboxMessage, sendMessageAgain, type OutboxMessage } from '@lastmile/contracts';
import { channelNames, failureWords, messageKindNames } from '../../lib/message-words.ts';
import { formatPhone } from '../../lib/phone-format.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Anchor, Button, ErrorState, Facts, ListSkeleton, Notice, NoticeAction, ResponsiveDialog, showToast, When } from '../../ui/index.ts';
import { MessageState } from './outbox-table.tsx';
import styles from './message-dialog.module.css';

/** One message as it was written, what became of it, and what one can do where it did not arrive. */
export function MessageDialog({ id, show, onClose }: { id: string; show: (id: string) => void; onClose: () => void }) {
  const { data: message, error, refetch } = useEndpoint(getOutboxMessage, { params: { id } });
  const again = useAction(sendMessageAgain, {
    alsoChanges: ['quotes', 'leads'],
    done: (sent) => {
      showToast({ title: `It goes to ${formatPhone(sent.to)} again.` });
      show(sent.id);
    },
  });
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={message ? message.subject ?? `${channelNames[message.channel]} to ${formatPhone(message.to)}` : 'Message'}
      width={600}
      footer={(
        <>
          <Button look={message?.can.sendAgain ? 'plain' : 'primary'} onClick={onClose}>Close</Button>
          {message?.can.sendAgain && <Button look="primary" loading={again.isRunning} onClick={() => void again.run({ params: { id } })}>Send again</Button>}
        </>
      )}
    >
      {error && !message && <ErrorState title="The message did not load." problem={error} again={() => void refetch()} />}
      {!error && !message && <ListSkeleton rows={4} />}
      {message && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
        <div className={styles.message} role="group" aria-label="Message" tabIndex={0}>
          <Failure message={message} show={show} />
          {message.againOfId && (
            <Notice tone="info" title="It repeats a message that failed." action={<NoticeAction onClick={() => show(message.againOfId!)}>See that one</NoticeAction>} />
          )}
          <Facts
            facts={[
              { label: 'To', value: formatPhone(message.to) || 'Erased' },
              { label: 'By', value: channelNames[message.channel] },
              { label: 'About', value: messageKindNames[message.kind] },
              { label: 'Lead', value: message.lead && <Anchor component={Link} to={`/leads/${message.lead.id}`}>{message.lead.title}</Anchor> },
              { label: 'State', value: <MessageState message={message} /> },
              { label: 'Written', value: <When at={message.createdAt} /> },
              { label: 'Sent', value: message.sentAt && <When at={message.sentAt} /> },
              { label: 'Arrived', value: message.deliveredAt && <When at={message.deliveredAt} /> },
            ]}
          />
          {message.body ? <p className={styles.body}>{message.body}</p> : <p className={styles.hint}>What it said is not kept.</p>}
        </div>
      )}
    </ResponsiveDialog>
  );
}

/** Why it did not arrive, or has not yet, in plain words and in the provider's. */
function Failure({ message: { state, failure, error, againId }, show }: { message: OutboxMessage; show: (id: string) => void }) {
  if (!error && !failure) return null;
  if (state === 'cancelled') return <Notice tone="info" title="It was held back.">{error}</Notice>;
  const { why, advice } = failureWords[failure ?? 'unknown'];
  const isWaiting = state === 'queued';
  return (
    <Notice
      tone={isWaiting ? 'warning' : 'error'} title={why}
      action={againId && <NoticeAction onClick={() => show(againId)}>See what was sent again</NoticeAction>}
    >
      {isWaiting ? 'It is tried again by itself.' : advice}
      {error && <span className={styles.their}>“{error}”</span>}
    </Notice>
  );
}
