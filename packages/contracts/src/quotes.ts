/** Quotes for who signs in (S0-10.5). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { NewQuote, Quote, QuoteChanges, QuoteChoices, QuoteItemInput, QuoteStatus, QuoteSum, QuoteSummary, mostQuoteItems, quoteStatuses } from './quote-schemas.ts';
import { ById, Changes, IdList, Instant, Nullable, OneOf, Page, RequiredText, Search, Shape, Text, Version, named, paging } from './schemas.ts';

const tag = 'quotes';

const filters = {
  leadId: Type.Optional(IdList),
  ownerId: Type.Optional(IdList),
  status: Type.Optional(Type.String({
    pattern: `^(${quoteStatuses.join('|')})(,(${quoteStatuses.join('|')})){0,6}$`, description: 'Several separated by commas; all but superseded ones where left out.',
  })),
  createdFrom: Type.Optional(Type.String({ format: 'date' })),
  createdTo: Type.Optional(Type.String({ format: 'date', description: 'That day included, in the organization’s time zone.' })),
  q: Type.Optional(Search),
};

export const listQuotes = endpoint({
  operationId: 'listQuotes', tag, summary: 'List quotes, newest first', method: 'GET', path: '/quotes', access: 'quotes:read',
  query: Shape({ ...paging, ...filters, sort: Type.Optional(OneOf(['-createdAt', 'expiresOn', '-total'] as const)), count: Type.Optional(Type.Boolean()) }),
  response: Page('QuotePage', QuoteSummary),
});

export const QuoteTotals = named('QuoteTotals', Shape({
  currency: Type.String(),
  statuses: Type.Array(Shape({ status: QuoteStatus, count: Type.Integer({ description: '1001 means more than 1,000; then the sums are of the newest of them.' }), total: Type.String(), monthlyTotal: Type.String() })),
}));
export type QuoteTotals = Static<typeof QuoteTotals>;
export const sumQuotes = endpoint({
  operationId: 'sumQuotes', tag, summary: 'Count and sum of quotes by status, of those that the filters match', method: 'GET', path: '/quotes/totals', access: 'quotes:read',
  query: Shape(filters), response: QuoteTotals,
});
export const getQuote = endpoint({
  operationId: 'getQuote', tag, summary: 'One quote', method: 'GET', path: '/quotes/:id', access: 'quotes:read', params: ById, response: Quote, errors: [404],
});
export const createQuote = endpoint({
  operationId: 'createQuote', tag, summary: 'Draft a quote', method: 'POST', path: '/quotes', access: 'quotes:write', status: 201,
  body: NewQuote, response: Quote, errors: [404, 409, 422],
});
export const updateQuote = endpoint({
  operationId: 'updateQuote', tag, summary: 'Change a draft; items are replaced as a whole', method: 'PATCH', path: '/quotes/:id', access: 'quotes:write',
  params: ById, body: QuoteChanges, response: Quote, errors: [404, 409, 412, 422],
});
export const deleteQuote = endpoint({
  operationId: 'deleteQuote', tag, summary: 'Delete a quote that was neither accepted nor replaced; its link dies with it, and the revision before stands again', method: 'DELETE', path: '/quotes/:id', access: 'quotes:write',
  status: 204, params: ById, errors: [404, 409],
});
export const duplicateQuote = endpoint({
  operationId: 'duplicateQuote', tag, summary: 'Draft a new quote with the lines of this one', method: 'POST', path: '/quotes/:id/duplicate', access: 'quotes:write',
  status: 201, params: ById, body: Shape({ leadId: Type.Optional(Type.String({ format: 'uuid', description: 'The same lead where left out.' })) }), response: Quote, errors: [404, 409],
});

export const QuotePreview = named('QuotePreview', Shape({ firstBill: QuoteSum, monthly: QuoteSum, lines: Type.Array(Shape({ lineTotal: Type.String(), lineTax: Type.String() })) }));
export const previewQuote = endpoint({
  operationId: 'previewQuote', tag, summary: 'What lines come to; keeps nothing', method: 'POST', path: '/quotes/preview', access: 'quotes:write',
  body: Shape({ items: Type.Array(QuoteItemInput, { maxItems: mostQuoteItems }), choices: Type.Optional(QuoteChoices) }), response: QuotePreview, errors: [422],
});

/** S0-10.1-h: where a lead goes when its quote does; null leaves it where it is. */
const LeadStatusOrNone = Nullable(OneOf(['new', 'in_progress', 'dormant', 'won', 'lost'] as const));
const settings = {
  expiryDays: Type.Integer({ minimum: 1, maximum: 365, description: 'Days until a quote expires (S0-10.5-d).' }),
  numberPattern: RequiredText(80, 'S0-10.5-c: {year} {month} {day} {next} {lead_id} {partner_id} {location_id} {rand_string} {rand_number}; |6 pads with zeros.'),
  numberResetsYearly: Type.Boolean({ description: '{next} begins at 1 again with the year.' }),
  terms: Nullable(Text(5000, 'What new quotes begin with.')),
  stageMap: Shape({ draft: LeadStatusOrNone, sent: LeadStatusOrNone, on_review: LeadStatusOrNone, accepted: LeadStatusOrNone, denied: LeadStatusOrNone }),
  codeValidMinutes: Type.Integer({ minimum: 5, maximum: 1440, description: 'How long a one-time code holds (S0-10.6-c).' }),
  signatureRequired: Type.Boolean(),
};
export const QuoteSettings = named('QuoteSettings', Shape({ ...settings, nextNumber: Type.String({ description: 'What the next quote would be called, about.' }), updatedAt: Instant, version: Version }));
export type QuoteSettings = Static<typeof QuoteSettings>;
export const getQuoteSettings = endpoint({
  operationId: 'getQuoteSettings', tag, summary: 'How quotes are numbered, expire and move leads', method: 'GET', path: '/quote-settings', access: 'quotes:read', response: QuoteSettings,
});
export const updateQuoteSettings = endpoint({
  operationId: 'updateQuoteSettings', tag, summary: 'Change how quotes are numbered, expire and move leads', method: 'PATCH', path: '/quote-settings', access: 'quote-settings:write',
  body: named('QuoteSettingsChanges', Changes(Shape(settings))), response: QuoteSettings, errors: [412, 422],
});
export const previewQuoteNumber = endpoint({
  operationId: 'previewQuoteNumber', tag, summary: 'What a number pattern would make; 422 says what is wrong with it', method: 'POST', path: '/quote-settings/number-preview',
  access: 'quote-settings:write', body: Shape({ numberPattern: Text(80) }), response: named('QuoteNumberPreview', Shape({ numbers: Type.Array(Type.String()) })), errors: [422],
});
