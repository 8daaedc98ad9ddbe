import type { getSignupForm, Output, SignupAnswer, submitSignup } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { call, failureOf, post, PublicFailure } from './call.ts';

export type Form = Output<typeof getSignupForm>;
export type Offer = Form['offers'][number];
export type Answer = Static<typeof SignupAnswer>;

const pathOf = (widgetId: string) => `signup/${encodeURIComponent(widgetId)}`;

/** The form as the provider set it up. Throws a PublicFailure. */
export async function fetchForm(widgetId: string): Promise<Form> {
  return await call(pathOf(widgetId)) as Form;
}

/** How often, and how many milliseconds apart, what is still under way there is asked for. */
const patience = { times: 3, pause: 2000 };

/** Sends the answer and gives the provider's thanks. The same key sent twice is one request. Throws a PublicFailure. */
export async function sendAnswer(widgetId: string, answer: Answer, key: string, times = patience.times): Promise<string> {
  const request = post(answer);
  try {
    const thanks = await call(pathOf(widgetId), { ...request, headers: { ...request.headers, 'idempotency-key': key } }) as Output<typeof submitSignup>;
    return thanks.message;
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.kind !== 'refused' || failure.code !== 'request_in_progress') throw thrown;
    // The one whose reply was lost still runs; its answer is the answer.
    if (times === 0) throw new PublicFailure({ kind: 'slow' });
    await new Promise((resolve) => { setTimeout(resolve, patience.pause); });
    return sendAnswer(widgetId, answer, key, times - 1);
  }
}
