/** What is written to people, in the organization's words (S0-10.4, S0-10.6-c). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Instant, Nullable, OneOf, RequiredText, Shape, Text, Version, named, List } from './schemas.ts';

export const messageKinds = ['quote', 'quote_code', 'quote_accepted', 'quote_rejected', 'quote_question', 'low_stock', 'out_of_stock', 'many_low'] as const;
export const MessageKind = OneOf(messageKinds, 'What it is about.');
export type MessageKind = (typeof messageKinds)[number];
export const messageChannels = ['email', 'sms'] as const;
export const MessageChannel = OneOf(messageChannels);
export type MessageChannel = (typeof messageChannels)[number];

/** What a template can say, with what it stands for and an example for the preview. */
export const templateVariables = {
  lead_name: ['The lead’s name', 'Wanjiku Kamau'],
  first_name: ['The first name of who it goes to', 'Wanjiku'],
  organization_name: ['Your name', 'Tausi Fibre'],
  organization_phone: ['Your phone', '+254 709 555 100'],
  owner_name: ['Who works on the lead', 'Peter Mwangi'],
  quote_number: ['The quote’s number', '2026000187'],
  quote_url: ['Where the quote is', 'https://example.com/q/…'],
  quote_total: ['The first bill with tax', 'KES 6,380'],
  quote_monthly: ['Every month after, with tax; empty where nothing is paid monthly', 'KES 2,900'],
  quote_expires_on: ['The last day it can be accepted', '1 June 2026'],
  code: ['The one-time code', '409 218'],
  code_valid_until: ['Until when it holds', '13:04'],
  reason: ['The reason that was given; may be empty', 'Too expensive'],
  question: ['What was asked', 'Is the router included?'],
  item_name: ['The item’s name', 'MikroTik hAP ax²'],
  item_sku: ['The item’s SKU', 'RTR-HAPAX2'],
  stock_available: ['How many are available', '4'],
  stock_threshold: ['At how many it is low', '5'],
  low_items: ['How many items became low', '12'],
  low_list: ['What they are and how many of each are left, a line each', '4 MikroTik hAP ax² (RTR-HAPAX2)'],
  low_url: ['Where all that is low is', 'https://example.com/inventory?status=low'],
  item_url: ['Where the item is', 'https://example.com/inventory/items/…'],
} as const satisfies Record<string, readonly [meaning: string, sample: string]>;
export type TemplateVariable = keyof typeof templateVariables;

const everywhere = ['lead_name', 'first_name', 'organization_name', 'organization_phone', 'quote_number', 'quote_total', 'quote_monthly', 'quote_expires_on'] as const;
const ofStock = ['first_name', 'organization_name', 'item_name', 'item_sku', 'stock_available', 'stock_threshold', 'item_url'] as const;
/** Which of them each kind is given, and the one that it would be useless without. */
export const variablesOf: { readonly [kind in MessageKind]: { readonly known: readonly TemplateVariable[]; readonly needed: TemplateVariable | null } } = {
  quote: { known: [...everywhere, 'quote_url'], needed: 'quote_url' },
  quote_code: { known: [...everywhere, 'code', 'code_valid_until'], needed: 'code' },
  quote_accepted: { known: [...everywhere, 'owner_name', 'quote_url'], needed: null },
  quote_rejected: { known: [...everywhere, 'owner_name', 'quote_url', 'reason'], needed: null },
  quote_question: { known: [...everywhere, 'owner_name', 'quote_url', 'question'], needed: 'question' },
  low_stock: { known: [...ofStock], needed: null },
  out_of_stock: { known: [...ofStock], needed: null },
  many_low: { known: ['first_name', 'organization_name', 'low_items', 'low_list', 'stock_threshold', 'low_url'], needed: null },
};

export const MessageTemplate = named('MessageTemplate', Shape({
  kind: MessageKind,
  channel: MessageChannel,
  subject: Nullable(Type.String({ description: 'Of a mail.' })),
  body: Type.String(),
  isStandard: Type.Boolean({ description: 'The usual words; nobody changed them.' }),
  updatedAt: Nullable(Instant),
  version: Version,
}));
export type MessageTemplate = Static<typeof MessageTemplate>;

const words = {
  subject: Type.Optional(Nullable(Text(200, 'Of a mail; a text has none.'))),
  body: RequiredText(5000, 'Plain text with variables as {{ name }} and conditions as {% if name %} … {% endif %}.'),
};
const tag = 'message-templates';
const ByKind = Shape({ kind: MessageKind, channel: MessageChannel });

export const listMessageTemplates = endpoint({
  operationId: 'listMessageTemplates', tag, summary: 'What is written to people, by kind and channel', method: 'GET', path: '/message-templates', access: 'message-templates:write',
  response: List('MessageTemplateList', MessageTemplate),
});
export const setMessageTemplate = endpoint({
  operationId: 'setMessageTemplate', tag, summary: 'Write a message in your own words', method: 'PUT', path: '/message-templates/:kind/:channel', access: 'message-templates:write',
  params: ByKind, body: named('MessageTemplateWords', Shape(words)), response: MessageTemplate, errors: [404, 412, 422],
});
export const resetMessageTemplate = endpoint({
  operationId: 'resetMessageTemplate', tag, summary: 'Go back to the usual words', method: 'DELETE', path: '/message-templates/:kind/:channel', access: 'message-templates:write',
  status: 204, params: ByKind, errors: [404],
});
export const previewMessageTemplate = endpoint({
  operationId: 'previewMessageTemplate', tag, summary: 'How a message would read, with examples; 422 says what is wrong with it', method: 'POST',
  path: '/message-templates/:kind/:channel/preview', access: 'message-templates:write', params: ByKind, body: Shape(words),
  response: named('MessagePreview', Shape({
    subject: Nullable(Type.String()), text: Type.String(),
    segments: Nullable(Type.Integer({ description: 'Of a text: how many it would be sent and paid as.' })),
  })), errors: [404, 422],
});
