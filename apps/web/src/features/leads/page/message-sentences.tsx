import { IconMailForward } from '@tabler/icons-react';
import type { DeliveryFailure } from '@lastmile/contracts';
import { failureWords } from '../../../lib/message-words.ts';
import { textOf, type Event, type Told } from './telling.tsx';

const icon = <IconMailForward size={15} stroke={1.75} />;
const byWay: Record<string, string> = { email: 'Email', sms: 'Text' };

/** What went out to a person by itself, and what did not arrive. */
const told = (verb: string, tone?: 'bad') => ({ changes }: Event): Told => {
  const to = textOf(changes.to) ?? textOf(changes.recipient);
  const failure = failureWords[changes.failure as DeliveryFailure] as { why: string } | undefined;
  const error = failure?.why ?? textOf(changes.error);
  return {
    icon, ...(tone ? { tone } : {}), sentence: <><b>{byWay[String(changes.channel)] ?? 'Message'}</b> <i>{verb}{to ? ` to ${to}` : ''}</i></>,
    ...(error ? { quote: error } : {}),
  };
};

export const messageSent = told('went out');
export const messageFailed = told('was not delivered', 'bad');
export const messageDelivered = told('arrived');
