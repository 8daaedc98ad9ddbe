import type { getSignupForm, Output, SignupAnswer, submitSignup } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { call, post } from './call.ts';

export type Form = Output<typeof getSignupForm>;
export type Offer = Form['offers'][number];
export type Answer = Static<typeof SignupAnswer>;

const pathOf = (widgetId: string) => `signup/${encodeURIComponent(widgetId)}`;

/** The form as the provider set it up. Throws a PublicFailure. */
export async function fetchForm(widgetId: string): Promise<Form> {
  return await call(pathOf(widgetId)) as Form;
}

/** Sends the answer and gives the provider's thanks. The same key sent twice is one request. Throws a PublicFailure. */
export async function sendAnswer(widgetId: string, answer: Answer, key: string): Promise<string> {
  const request = post(answer);
  const thanks = await call(pathOf(widgetId), { ...request, headers: { ...request.headers, 'idempotency-key': key } }) as Output<typeof submitSignup>;
  return thanks.message;
}
