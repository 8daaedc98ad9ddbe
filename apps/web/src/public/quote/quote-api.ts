import type { acceptPublicQuote, Input, Output, PublicQuote, sendQuoteCode, sumPublicQuote } from '@lastmile/contracts';
import { call, post } from '../call.ts';

export type Quote = PublicQuote;
export type Item = Quote['items'][number];
export type Channel = Quote['channels'][number];
export type DecisionKind = 'accept' | 'reject';
export type CodeSent = Output<typeof sendQuoteCode>;
export type Decided = Output<typeof acceptPublicQuote>;
export type Sums = Output<typeof sumPublicQuote>;
type Accept = NonNullable<Input<typeof acceptPublicQuote>['body']>;

/** What is asked of one link. Everything throws a PublicFailure. */
export function quoteApi(token: string) {
  const path = `quotes/${encodeURIComponent(token)}`;
  const send = (what: string, body: unknown) => call(`${path}/${what}`, post(body));
  return {
    pdf: `/api/v1/public/${path}/pdf`,
    read: () => call(path, { cache: 'no-store' }) as Promise<Quote>,
    // Who is signed in here looks at their own quote: the server has to know that it is not the prospect.
    opened: () => call(`${path}/opened`, { method: 'POST', credentials: 'same-origin' }),
    sum: (choices: Accept['choices']) => send('totals', { choices }) as Promise<Sums>,
    sendCode: (body: Input<typeof sendQuoteCode>['body']) => send('otp', body) as Promise<CodeSent>,
    accept: (body: Accept) => send('accept', body) as Promise<Decided>,
    reject: (code: string, reason: string | null) => send('reject', { code, reason }) as Promise<Decided>,
    ask: (question: string) => send('question', { question }) as Promise<{ message: string }>,
  };
}
export type QuoteApi = ReturnType<typeof quoteApi>;
