import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorObject } from 'ajv';
import type { JsonBounds } from './bounded-json.ts';

export interface FieldProblem {
  /** JSON pointer into the body, or `/query/…`, `/params/…`. */
  pointer: string;
  detail: string;
}

interface RefusalOptions {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 502 | 503 | 507;
  /** Stable and machine-readable. */
  code: string;
  /** For people: what was refused and what would be accepted. */
  detail: string;
  errors?: FieldProblem[];
  /** Further members of the problem, for example the record it conflicts with. */
  more?: { [member: string]: unknown };
}

/** The base of every named refusal. Features extend it; this file alone turns it into problem details (RFC 9457). */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldProblem[] | undefined;
  readonly more: { [member: string]: unknown };

  constructor({ status, code, detail, errors, more = {} }: RefusalOptions) {
    super(detail);
    this.name = new.target.name;
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.more = more;
  }
}

/** The same for a record that does not exist and one of another organization: nobody learns which. */
export class NotFound extends Refusal {
  /** `instead` tells where what was asked for has gone, to who may know it. */
  constructor(what: string, instead?: Pick<RefusalOptions, 'code' | 'detail' | 'more'>) {
    super({ status: 404, code: 'not_found', detail: `There is no such ${what}.`, ...instead });
  }
}

export class NotAllowed extends Refusal {
  constructor(detail = 'Your role does not allow this.') {
    super({ status: 403, code: 'not_allowed', detail });
  }
}

export class NotSignedIn extends Refusal {
  constructor(detail = 'Sign in, or send an API token as a bearer token.') {
    super({ status: 401, code: 'not_signed_in', detail });
  }
}

/** `If-Match` named a version that is no longer the current one; the current record comes with the answer. */
export class Stale extends Refusal {
  constructor(current: unknown) {
    super({ status: 412, code: 'stale', detail: 'Somebody changed this in the meantime.', more: { current } });
  }
}

/** A rule on one or more fields that a schema cannot express. */
export class InvalidFields extends Refusal {
  constructor(errors: FieldProblem[]) {
    super({ status: 422, code: 'invalid_fields', detail: errors.map(({ detail }) => detail).join(' '), errors });
  }
}

const titles: { [status: number]: string } = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not acceptable as it is',
  429: 'Too many requests',
  500: 'Something went wrong here',
  502: 'Another system failed',
  503: 'Busy',
  507: 'No room left',
};

/** For what the framework refuses before it is ours; its own codes are no promise to anybody. */
const ownCodes: { [status: number]: string } = { 400: 'malformed', 413: 'too_large', 415: 'unsupported_media_type' };

const wording: { [keyword: string]: (error: ErrorObject) => string } = {
  required: () => 'This is required.',
  additionalProperties: () => 'This field is not known here.',
  enum: ({ params }) => `Expected one of ${(params.allowedValues as unknown[]).filter((value) => value !== null).join(', ')}.`,
  type: ({ params }) => `Expected ${[params.type].flat().join(' or ')}.`,
  format: ({ params }) => `Expected a valid ${String(params.format)}.`,
  minLength: ({ params }) => (params.limit === 1 ? 'This must not be empty.' : `Expected at least ${params.limit} characters.`),
  maxLength: ({ params }) => `Expected at most ${params.limit} characters.`,
  minimum: ({ params }) => `Expected at least ${params.limit}.`,
  maximum: ({ params }) => `Expected at most ${params.limit}.`,
  'x-bounds': ({ schema }) => {
    const { depth, values, characters } = schema as JsonBounds;
    return `Expected at most ${depth} levels, ${values} values and ${characters} characters.`;
  },
  minProperties: () => 'Name at least one field to change.',
  pattern: ({ parentSchema }) => {
    const description = (parentSchema as { description?: string } | undefined)?.description;
    return description ? `Not in the expected form. ${description}` : 'This must not be empty or contain control characters.';
  },
};

/** Ajv's findings as pointers and sentences, one per field. */
export function fieldProblems(findings: readonly ErrorObject[], part: string): FieldProblem[] {
  const prefix = part === 'body' ? '' : `/${part === 'querystring' ? 'query' : part}`;
  const problems = new Map<string, string>();
  for (const finding of findings) {
    if (finding.keyword === 'anyOf' || finding.keyword === 'if') continue;
    const property = (finding.params.missingProperty ?? finding.params.additionalProperty) as string | undefined;
    const pointer = prefix + finding.instancePath + (property === undefined ? '' : `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (!problems.has(pointer)) problems.set(pointer, wording[finding.keyword]?.(finding) ?? `${finding.message ?? 'Not valid'}.`);
  }
  return [...problems].map(([pointer, detail]) => ({ pointer, detail }));
}

/** There is more to do than connections to the database: who waits for one too long did nothing yet and may come again. */
class Busy extends Refusal {
  constructor() {
    super({ status: 503, code: 'busy', detail: 'There is more to do here right now than fits. Nothing was saved. Please try again in a few seconds.', more: { retryAfter: 5 } });
  }
}

/** The pool names this by its words alone. */
const isOutOfConnections = ({ message }: Error): boolean => message === 'timeout exceeded when trying to connect';

/** The one place where an error becomes an answer. What is not a refusal is a fault of ours: logged whole, answered bare. */
export function answerProblem(thrown: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): void {
  const error = isOutOfConnections(thrown) ? new Busy() : thrown;
  if (error !== thrown) request.log.warn('no connection to the database became free in time');
  const known = error instanceof Refusal;
  const validation = (error as FastifyError).validation;
  let status = known ? error.status : ((error as FastifyError).statusCode ?? 500);
  let code = known ? error.code : (ownCodes[status] ?? (error as FastifyError).code?.toLowerCase() ?? 'error');
  let detail = error.message;
  let errors = known ? error.errors : undefined;
  if (validation) {
    status = 400;
    code = 'malformed';
    errors = fieldProblems(validation as ErrorObject[], (error as FastifyError).validationContext ?? 'body');
    detail = errors.length === 1 ? `${errors[0]!.pointer}: ${errors[0]!.detail}` : `${errors.length} fields are not as expected.`;
  } else if (!known && status >= 500) {
    request.log.error({ err: error }, 'request failed');
    status = 500;
    code = 'internal';
    detail = 'We could not finish this. Nothing was saved. Please try again; if it stays, tell your administrator the request id.';
  }
  // Ours carry it as a member, the general rate limit as a property of its error.
  const retryAfter = known ? error.more.retryAfter : (error as { retryAfter?: unknown }).retryAfter;
  if (typeof retryAfter === 'number') void reply.header('retry-after', retryAfter);
  void reply.code(status).header('content-type', 'application/problem+json').header('cache-control', 'no-store').serializer(JSON.stringify).send({
    type: `/problems/${code}`,
    title: titles[status] ?? 'Refused',
    status,
    detail,
    instance: request.id,
    code,
    ...(errors ? { errors } : {}),
    ...(known ? error.more : {}),
  });
}

/** The same for addresses that cannot be read at all, which meet no route and no hook. */
export function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('x-request-id', request.id);
  // An id that is too long is the id of nothing.
  answerProblem(error.statusCode === 414 ? new NotFound('address') : error, request, reply);
}

/** Installs {@link answerProblem} for everything that can go wrong. Unknown addresses are the pages' to answer. */
export function useProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerProblem);
}
