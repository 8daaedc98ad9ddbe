/** What a quote is made of (S0-10.5-a, -b; D17, D19). Its endpoints are in `quotes.ts`, those of its public page in `public-quotes.ts`. */
import { Type, type Static } from 'typebox';
import { DeliveryFailure, MessageState } from './outbox.ts';
import { Email, Id, Instant, Money, Nullable, OneOf, Phone, PhoneInput, RequiredText, Shape, Text, Version, named } from './schemas.ts';

/** D19: `draft` reads “New” on screen; `superseded` is a revision that was replaced by a later one. */
export const quoteStatuses = ['draft', 'sent', 'on_review', 'accepted', 'denied', 'expired', 'superseded'] as const;
export const QuoteStatus = OneOf(quoteStatuses);
export type QuoteStatus = Static<typeof QuoteStatus>;

/** How often a line is paid. */
export const QuotePeriod = OneOf(['once', 'monthly'] as const, '`once` is on the first bill; `monthly` on the first and on every one after.');

/** More lines than this is no quote that anybody reads. */
export const mostQuoteItems = 50;
/** More packages to choose between is no choice. */
export const mostAlternatives = 6;

const quantity = Type.String({ pattern: '^\\d{1,6}(\\.\\d{1,2})?$', description: 'A decimal number above 0, for example "1" or "2.5".' });
const percentage = (description: string) => Type.String({ pattern: '^(100(\\.0{1,2})?|\\d{1,2}(\\.\\d{1,2})?)$', description });
const alternative = Type.Integer({
  minimum: 1, maximum: mostAlternatives,
  description: 'Lines with the same number stand or fall together; the prospect chooses one number, 1 being what is suggested. Null: in any case.',
});

/** A line as it is written. With `offerId` and no price it takes the package's description, price and tax as they are now (S0-10.5-h). */
export const QuoteItemInput = named('QuoteItemInput', Shape({
  offerId: Type.Optional(Nullable(Id)),
  description: Type.Optional(RequiredText(200, 'The package’s name where left out.')),
  details: Type.Optional(Nullable(Text(500, 'A second, smaller line.'))),
  quantity: Type.Optional(quantity),
  unitPrice: Type.Optional(Money),
  discountPercent: Type.Optional(percentage('Percent off the line, 0 where left out.')),
  taxRate: Type.Optional(Nullable(percentage('Percent; the package’s, else the organization’s, where null or left out.'))),
  period: Type.Optional(OneOf(['once', 'monthly'] as const, '`monthly` for a package, else `once`, where left out.')),
  optional: Type.Optional(Type.Boolean({ default: false, description: 'The prospect may tick it; it is in no total until they do.' })),
  alternative: Type.Optional(Nullable(alternative)),
}));
export type QuoteItemInput = Static<typeof QuoteItemInput>;

export const QuoteItem = named('QuoteItem', Shape({
  id: Id,
  offerId: Nullable(Id),
  description: Type.String(),
  details: Nullable(Type.String()),
  quantity: Type.String(),
  unitPrice: Type.String(),
  discountPercent: Type.String(),
  taxRate: Type.String(),
  period: QuotePeriod,
  optional: Type.Boolean(),
  alternative: Nullable(Type.Integer()),
  lineTotal: Type.String({ description: 'Quantity times price less the discount, rounded once, before tax.' }),
  lineTax: Type.String({ description: 'Its tax, rounded once.' }),
  offerPriceNow: Nullable(Type.String({ description: 'Where the package costs something else by now; only while it is a draft.' })),
}));
export type QuoteItem = Static<typeof QuoteItem>;

/** D17: sums of rounded lines; nothing is rounded twice. */
export const QuoteSum = named('QuoteSum', Shape({
  subtotal: Type.String({ description: 'Before tax.' }),
  tax: Type.String(),
  total: Type.String(),
}));
export type QuoteSum = Static<typeof QuoteSum>;

/** What the prospect chose; by default the first alternative and nothing optional. */
export const QuoteChoices = named('QuoteChoices', Shape({
  alternative: Type.Optional(Nullable(alternative)),
  optionalItemIds: Type.Optional(Type.Array(Id, { maxItems: mostQuoteItems, uniqueItems: true })),
}));
export type QuoteChoices = Static<typeof QuoteChoices>;

const stroke = Type.Array(Type.Integer({ minimum: 0, maximum: 2000 }), { minItems: 2, maxItems: 2000, description: 'x, y, x, y …' });
export const Signature = named('Signature', Shape({
  name: RequiredText(120, 'The name as the signer wrote it.'),
  strokes: Type.Optional(Nullable(Type.Array(stroke, { minItems: 1, maxItems: 60, description: 'A drawn signature in a box of 600 by 200; typed where left out.' }))),
}));
export type Signature = Static<typeof Signature>;

export const QuoteDelivery = named('QuoteDelivery', Shape({
  id: Id,
  channel: OneOf(['email', 'sms'] as const),
  to: Type.String(),
  state: MessageState,
  failure: Nullable(DeliveryFailure),
  error: Nullable(Type.String()),
  at: Instant,
}));

