import { Button, Facts, Notice, ResponsiveDialog, When } from '../../ui/index.ts';
import { channelNames, MessageState, type Message } from './outbox-table.tsx';
import styles from './message-dialog.module.css';

/** One message as it was written. */
export function MessageDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={message.subject ?? `${channelNames[message.channel]} to ${message.to}`}
      width={600}
      footer={<Button look="primary" onClick={onClose}>Close</Button>}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <div className={styles.message} role="group" aria-label="Message" tabIndex={0}>
        {message.error && <Notice tone="error" title="It was not sent.">{message.error}</Notice>}
        <Facts
          facts={[
            { label: 'To', value: message.to },
            { label: 'By', value: channelNames[message.channel] },
            { label: 'State', value: <MessageState message={message} /> },
            { label: 'When', value: <When at={message.createdAt} /> },
          ]}
        />
        <p className={styles.body}>{message.body}</p>
      </div>
    </ResponsiveDialog>
  );
}
