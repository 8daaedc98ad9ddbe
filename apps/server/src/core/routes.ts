import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, RouteOptions } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Problem, type AnyEndpoint, type Endpoint, type SuccessStatus } from '@lastmile/contracts';
import type { Actor } from './actor.ts';
import type { Authenticator, Identity } from './auth/index.ts';
import { claimKey, keepAnswer, requestHash } from './idempotency.ts';
import { createGate } from './gate.ts';
import type { InOrg, Scope } from './in-org.ts';
import { NotAllowed, NotSignedIn, Refusal } from './problems.ts';
import { receiveForm, type FormLimits, type ReceivedFile } from './received-form.ts';
import { withReferences } from './schema-references.ts';
import { Json } from './sql.ts';

/** The parts of a request, typed by its endpoint. */
export interface Call<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema> {
  params: Static<P>;
  query: Static<Q>;
  body: Static<B>;
  /** The version in `If-Match`; null where the caller did not care. */
  ifMatch: number | null;
}

/** An operation that may answer with another of its endpoint's statuses says which. */
export class Answer<T> {
  readonly status: SuccessStatus;
  readonly value: T | Json;
  constructor(status: SuccessStatus, value: T | Json) {
    this.status = status;
    this.value = value;
  }
}

type Result<R extends TSchema> = Static<R> | Json | Answer<Static<R>>;
type Parts<E> = E extends Endpoint<infer P, infer Q, infer B, infer R> ? { call: Call<P, Q, B>; result: Result<R> } : never;

/** What a handler gets that opens its own transactions, or none: sign-in, the router check, streams. */
export type FreeCall<E> = Parts<E>['call'] & {
  identity: Identity | null;
  inOrg: InOrg;
  request: FastifyRequest;
  reply: FastifyReply;
  /** One transaction of this actor whose result is the answer, once per Idempotency-Key where the operation is repeatable. */
  finish(actor: Actor, work: (scope: Scope) => Promise<Parts<E>['result']>): Promise<Finished>;
};

/** What a handler gets whose body is a form: the file waits in a temporary place, so that a store is asked before the transaction and not in it. */
export type FormCall<E> = Omit<Parts<E>['call'], 'body'> & {
  body: Omit<Parts<E>['call']['body'], 'file'>;
  file: ReceivedFile;
  actor: Actor;
  inOrg: InOrg;
  /** The usual way from here on: one transaction whose result is the answer. Where the request was answered before, `work` is not called. */
  finish(work: (scope: Scope) => Promise<Parts<E>['result']>): Promise<Finished>;
};
/** Made by `finish` alone: an answer that is written already. */
export class Finished {
  readonly status: number;
  readonly response: string;
  readonly replayed: boolean;
  constructor({ status, response, replayed }: { status: number; response: string; replayed: boolean }) {
    this.status = status;
    this.response = response;
    this.replayed = replayed;
  }
}

export interface Together {
  /** How many of an organization's run at once in this process; where they would wait for each other, they wait without a connection. */
  atOnce?: number;
}

export interface Routes {
  /** The usual way: one transaction in the caller's organization, read-only for GET; the result is the answer. */
  on<E extends AnyEndpoint>(endpoint: E, handler: (scope: Scope, call: Parts<E>['call']) => Promise<Parts<E>['result']>, options?: Together): void;
  /** For the few that cannot be one transaction of the caller's organization; a repeatable one takes an Idempotency-Key and ends with `finish`. */
  free<E extends AnyEndpoint>(endpoint: E, handler: (call: FreeCall<E>) => Promise<Parts<E>['result'] | FastifyReply | Finished>, options?: { repeatable?: boolean }): void;
  /** For a form with a file, which is gone from its temporary place when the handler is done. */
  form<E extends AnyEndpoint>(endpoint: E, limits: FormLimits, handler: (call: FormCall<E>) => Promise<Finished>): void;
}

interface Dependencies {
  app: FastifyInstance;
  authenticator: Authenticator;
  inOrg: InOrg;
  publicOrigin: string | null;
}

/** P11: what anybody may send; a signed-in person's body may be larger. */
const publicBodyLimit = 65_536;

const takesBody = (endpoint: AnyEndpoint): boolean =>
  endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && Object.keys(endpoint.body.properties ?? {}).length > 0;

/** Headers that belong to the contract: who repeats a request or changes what somebody else may have changed sends them. */
const contractHeaders = {
  'idempotency-key': {
    type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$',
    description: 'Up to 200 visible ASCII characters. The same key and body within 24 hours get the first answer again, with `Idempotent-Replayed: true`.',
  },
  'if-match': {
    type: 'string', pattern: '^(\\*|(W/)?"?\\d{1,9}"?)$',
    description: 'The version that was read, as its ETag, for example `"3"`. Where it is no longer the current one the answer is 412 with the current record.',
  },
} as const;

const formType = 'multipart/form-data';
const urlencodedType = 'application/x-www-form-urlencoded';

