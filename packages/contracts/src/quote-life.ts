/** What happens to a quote once it is written: sent, revised, decided (S0-10.5-e, D19). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Quote, QuoteChoices } from './quote-schemas.ts';
import { ById, Nullable, OneOf, RequiredText, Shape, named } from './schemas.ts';

const tag = 'quotes';

const templateId = Nullable(Type.String({ format: 'uuid', description: 'A named template; the plain words where null, the default where left out.' }));
const templates = Shape({ email: Type.Optional(templateId), sms: Type.Optional(templateId) }, { description: 'With which words, by channel.' });
export const SendQuote = named('SendQuote', Shape({
  channels: Type.Array(OneOf(['email', 'sms'] as const), { maxItems: 2, uniqueItems: true, description: 'None: it gets its link, and nothing is written to anybody.' }),
  templates: Type.Optional(templates),
  at: Type.Optional(OneOf(['now', 'window'] as const, '`window`: after the delay and within the days and hours of the notification settings (S0-10.4-c).')),
}));
export type SendQuote = Static<typeof SendQuote>;
export const sendQuote = endpoint({
  operationId: 'sendQuote', tag, summary: 'Send a quote, or send it again', method: 'POST', path: '/quotes/:id/send', access: 'quotes:write',
  params: ById, body: SendQuote, response: Quote, errors: [404, 409, 422],
  description: 'A draft becomes `sent` and gets its link; one that is out already is sent again with the same link. Refused with 422 naming what the recipient lacks, with 409 `do_not_contact` and its `reason` where they asked not to be written to.',
});
export const previewQuoteMessage = endpoint({
  operationId: 'previewQuoteMessage', tag, summary: 'What this customer will get, with the words that are chosen; sends and keeps nothing', method: 'POST', path: '/quotes/:id/message-preview',
  access: 'quotes:write', params: ById, body: Shape({ channel: OneOf(['email', 'sms'] as const), templateId: Type.Optional(templateId) }),
  response: named('QuoteMessagePreview', Shape({
    to: Nullable(Type.String()), subject: Nullable(Type.String()), text: Type.String(), segments: Nullable(Type.Integer({ description: 'Of a text: how many it would be sent and paid as.' })),
  })), errors: [404, 422],
});
export const cancelSending = endpoint({
  operationId: 'cancelSending', tag, summary: 'Hold back a quote that waits for its time; it is a draft again', method: 'POST', path: '/quotes/:id/cancel-sending',
  access: 'quotes:write', params: ById, response: Quote, errors: [404, 409],
});
export const reviseQuote = endpoint({
  operationId: 'reviseQuote', tag, summary: 'Draft the next revision; the link of this one says so', method: 'POST', path: '/quotes/:id/revise', access: 'quotes:write',
  status: 201, params: ById, response: Quote, errors: [404, 409],
});
export const acceptQuote = endpoint({
  operationId: 'acceptQuote', tag, summary: 'Record that a quote was accepted, without a code', method: 'POST', path: '/quotes/:id/accept', access: 'quotes:decide',
  params: ById, body: Shape({ note: RequiredText(500, 'How it was accepted, for example “signed on paper”.'), choices: Type.Optional(QuoteChoices) }), response: Quote, errors: [404, 409, 422],
});
export const rejectQuote = endpoint({
  operationId: 'rejectQuote', tag, summary: 'Record that a quote was declined', method: 'POST', path: '/quotes/:id/reject', access: 'quotes:write',
  params: ById, body: Shape({ reason: RequiredText(500) }), response: Quote, errors: [404, 409],
});
export const holdQuoteStock = endpoint({
  operationId: 'holdQuoteStock', tag, summary: 'Hold what its packages need until its last day', method: 'POST', path: '/quotes/:id/hold-stock', access: 'quotes:write',
  params: ById, response: Quote, errors: [404, 409],
  description: 'As far as it is there. Let go when the quote expires, is declined or deleted; the service order of its conversion gets it. 409 `not_enough_stock` where nothing could be '
    + 'held, with who holds it; `no_equipment` where its packages come with none.',
});
export const releaseQuoteStock = endpoint({
  operationId: 'releaseQuoteStock', tag, summary: 'Let go of what is held for a quote', method: 'POST', path: '/quotes/:id/release-stock', access: 'quotes:write',
  params: ById, response: Quote, errors: [404, 409],
});
