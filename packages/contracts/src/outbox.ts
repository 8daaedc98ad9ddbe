/** What was written to people, what became of it, and how providers say so (S0-10.6-e). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { messageKinds } from './message-templates.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, Shape, Text, named, paging } from './schemas.ts';

export const messageStates = ['queued', 'sent', 'delivered', 'failed', 'cancelled'] as const;
export const MessageState = OneOf(messageStates, '`sent`: the provider took it; `delivered`: it arrived; `cancelled`: it was held back.');
export type MessageState = (typeof messageStates)[number];

/** Why a message did not arrive, told apart by what one can do about it. */
export const deliveryFailures = ['no_such_recipient', 'cannot_receive', 'out_of_reach', 'mailbox_full', 'blocked', 'refused', 'not_set_up', 'no_connection', 'unknown'] as const;
export const DeliveryFailure = OneOf(deliveryFailures, 'Why it did not arrive; `error` has the provider’s words.');
export type DeliveryFailure = (typeof deliveryFailures)[number];

const kinds = [...messageKinds, 'other'] as const;
export const OutboxMessage = named('OutboxMessage', Shape({
  id: Id,
  channel: OneOf(['email', 'sms', 'chat'] as const),
  kind: OneOf(kinds),
  to: Type.String(),
  subject: Nullable(Type.String()),
  body: Type.String({ description: 'Empty for a one-time code that was really sent.' }),
  state: MessageState,
  failure: Nullable(DeliveryFailure),
  error: Nullable(Type.String()),
  simulated: Type.Boolean(),
  createdAt: Instant,
  sentAt: Nullable(Instant),
  deliveredAt: Nullable(Instant),
  againOfId: Nullable(Type.String({ format: 'uuid', description: 'The failed message that this one repeats.' })),
  againId: Nullable(Type.String({ format: 'uuid', description: 'The message that repeated this one.' })),
  lead: Nullable(Shape({ id: Id, title: Type.String() })),
  can: Shape({ sendAgain: Type.Boolean() }),
}));
export type OutboxMessage = Static<typeof OutboxMessage>;

const listOf = (values: readonly string[]) => Type.String({
  maxLength: 200, pattern: `^(${values.join('|')})(,(${values.join('|')})){0,${values.length - 1}}$`, description: 'Several separated by commas.',
});
export const listOutbox = endpoint({
  operationId: 'listOutbox', tag: 'outbox', summary: 'Messages sent, newest first', method: 'GET', path: '/outbox', access: 'outbox:read',
  query: Shape({
    ...paging,
    channel: Type.Optional(OneOf(['email', 'sms', 'chat'] as const)),
    state: Type.Optional(listOf(messageStates)),
    kind: Type.Optional(listOf(kinds)),
    to: Type.Optional(Text(254, 'What an address begins with, or a phone number written any way.')),
    createdFrom: Type.Optional(Type.String({ format: 'date' })),
    createdTo: Type.Optional(Type.String({ format: 'date', description: 'That day included, in the organization’s time zone.' })),
  }),
  response: Page('OutboxPage', OutboxMessage),
});
export const getOutboxMessage = endpoint({
  operationId: 'getOutboxMessage', tag: 'outbox', summary: 'One message', method: 'GET', path: '/outbox/:id', access: 'outbox:read', params: ById, response: OutboxMessage, errors: [404],
});
export const sendMessageAgain = endpoint({
  operationId: 'sendMessageAgain', tag: 'outbox', summary: 'Send a failed message again, as a new one', method: 'POST', path: '/outbox/:id/send-again', access: 'outbox:write', status: 201,
  params: ById, response: OutboxMessage, errors: [404, 409],
  description: 'Once: a message that was sent again already answers 200 with the one that repeats it. A one-time code is never repeated, its prospect asks for another.', alsoStatus: 200,
});

/** What a provider says of a text, in the provider’s own names; all that it sends is part of its signature. */
const field = Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$' });
export const reportTextStatus = endpoint({
  operationId: 'reportTextStatus', tag: 'public', summary: 'What became of a text, said by its provider', method: 'POST', path: '/public/text-statuses/:organizationId/:messageId/:proof',
  access: 'public', status: 204, accepts: 'urlencoded',
  params: Shape({ organizationId: Id, messageId: Id, proof: Type.String({ minLength: 20, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' }) }),
  body: Type.Object({ MessageStatus: Type.Optional(field), MessageSid: Type.Optional(field), ErrorCode: Type.Optional(field) }, { additionalProperties: field, maxProperties: 100 }),
  errors: [404],
  description: 'Twilio’s status callback, as a form, with its signature in `X-Twilio-Signature`. The address is made for one message; every other one answers the same 404.',
});