/** A body as OpenAPI shows it, by the types it may come as. */
function bodySchema({ accepts, body }: AnyEndpoint): object {
  const schema = withReferences(body);
  if (accepts === 'json') return schema;
  const types = accepts === 'form' ? [formType] : [urlencodedType, 'application/json'];
  return { content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}
const bytes = { description: 'The bytes.', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };

export function createRoutes({ app, authenticator, inOrg, publicOrigin }: Dependencies): Routes {
  /** Who calls, and whether they may. Nothing is read or written before this. */
  async function admit(endpoint: AnyEndpoint, request: FastifyRequest): Promise<Identity | null> {
    const identity = await authenticator.identify(request);
    // A public operation does nothing in the name of who happens to be signed in.
    if (endpoint.access === 'public') return identity;
    if (identity?.cookie && request.method !== 'GET') refuseForeignOrigin(request, publicOrigin);
    if (!identity) throw new NotSignedIn();
    const { access, alsoAccess } = endpoint;
    const { grants } = identity.actor;
    if (access !== 'signed_in' && !grants[access] && !(alsoAccess && grants[alsoAccess])) throw new NotAllowed();
    return identity;
  }

  type Handle = (identity: Identity | null, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

  function mount(endpoint: AnyEndpoint, repeatable: boolean, handle: Handle, place: FastifyInstance = app, more: Partial<RouteOptions> = {}) {
    const hasBody = takesBody(endpoint);
    const problem = { description: 'Problem details', content: { 'application/problem+json': { schema: withReferences(Problem) } } };
    const statuses = [endpoint.status, ...(endpoint.alsoStatus ? [endpoint.alsoStatus] : [])];
    const refusals = [400, ...(endpoint.access === 'public' ? [] : [401, 403]), ...(hasBody ? [413, 415] : []), ...(repeatable ? [409, 422] : []), 429, 500, 503, ...endpoint.errors];
    const headers = [...(repeatable ? ['idempotency-key'] as const : []), ...(endpoint.errors.includes(412) ? ['if-match'] as const : [])];
    const schema: FastifySchema & { [member: string]: unknown } = {
      operationId: endpoint.operationId,
      summary: endpoint.summary,
      ...(endpoint.description ? { description: endpoint.description } : {}),
      tags: [endpoint.tag],
      security: endpoint.access === 'public' ? [] : [{ session: [] }, { token: [] }],
      ...(headers.length > 0 ? { headers: { type: 'object', properties: Object.fromEntries(headers.map((name) => [name, contractHeaders[name]])) } } : {}),
      params: withReferences(endpoint.params),
      querystring: withReferences(endpoint.query),
      ...(hasBody ? { body: bodySchema(endpoint) } : {}),
      response: Object.fromEntries([
        ...statuses.map((status) => [status, status === 204 ? { type: 'null', description: 'Done.' } : endpoint.answers === 'bytes' ? bytes : withReferences(endpoint.response)]),
        ...refusals.map((status) => [status, problem]),
      ]),
    };
    place.route({
      method: endpoint.method,
      url: `/api/v1${endpoint.path}`,
      schema,
      config: { endpoint },
      ...(endpoint.access === 'public' ? { bodyLimit: publicBodyLimit } : {}),
      preValidation: async (request) => {
        request.identity = await admit(endpoint, request);
        // Where nothing has to be said, saying nothing is as good as an empty object.
        if (hasBody && request.body === undefined && !endpoint.body.required?.length) request.body = {};
      },
      handler: (request, reply) => handle(request.identity, request, reply),
      ...more,
    });
  }

  /** Does the work in one transaction; under an Idempotency-Key once, and keeps its answer with it. */
  async function once(
    endpoint: AnyEndpoint, reply: FastifyReply, actor: Actor, repetition: { key: string; hash: string } | null, work: (scope: Scope) => Promise<unknown>,
  ): Promise<Finished> {
    return inOrg(actor, async (scope) => {
      const before = repetition && await claimKey(scope, repetition.key, repetition.hash);
      if (before) return new Finished({ ...before, replayed: true });
      const now = serialize(endpoint, reply, await work(scope));
      if (repetition) await keepAnswer(scope, repetition.key, repetition.hash, now);
      return new Finished({ ...now, replayed: false });
    });
  }

  return {
    on(endpoint, handler, { atOnce } = {}) {
      const readOnly = endpoint.method === 'GET';
      const gate = atOnce ? createGate(atOnce) : null;
      const inTurn = <R>({ organizationId }: Actor, work: () => Promise<R>) => (gate ? gate(organizationId, work) : work());
      mount(endpoint, endpoint.method === 'POST', async (identity, request, reply) => {
        const actor = identity?.actor;
        if (!actor) throw new NotSignedIn();
        const call = partsOf(request);
        const key = endpoint.method === 'POST' ? request.headers['idempotency-key'] as string | undefined : undefined;
        if (!key) return answer(reply, endpoint, await inTurn(actor, () => inOrg(actor, (scope) => handler(scope, call as never), { readOnly })));
        // What is sent to an operation that takes no body is not looked at, so it may be anything, of any depth.
        const hash = requestHash(endpoint.operationId, request.url, takesBody(endpoint) ? request.body : null);
        return sendFinished(reply, await inTurn(actor, () => once(endpoint, reply, actor, { key, hash }, (scope) => handler(scope, call as never))));
      });
    },
    form(endpoint, limits, handler) {
      // In a place of its own, where nothing but forms is taken, and taken only from who may send them.
      void app.register(async (place) => {
        place.removeAllContentTypeParsers();
        await place.register(multipart);
        const validate = place.validatorCompiler!({ schema: withReferences(endpoint.body), method: endpoint.method, url: endpoint.path, httpPart: 'form' });
        const repeatable = endpoint.method === 'POST';
        mount(endpoint, repeatable, async (identity, request, reply) => {
          const actor = identity?.actor;
          if (!actor) throw new NotSignedIn();
          const key = repeatable ? request.headers['idempotency-key'] as string | undefined : undefined;
          const form = await receiveForm(request, limits, validate);
          try {
            const hash = requestHash(endpoint.operationId, request.url, [form.body, form.file.sha256]);
            const finish = (work: (scope: Scope) => Promise<unknown>) => once(endpoint, reply, actor, key ? { key, hash } : null, work);
            return sendFinished(reply, await handler({ ...partsOf(request), ...form, actor, inOrg, finish } as never));
          } finally {
            await form.file.discard();
          }
        }, place, {
          onRequest: async (request) => { request.identity = await admit(endpoint, request); },
          preValidation: [],
          validatorCompiler: (part) => (part.httpPart === 'body' ? () => true : place.validatorCompiler!(part)),
        });
      });
    },
    free(endpoint, handler, { repeatable = false } = {}) {
      const handle: Handle = async (identity, request, reply) => {
        const key = repeatable ? request.headers['idempotency-key'] as string | undefined : undefined;
        // Who is not signed in shares one actor with everybody else: their keys are those of the address they send to.
        const repetition = key ? {
          key: endpoint.access === 'public' ? `${request.url} ${key}` : key,
          hash: requestHash(endpoint.operationId, request.url, takesBody(endpoint) ? request.body : null),
        } : null;
        const finish = (actor: Actor, work: (scope: Scope) => Promise<unknown>) => once(endpoint, reply, actor, repetition, work);
        const result = await handler({ ...partsOf(request), identity, inOrg, request, reply, finish } as never);
        if (result instanceof Finished) return sendFinished(reply, result);
        // A reply that is given back arrives here as nothing, once it has ended; the other side may have left before that.
        const isAnswered = reply.sent || reply.raw.headersSent || reply.raw.destroyed;
        return isAnswered || result === reply ? reply : answer(reply, endpoint, result);
      };
      if (endpoint.accepts !== 'urlencoded') return mount(endpoint, repeatable, handle);
      // A browser sends such a form from any site without asking, so no other operation takes one.
      void app.register(async (place) => {
        place.addContentTypeParser(urlencodedType, { parseAs: 'string' }, (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text as string))));
        mount(endpoint, false, handle, place);
      });
    },
  };
}

