import type { SignupAnswer as Answer, SignupForm as Form, Problem } from '@lastmile/contracts';
import type { Static } from 'typebox';

export type SignupForm = Static<typeof Form>;
export type SignupAnswer = Static<typeof Answer>;

/** What went wrong, for the person at the form: what they can put right, and whether trying again may help. */
export class SignupProblem extends Error {
  readonly fields: { [field: string]: string };
  readonly gone: boolean;

  constructor(message: string, { fields = {}, gone = false }: { fields?: { [field: string]: string }; gone?: boolean } = {}) {
    super(message);
    this.fields = fields;
    this.gone = gone;
  }
}

/** A phone on the edge of its network is given this long. */
const patience = 20_000;

async function request<Result>(url: string, init: RequestInit = {}): Promise<Result> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
  } catch {
    throw new SignupProblem('We could not be reached. Check your connection and try again; what you wrote is still here.');
  }
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body as Result;
  const problem = body as Problem | null;
  const fields = Object.fromEntries((problem?.errors ?? []).map(({ pointer, detail }) => [pointer.slice(1), detail]));
  if (answer.status === 404) throw new SignupProblem('This form is not in use any more.', { gone: true });
  if (answer.status === 429) throw new SignupProblem('Too many requests came from your network. Please try again in a few minutes, or call us.');
  if (Object.keys(fields).length > 0) throw new SignupProblem('Please check these answers.', { fields });
  throw new SignupProblem('Something went wrong on our side. Please try again; what you wrote is still here.');
}

export const loadForm = (widgetId: string): Promise<SignupForm> => request(addressOf(widgetId));

/** The key makes a second tap, or a try after a lost answer, the same request. */
export const sendAnswer = (widgetId: string, answer: SignupAnswer, key: string): Promise<{ message: string }> =>
  request(addressOf(widgetId), {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(answer),
  });

const addressOf = (widgetId: string): string => `/api/v1/public/signup/${encodeURIComponent(widgetId)}`;
