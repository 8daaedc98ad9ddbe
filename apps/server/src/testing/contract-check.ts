import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import * as contracts from '@lastmile/contracts';
import { Problem, type AnyEndpoint } from '@lastmile/contracts';
import { sharedSchemas, withReferences } from '../core/schema-references.ts';

/** What the server answered, as far as its contract speaks about it. */
export interface AnsweredRequest {
  method: string;
  /** With query, as it was asked for. */
  url: string;
  status: number;
  contentType: string;
  body: unknown;
}

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
for (const schema of sharedSchemas()) ajv.addSchema(schema);

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && 'operationId' in value && 'path' in value;

/** Every operation of the API with the form of its address. Fixed words come before parameters, as in the router. */
const operations = Object.values(contracts as Record<string, unknown>)
  .filter(isEndpoint)
  .map((endpoint) => ({ endpoint, address: new RegExp(`^/api/v1${endpoint.path.replace(/:[a-zA-Z]+/g, '[^/]+')}$`) }))
  .sort((left, right) => parametersOf(left.endpoint) - parametersOf(right.endpoint));

function parametersOf({ path }: AnyEndpoint): number {
  return path.split('/:').length;
}

/** The operation that a request is one of; undefined for addresses outside of the API. */
export function operationOf(method: string, url: string): AnyEndpoint | undefined {
  const [path = ''] = url.split('?');
  return operations.find(({ endpoint, address }) => endpoint.method === method && address.test(path))?.endpoint;
}

/** Refusals that every operation may answer with: before it is reached at all, or because of who asks. */
const everywhere = [400, 413, 415, 429, 503];
const forWhoSignsIn = [401, 403];

/** Throws where an answer has a status or a form that the contract does not document: every test of a route tests its documentation. */
export function expectDocumented(answer: AnsweredRequest): void {
  const endpoint = operationOf(answer.method, answer.url);
  if (!endpoint) return;
  const name = `${endpoint.operationId} answered ${answer.status}`;
  const { status } = answer;
  if (status === endpoint.status || status === endpoint.alsoStatus) {
    if (status !== 204 && endpoint.answers === 'json') expectForm(name, endpoint.response, answer.body);
    return;
  }
  const refusals = [...everywhere, ...(endpoint.access === 'public' ? [] : forWhoSignsIn), ...endpoint.errors];
  if (!refusals.includes(status)) throw new Error(`${name}, which it does not document: ${JSON.stringify(answer.body)}`);
  if (!answer.contentType.startsWith('application/problem+json')) throw new Error(`${name} as ${answer.contentType}.`);
  expectForm(name, Problem, answer.body);
}

const compiled = new Map<object, ReturnType<Ajv['compile']>>();

function expectForm(name: string, schema: AnyEndpoint['response'], body: unknown): void {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, validate = ajv.compile(withReferences(schema)));
  if (validate(body)) return;
  const found = validate.errors!.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
  throw new Error(`${name} in another form than documented: ${found}. ${JSON.stringify(body)}`);
}