/** A browser says where a write comes from; with the session cookie it has to be our own pages. */
function refuseForeignOrigin(request: FastifyRequest, publicOrigin: string | null): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const own = publicOrigin ?? `${request.protocol}://${request.host}`;
  const foreign = origin !== undefined ? origin !== own : site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign) throw new Refusal({ status: 403, code: 'foreign_origin', detail: 'This request came from another site.' });
}

function partsOf(request: FastifyRequest): Call {
  const version = /\d+/.exec(request.headers['if-match'] ?? '')?.[0];
  return { params: request.params, query: request.query, body: request.body ?? {}, ifMatch: version === undefined ? null : Number(version) };
}

function unwrap(endpoint: AnyEndpoint, result: unknown): { status: number; value: unknown } {
  return result instanceof Answer ? { status: result.status, value: result.value } : { status: endpoint.status, value: result };
}

/** The answer as text, through the schema's serializer unless the database made the JSON. */
function serialize(endpoint: AnyEndpoint, reply: FastifyReply, result: unknown): { status: number; response: string } {
  const { status, value } = unwrap(endpoint, result);
  if (status === 204) return { status, response: '' };
  if (value instanceof Json) return { status, response: value.text };
  reply.code(status);
  return { status, response: reply.serializeInput(value as { [key: string]: unknown }, String(status)) as string };
}

function answer(reply: FastifyReply, endpoint: AnyEndpoint, result: unknown) {
  const { status, value } = unwrap(endpoint, result);
  const version = value instanceof Json ? value.version : (value as { version?: unknown } | undefined)?.version;
  if (typeof version === 'number') void reply.header('etag', `"${version}"`);
  if (status === 204) return reply.code(204).send();
  if (value instanceof Json) return send(reply, status, value.text);
  return reply.code(status).send(value);
}

function sendFinished(reply: FastifyReply, { status, response, replayed }: Finished) {
  if (replayed) void reply.header('idempotent-replayed', 'true');
  return send(reply, status, response);
}

function send(reply: FastifyReply, status: number, text: string) {
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(text);
}

declare module 'fastify' {
  interface FastifyRequest { identity: Identity | null }
  interface FastifyContextConfig { endpoint?: AnyEndpoint }
}

export type { Actor };