export const QuoteDecision = named('QuoteDecision', Shape({
  at: Instant,
  byName: Type.String({ description: 'The prospect’s name as signed, else who recorded it.' }),
  confirmedBy: OneOf(['email_code', 'sms_code', 'recorded'] as const, '`recorded`: by somebody signed in, without a code.'),
  reason: Nullable(Type.String()),
  choices: Nullable(QuoteChoices),
  signature: Nullable(Signature),
  firstBill: Nullable(QuoteSum),
  monthly: Nullable(QuoteSum),
  documentHash: Nullable(Type.String({ description: 'SHA-256 of the PDF that was accepted, in hexadecimal.' })),
}));

const lead = Shape({ id: Id, number: Type.String(), title: Type.String() });
const person = Shape({ id: Id, name: Type.String() });

/** A quote in a list. */
const summary = {
  id: Id,
  number: Type.String(),
  revision: Type.Integer({ description: '1, then 2 where it was revised; they share the number.' }),
  status: QuoteStatus,
  lead,
  owner: Nullable(person),
  currency: Type.String(),
  total: Type.String({ description: 'The first bill with tax: what is decided, where it is, else the first alternative without options.' }),
  monthlyTotal: Type.String({ description: 'Every month after, with tax.' }),
  expiresOn: Nullable(Type.String({ format: 'date' })),
  sentAt: Nullable(Instant),
  openedAt: Nullable(Instant),
  decidedAt: Nullable(Instant),
  createdAt: Instant,
  version: Version,
};
export const QuoteSummary = named('QuoteSummary', Shape(summary));
export type QuoteSummary = Static<typeof QuoteSummary>;

export const Quote = named('Quote', Shape({
  ...summary,
  leadId: Id,
  items: Type.Array(QuoteItem),
  subtotal: Type.String({ description: 'The first bill before tax.' }),
  taxAmount: Type.String({ description: 'The first bill’s tax.' }),
  firstBill: QuoteSum,
  monthly: QuoteSum,
  taxName: Type.String(),
  notes: Nullable(Type.String()),
  terms: Nullable(Type.String()),
  recipientName: Nullable(Type.String()),
  recipientEmail: Nullable(Type.String({ description: 'Where the quote and codes go by mail.' })),
  recipientPhone: Nullable(Phone),
  doNotContact: Nullable(Type.String({ description: 'Why nothing is written to its lead; null where one may.' })),
  heldStock: Type.Array(Shape({ itemId: Id, itemName: Type.String(), unit: Type.String(), quantity: Type.Integer() }), { description: 'Equipment of its packages that is held for it.' }),
  missingStock: Type.Array(Shape({ itemId: Id, itemName: Type.String(), unit: Type.String(), quantity: Type.Integer() }), {
    description: 'What its suggested packages come with and is not held, as long as something is held and it can become an order.',
  }),
  stockHeldUntil: Nullable(Instant),
  sendAt: Nullable(Instant),
  publicUrl: Nullable(Type.String({ description: 'From sending on.' })),
  deliveries: Type.Array(QuoteDelivery),
  decision: Nullable(QuoteDecision),
  previousId: Nullable(Id),
  previousRevision: Nullable(Type.Integer({ description: 'The number of the revision that this one replaced; numbers of deleted ones are left out.' })),
  nextId: Nullable(Type.String({ format: 'uuid', description: 'The revision that replaced this one.' })),
  createdBy: Nullable(person),
  updatedAt: Instant,
  can: Shape({ edit: Type.Boolean(), send: Type.Boolean(), revise: Type.Boolean(), decide: Type.Boolean(), holdStock: Type.Boolean(), delete: Type.Boolean() }, {
    description: 'What the caller may do with it as it stands.',
  }),
}));
export type Quote = Static<typeof Quote>;

const header = {
  items: Type.Array(QuoteItemInput, { maxItems: mostQuoteItems, description: 'In order.' }),
  expiresOn: Nullable(Type.String({ format: 'date', description: 'The last day it can be accepted, in the organization’s time zone; by the setting where null.' })),
  notes: Nullable(Text(2000)),
  terms: Nullable(Text(5000, 'The setting’s where left out.')),
  recipientName: Nullable(Text(200)),
  recipientEmail: Nullable(Email),
  recipientPhone: Nullable(PhoneInput),
};
export const NewQuote = named('NewQuote', Shape({
  leadId: Id,
  items: header.items,
  expiresOn: Type.Optional(header.expiresOn),
  notes: Type.Optional(header.notes),
  terms: Type.Optional(header.terms),
  recipientName: Type.Optional(header.recipientName),
  recipientEmail: Type.Optional(header.recipientEmail),
  recipientPhone: Type.Optional(header.recipientPhone),
}));
export type NewQuote = Static<typeof NewQuote>;
export const QuoteChanges = named('QuoteChanges', Type.Partial(Shape(header), { additionalProperties: false, minProperties: 1 }));
export type QuoteChanges = Static<typeof QuoteChanges>;
