import type { DeliveryFailure, OutboxMessage } from '@lastmile/contracts';

export const channelNames: { readonly [channel in OutboxMessage['channel']]: string } = { email: 'Email', sms: 'Text', chat: 'Chat' };

export const messageKindNames: { readonly [kind in OutboxMessage['kind']]: string } = {
  quote: 'Quote', quote_code: 'One-time code', quote_accepted: 'Quote accepted', quote_rejected: 'Quote declined', quote_question: 'Question about a quote',
  low_stock: 'Stock runs low', out_of_stock: 'Out of stock', many_low: 'Many items are low', other: 'Other',
};

/** Why a message did not arrive, and what one can do about it. */
export const failureWords: { readonly [failure in DeliveryFailure]: { readonly why: string; readonly advice: string } } = {
  no_such_recipient: { why: 'There is no such address or number.', advice: 'Ask for the right one; it may be a letter or a digit that is wrong.' },
  cannot_receive: { why: 'This address or number takes no messages.', advice: 'A landline takes no texts, and some mailboxes are closed. Use another way.' },
  out_of_reach: { why: 'The phone was off or out of reach.', advice: 'Send it again later, or call.' },
  mailbox_full: { why: 'The mailbox is full, or the mail too large for it.', advice: 'Write by text, or tell them.' },
  blocked: { why: 'The other side blocks it.', advice: 'They asked for no more messages, or their provider took it for spam. Call them.' },
  refused: { why: 'The other side refused it.', advice: 'What it says below tells more.' },
  not_set_up: { why: 'Sending is not set up right.', advice: 'Whoever runs Lastmile has to check the account that messages go through; then send it again.' },
  no_connection: { why: 'The service that sends could not be reached.', advice: 'It may be back by now: send it again.' },
  unknown: { why: 'It was not delivered.', advice: 'No reason was given that is known here.' },
};
