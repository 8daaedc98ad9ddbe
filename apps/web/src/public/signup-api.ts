import type { getSignupForm, Output, SignupAnswer, submitSignup } from '@lastmile/contracts';
import type { Static } from 'typebox';

export type Form = Output<typeof getSignupForm>;
export type Offer = Form['offers'][number];
export type Answer = Static<typeof SignupAnswer>;

/** Why there is no answer that can be used. */
export type Failure =
  | { kind: 'offline' | 'slow' | 'closed' | 'fault' }
  | { kind: 'busy'; minutes: number }
  | { kind: 'refused'; fields: Readonly<Record<string, string>>; detail: string };

export class SignupFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

// A phone at the edge of coverage is slow; after this long it is better to hear something than to wait.
const patienceMilliseconds = 20_000;

/** The form as the provider set it up. Throws a SignupFailure. */
export async function fetchForm(widgetId: string): Promise<Form> {
  return await call(widgetId, {}) as Form;
}

/** Sends the answer and gives the provider's thanks. The same key sent twice is one request. Throws a SignupFailure. */
export async function sendAnswer(widgetId: string, answer: Answer, key: string): Promise<string> {
  const thanks = await call(widgetId, {
    method: 'POST', body: JSON.stringify(answer),
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
  }) as Output<typeof submitSignup>;
  return thanks.message;
}

async function call(widgetId: string, request: RequestInit): Promise<unknown> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMilliseconds);
  try {
    const response = await fetch(`/api/v1/public/signup/${encodeURIComponent(widgetId)}`, {
      ...request, signal: patience.signal, credentials: 'omit',
    });
    if (!response.ok) throw new SignupFailure(await refusalOf(response));
    return await response.json();
  } catch (thrown) {
    if (thrown instanceof SignupFailure) throw thrown;
    throw new SignupFailure({ kind: patience.signal.aborted ? 'slow' : 'offline' });
  } finally {
    clearTimeout(timer);
  }
}

interface ProblemBody {
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

async function refusalOf(response: Response): Promise<Failure> {
  const { status, headers } = response;
  if (status === 429) {
    const seconds = Number(headers.get('retry-after') ?? 60);
    return { kind: 'busy', minutes: Math.max(1, Math.ceil(seconds / 60)) };
  }
  const body = await response.json().catch(() => ({})) as ProblemBody;
  // An address that is not even an id is no form either.
  if (status === 404 || body.errors?.some(({ pointer }) => pointer.startsWith('/params/'))) return { kind: 'closed' };
  if (status >= 500) return { kind: 'fault' };
  const complaints = body.errors ?? [];
  const fields = Object.fromEntries(complaints.map(({ pointer, detail }) => [pointer.replace(/^\//, ''), detail]));
  return { kind: 'refused', fields, detail: body.detail ?? 'Something in the form was not accepted.' };
}
