/** A quote as the prospect sees it behind its link: no sign-in, nothing but what the page shows (S0-10.6). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { LogoUrl } from './organization.ts';
import { QuoteChoices, QuotePeriod, QuoteSum, Signature } from './quote-schemas.ts';
import { Id, Instant, Nullable, OneOf, RequiredText, Shape, Text, named } from './schemas.ts';

const tag = 'public';
const ByToken = Shape({ token: Type.String({ minLength: 20, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' }) });

/** `open` can be decided; all others say what happened instead. */
export const publicQuoteStates = ['open', 'accepted', 'denied', 'expired', 'superseded'] as const;
export const PublicQuote = named('PublicQuote', Shape({
  organization: Shape({
    name: Type.String(), city: Nullable(Type.String()), phone: Nullable(Type.String()), accentColor: Nullable(Type.String()),
    logoUrl: LogoUrl, locale: Type.String(), timezone: Type.String(),
  }),
  state: OneOf(publicQuoteStates),
  number: Type.String(),
  revision: Type.Integer(),
  recipientName: Nullable(Type.String()),
  place: Nullable(Type.String({ description: 'Where the service goes.' })),
  currency: Type.String(),
  taxName: Type.String(),
  expiresOn: Nullable(Type.String({ format: 'date' })),
  items: Type.Array(Shape({
    id: Id, description: Type.String(), details: Nullable(Type.String()), quantity: Type.String(), period: QuotePeriod, taxRate: Type.String(),
    optional: Type.Boolean(), alternative: Nullable(Type.Integer()),
    lineTotal: Type.String(), lineTax: Type.String(), discountPercent: Type.String(),
    offerName: Nullable(Type.String()), downloadMbps: Nullable(Type.Integer()),
  })),
  firstBill: QuoteSum,
  monthly: QuoteSum,
  notes: Nullable(Type.String()),
  terms: Nullable(Type.String()),
  signatureRequired: Type.Boolean(),
  channels: Type.Array(Shape({ channel: OneOf(['email', 'sms'] as const), to: Type.String({ description: 'Masked, for example +254 712 ••• 014.' }) })),
  decision: Nullable(Shape({ at: Instant, byName: Nullable(Type.String()), choices: Nullable(QuoteChoices) })),
}));
export type PublicQuote = Static<typeof PublicQuote>;

export const getPublicQuote = endpoint({
  operationId: 'getPublicQuote', tag, summary: 'A quote as its prospect sees it', method: 'GET', path: '/public/quotes/:token', access: 'public', params: ByToken,
  response: PublicQuote, errors: [404], description: 'A link that never was, was withdrawn or belongs to a deleted quote answers the same 404.',
});
export const openPublicQuote = endpoint({
  operationId: 'openPublicQuote', tag, summary: 'Say that a person opened the quote', method: 'POST', path: '/public/quotes/:token/opened', access: 'public', status: 204,
  params: ByToken, errors: [404], description: 'Sent by the page’s script, which programs that preview links do not run. The quote is on review from then on.',
});
export const sumPublicQuote = endpoint({
  operationId: 'sumPublicQuote', tag, summary: 'What a choice comes to', method: 'POST', path: '/public/quotes/:token/totals', access: 'public', params: ByToken,
  body: Shape({ choices: QuoteChoices }), response: named('PublicQuoteTotals', Shape({ firstBill: QuoteSum, monthly: QuoteSum })), errors: [404, 422],
});
const decision = OneOf(['accept', 'reject'] as const);
export const sendQuoteCode = endpoint({
  operationId: 'sendQuoteCode', tag, summary: 'Ask for a one-time code', method: 'POST', path: '/public/quotes/:token/otp', access: 'public', status: 202, params: ByToken,
  body: named('SendQuoteCode', Shape({
    channel: OneOf(['email', 'sms'] as const),
    decision: Type.Optional(decision),
    choices: Type.Optional(QuoteChoices),
  })),
  response: named('QuoteCodeSent', Shape({ to: Type.String(), validUntil: Instant, resendAfter: Instant })), errors: [404, 409, 422],
  description: 'Goes to the email or phone on the quote. It holds for this revision, decision and choice only, and replaces an earlier one; attempts are not given back.',
});
const code = Type.String({ pattern: '^\\s*\\d{3}\\s?\\d{3}\\s*$', maxLength: 12, description: 'Six digits.' });
export const PublicDecision = named('PublicDecision', Shape({ state: OneOf(publicQuoteStates), message: Type.String() }));
export const acceptPublicQuote = endpoint({
  operationId: 'acceptPublicQuote', tag, summary: 'Accept a quote with a one-time code', method: 'POST', path: '/public/quotes/:token/accept', access: 'public', params: ByToken,
  body: named('AcceptPublicQuote', Shape({ code, choices: Type.Optional(QuoteChoices), signature: Type.Optional(Nullable(Signature)) })), response: PublicDecision, errors: [404, 409, 422],
  description: 'Wrong: 422 `wrong_code` with `attemptsLeft`. Used up: 429. No longer open: 409 with its `state`.',
});
export const rejectPublicQuote = endpoint({
  operationId: 'rejectPublicQuote', tag, summary: 'Decline a quote with a one-time code', method: 'POST', path: '/public/quotes/:token/reject', access: 'public', params: ByToken,
  body: named('RejectPublicQuote', Shape({ code, reason: Type.Optional(Nullable(Text(500))) })), response: PublicDecision, errors: [404, 409, 422],
});
export const askAboutQuote = endpoint({
  operationId: 'askAboutQuote', tag, summary: 'Ask a question about a quote; it lands on the lead', method: 'POST', path: '/public/quotes/:token/question', access: 'public', status: 202,
  params: ByToken, body: Shape({ question: RequiredText(1000) }), response: named('QuestionAsked', Shape({ message: Type.String() })), errors: [404],
});
export const getPublicQuotePdf = endpoint({
  operationId: 'getPublicQuotePdf', tag, summary: 'The quote as a PDF', method: 'GET', path: '/public/quotes/:token/pdf', access: 'public', params: ByToken, answers: 'bytes', errors: [404, 502],
});
