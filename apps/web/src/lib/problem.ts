import type { Problem as ProblemDetails } from '@lastmile/contracts';

/** What a server answered instead of what was asked for (RFC 9457), or that no answer came at all. */
export class Problem extends Error {
  readonly status: number;
  /** Stable and machine-readable; decide by this, never by the words. `unreachable` when no answer came. */
  readonly code: string;
  /** A sentence for the person in front of the screen. */
  readonly detail: string;
  readonly errors: readonly { pointer: string; detail: string }[];
  readonly requestId: string | undefined;
  /** Members that single codes add, for example `claimedBy` or `current`. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor({ title, status, code, detail, instance, errors = [], ...more }: Partial<ProblemDetails>) {
    super(detail || title || 'Something went wrong.');
    this.name = 'Problem';
    this.status = status ?? 0;
    this.code = code ?? 'unknown';
    this.detail = this.message;
    this.errors = errors;
    this.requestId = instance;
    this.more = more;
  }

  /** The connection failed before an answer came; nobody knows whether a write arrived. */
  static unreachable(): Problem {
    return new Problem({
      status: 0,
      code: 'unreachable',
      detail: 'Lastmile could not be reached. Check your connection; what you wrote is still here.',
    });
  }

  /** Reads an answer that was not a success, whether the server or something before it wrote it. */
  static async from(response: Response): Promise<Problem> {
    const requestId = response.headers.get('x-request-id') ?? undefined;
    const isProblem = response.headers.get('content-type')?.includes('json');
    const body = isProblem ? await response.json().catch(() => ({})) as Partial<ProblemDetails> : {};
    const fallback = response.status >= 500 || response.status === 0
      ? 'Something went wrong on the server. Nothing of yours was lost.'
      : `The server refused this (${response.status}).`;
    return new Problem({
      ...body,
      status: response.status,
      detail: body.detail || body.title || fallback,
      instance: requestId ?? body.instance,
    });
  }
}

/** Whatever was thrown, as a problem that can be shown. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  // The details of a fault in the program help nobody in front of the screen; the console has them.
  console.error(thrown);
  return new Problem({ status: 0, code: 'unexpected', detail: 'This page met something it did not expect.' });
}
