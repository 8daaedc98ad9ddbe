import { IconEye, IconMail, IconMessage, IconMessageCircle } from '@tabler/icons-react';
import type { OutboxMessage } from '@lastmile/contracts';
import { channelNames, failureWords, messageKindNames } from '../../lib/message-words.ts';
import { formatPhone } from '../../lib/phone-format.ts';
import { Badge, IconButton, RecordCell, RecordName, RecordRow, RecordTable, When } from '../../ui/index.ts';
import styles from './outbox.module.css';

const icons = { email: IconMail, sms: IconMessage, chat: IconMessageCircle };
export const stateWords = {
  queued: { words: 'Waiting', color: 'gray' },
  delivered: { words: 'Delivered', color: 'green' },
  cancelled: { words: 'Held back', color: 'gray' },
  sent: { words: 'Sent', color: 'blue' },
  failed: { words: 'Failed', color: 'red' },
};

export function OutboxTable({ messages, read }: { messages: readonly OutboxMessage[]; read: (id: string) => void }) {
  return (
    <RecordTable label="Messages" heads={['Message', 'To', 'State', 'When', '']}>
      {messages.map((message) => {
        const Icon = icons[message.channel];
        const title = message.subject ?? (firstLine(message.body) || messageKindNames[message.kind]);
        return (
          <RecordRow key={message.id}>
            <RecordCell part="name">
              <RecordName
                name={title} detail={message.subject ? firstLine(message.body) : channelNames[message.channel]}
                leading={<Icon size={18} stroke={1.75} role="img" aria-label={channelNames[message.channel]} />}
              />
            </RecordCell>
            <RecordCell label="To">{formatPhone(message.to) || 'Erased'}</RecordCell>
            <RecordCell>
              <MessageState message={message} />
              {message.state === 'failed' && <span className={styles.why}>{failureWords[message.failure ?? 'unknown'].why}</span>}
            </RecordCell>
            <RecordCell><When at={message.createdAt} /></RecordCell>
            <RecordCell part="actions">
              <IconButton label={`Read “${title}” to ${message.to}`} onClick={() => read(message.id)}>
                <IconEye size={16} stroke={1.75} aria-hidden />
              </IconButton>
            </RecordCell>
          </RecordRow>
        );
      })}
    </RecordTable>
  );
}

/** What became of a message; one that only stayed here was sent to nobody. */
export function MessageState({ message: { state, simulated } }: { message: OutboxMessage }) {
  if (simulated && state === 'sent') return <Badge color="amber">Kept here only</Badge>;
  return <Badge color={stateWords[state].color}>{stateWords[state].words}</Badge>;
}

const firstLine = (text: string) => text.trim().split('\n', 1)[0]!.slice(0, 160);
