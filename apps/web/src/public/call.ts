/** Why there is no answer that can be used. */
export type Failure =
  | { kind: 'offline' | 'slow' | 'closed' | 'fault' }
  | { kind: 'busy'; minutes: number }
  | { kind: 'refused'; code: string; fields: Readonly<Record<string, string>>; detail: string; retryAfter: number; attemptsLeft: number | null };

export class PublicFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

export const failureOf = (thrown: unknown): Failure => (thrown instanceof PublicFailure ? thrown.failure : { kind: 'fault' });

// A phone at the edge of coverage is slow; after this long it is better to hear something than to wait.
const patienceMilliseconds = 20_000;

/** Asks the API as somebody who is not signed in, whoever is, unless `request` says otherwise. Throws a PublicFailure. */
export async function call(path: string, request: RequestInit = {}): Promise<unknown> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMilliseconds);
  try {
    const response = await fetch(`/api/v1/public/${path}`, { credentials: 'omit', ...request, signal: patience.signal });
    if (!response.ok) throw new PublicFailure(await refusalOf(response));
    return response.status === 204 ? undefined : await response.json();
  } catch (thrown) {
    if (thrown instanceof PublicFailure) throw thrown;
    throw new PublicFailure({ kind: patience.signal.aborted ? 'slow' : 'offline' });
  } finally {
    clearTimeout(timer);
  }
}

export const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

interface ProblemBody {
  code?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
  retryAfter?: number;
  attemptsLeft?: number;
}

async function refusalOf(response: Response): Promise<Failure> {
  const { status, headers } = response;
  const body = await response.json().catch(() => ({})) as ProblemBody;
  const { code = 'rate_limited', errors: complaints = [] } = body;
  if (status === 429 && code === 'rate_limited') {
    const seconds = Number(headers.get('retry-after') ?? 60);
    return { kind: 'busy', minutes: Math.max(1, Math.ceil(seconds / 60)) };
  }
  // An address that is not even an id leads nowhere either.
  if (status === 404 || complaints.some(({ pointer }) => pointer.startsWith('/params/'))) return { kind: 'closed' };
  if (status >= 500) return { kind: 'fault' };
  const fields = Object.fromEntries(complaints.map(({ pointer, detail }) => [pointer.replace(/^\//, ''), detail]));
  return {
    kind: 'refused', code, fields, detail: body.detail ?? 'Something in the form was not accepted.', retryAfter: body.retryAfter ?? 0, attemptsLeft: body.attemptsLeft ?? null,
  };
}
