import { Type, type Static, type TSchema } from 'typebox';
import type { Permission } from './permissions.ts';

/** Who may call an endpoint: a permission, anybody signed in, or anybody at all. */
export type Access = Permission | 'signed_in' | 'public';

/**
 * One operation of the API as a value. The server mounts it (validation, serialization, permission), OpenAPI prints it,
 * the SPA calls it and forms validate with its body: one definition, four uses.
 */
export interface Endpoint<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Response extends TSchema = TSchema,
> {
  /** Unique and stable: integrators' generated clients are named after it. */
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, parameters as `:name`. */
  path: `/${string}`;
  access: Access;
  /** A smaller permission that opens it as well; what it then reaches is the use case's to say. */
  alsoAccess?: Permission;
  /** What success answers; an operation that may answer 200 as well as 201 names both, the usual one first. */
  status: SuccessStatus;
  alsoStatus?: SuccessStatus;
  /** The problems it can answer besides those every operation can (400, 401, 403, 429, 500, 503). */
  errors: readonly ErrorStatus[];
  params: Params;
  query: Query;
  body: Body;
  response: Response;
  /**
   * How the body comes: JSON, or a form (`multipart/form-data`) of texts and one file, its property `file`; `urlencoded` takes what others' machines send as
   * a form without files, beside JSON.
   */
  accepts: 'json' | 'form' | 'urlencoded';
  /** What success answers: JSON, or the bytes of a file. */
  answers: 'json' | 'bytes';
}

export type SuccessStatus = 200 | 201 | 202 | 204;
/** 401 is named only by a public endpoint, such as sign-in; every other one can answer it anyway. */
export type ErrorStatus = 401 | 404 | 409 | 412 | 413 | 415 | 422 | 502 | 507;

export const Nothing = Type.Object({}, { additionalProperties: false });
export type Nothing = typeof Nothing;

type Definition<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> =
  & Pick<Endpoint, 'operationId' | 'summary' | 'tag' | 'method' | 'path' | 'access'>
  & Partial<Pick<Endpoint, 'description' | 'alsoAccess' | 'status' | 'alsoStatus' | 'errors' | 'accepts' | 'answers'>>
  & { params?: P; query?: Q; body?: B; response?: R };

/** Defines an endpoint; what is left out is empty: no parameters, no query, no body, an empty answer. */
export function endpoint<
  Response extends TSchema = Nothing,
  Params extends TSchema = Nothing,
  Query extends TSchema = Nothing,
  Body extends TSchema = Nothing,
>(definition: Definition<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return {
    status: 200,
    errors: [],
    accepts: 'json',
    answers: 'json',
    params: Nothing as unknown as Params,
    query: Nothing as unknown as Query,
    body: Nothing as unknown as Body,
    response: Nothing as unknown as Response,
    ...definition,
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- variance: any endpoint is one of these
export type AnyEndpoint = Endpoint<any, any, any, any>;

type Part<Name extends string, Schema extends TSchema> = keyof Static<Schema> extends never
  ? {}
  : {} extends Static<Schema>
    ? { [key in Name]?: Static<Schema> }
    : { [key in Name]: Static<Schema> };

/** What a caller passes: only the parts the endpoint has, optional where every property is. */
export type Input<E> = E extends Endpoint<infer P, infer Q, infer B, TSchema>
  ? Part<'params', P> & Part<'query', Q> & Part<'body', B>
  : never;

/** What a caller gets. */
export type Output<E> = E extends Endpoint<TSchema, TSchema, TSchema, infer R> ? Static<R> : never;
