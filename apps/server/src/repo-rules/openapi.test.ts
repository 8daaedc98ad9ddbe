import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { permissions } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { endpoints } from './endpoints.ts';

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: object;
}
interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content: { [type: string]: { schema: object } } };
  responses: { [status: string]: { description?: string; content?: { [type: string]: { schema: object } } } };
}
interface Document {
  openapi: string;
  paths: { [path: string]: { [method: string]: Operation } };
  components: { schemas: { [name: string]: object } };
}

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await startTestServer();
  const { statusCode, payload } = await server.app.inject({ url: '/openapi.json' });
  expect(statusCode).toBe(200);
  document = JSON.parse(payload) as Document;
}, 60_000);
afterAll(() => server.stop());

const documented = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** Paths of mounted routes with their methods, read from the router's own tree. */
function mountedRoutes(): string[] {
  const above: string[] = [];
  return server.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^(.*?)[├└]── (\S*) \(([A-Z, ]+)\)/.exec(line);
      if (!found) return [];
      const depth = found[1]!.length / 4;
      above.length = depth;
      above.push(found[2]!);
      return found[3]!
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${above.join('')}`);
    });
}

test('every route of the API is an endpoint of the contract, and every endpoint a route', () => {
  const mounted = mountedRoutes().filter((route) => route.includes(' /api/'));
  expect(mounted.sort()).toEqual(endpoints.map(({ method, path }) => `${method} /api/v1${path}`).sort());
});

/** Operations that take no Idempotency-Key, or answer a repetition in a way of their own. */
const ownTransactions = [
  'checkRouter', 'compareRouter', 'adoptDifference', 'fixDifference', 'createApiToken', 'openPublicQuote', 'sumPublicQuote', 'sendQuoteCode', 'acceptPublicQuote', 'rejectPublicQuote', 'askAboutQuote', 'reportTextStatus',
];

test('the document is OpenAPI 3.1 and has every endpoint under its own name', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const written = documented().map(
    ({ path, method, operation }) => `${operation.operationId} ${method.toUpperCase()} ${path}`,
  );
  expect(written.sort()).toEqual(
    endpoints
      .map(
        ({ operationId, method, path }) => `${operationId} ${method} /api/v1${path.replace(/:([a-zA-Z]+)/g, '{$1}')}`,
      )
      .sort(),
  );
  expect(new Set(endpoints.map(({ operationId }) => operationId)).size).toBe(endpoints.length);
});

describe.each(endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const))('%s', (operationId, endpoint) => {
  const found = () => documented().find(({ operation }) => operation.operationId === operationId)!;

  test('says what it does, who may call it, and every status it answers', () => {
    const { operation } = found();
    expect(operation.summary).toBe(endpoint.summary);
    expect(endpoint.summary.length).toBeGreaterThan(5);
    expect(operation.tags).toEqual([endpoint.tag]);
    expect([...permissions, 'signed_in', 'public']).toContain(endpoint.access);
    expect(operation.security).toEqual(endpoint.access === 'public' ? [] : [{ session: [] }, { token: [] }]);
    const statuses = [
      endpoint.status,
      ...(endpoint.alsoStatus ? [endpoint.alsoStatus] : []),
      ...endpoint.errors,
      400,
      429,
      500,
      503,
      ...(endpoint.access === 'public' ? [] : [401, 403]),
      ...(operation.requestBody ? [413, 415] : []),
      // A repeated POST may still be running, or bring another body.
      ...(endpoint.method === 'POST' && !endpoint.path.startsWith('/auth/') && !ownTransactions.includes(operationId)
        ? [409, 422]
        : []),
    ];
    expect(Object.keys(operation.responses).sort()).toEqual([...new Set(statuses.map(String))].sort());
    for (const [status, { content }] of Object.entries(operation.responses)) {
      if (Number(status) >= 400) expect(Object.keys(content!)).toEqual(['application/problem+json']);
    }
  });

  test('declares the parameters of its path, and a conflict where it takes a version', () => {
    const { path, operation } = found();
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(declared.map(({ name }) => name).sort()).toEqual(named.sort());
    expect(declared.every(({ required }) => required)).toBe(true);
    if (named.length > 0) expect(endpoint.errors).toContain(404);
    if (endpoint.method === 'PATCH') expect(endpoint.errors).toContain(412);
  });

  test('declares the headers that mean something to it', () => {
    const headers = (found().operation.parameters ?? []).filter((parameter) => parameter.in === 'header');
    const isRepeatable = endpoint.method === 'POST' && !endpoint.path.startsWith('/auth/') && !ownTransactions.includes(operationId);
    expect(headers.map(({ name }) => name).sort()).toEqual([
      ...(isRepeatable ? ['idempotency-key'] : []),
      ...(endpoint.errors.includes(412) ? ['if-match'] : []),
    ]);
    expect(headers.some(({ required }) => required)).toBe(false);
  });
});

test('a form is printed as one, and bytes as what they are', () => {
  const contentOf = (operationId: string) => documented().find(({ operation }) => operation.operationId === operationId)!.operation;
  expect(Object.keys(contentOf('createFile').requestBody!.content)).toEqual(['multipart/form-data']);
  expect(contentOf('getFileContent').responses['200']!.content).toEqual({ '*/*': { schema: { type: 'string', format: 'binary' } } });
});

test('every schema of the document can be compiled, and every reference in it leads somewhere', () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv.addSchema({ $id: 'document', ...document });
  const compile = (pointer: string) => ajv.compile({ $ref: `document#${pointer}` });
  const escaped = (text: string) => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
  for (const name of Object.keys(document.components.schemas)) compile(`/components/schemas/${name}`);
  for (const { path, method, operation } of documented()) {
    for (const [status, { content = {} }] of Object.entries(operation.responses)) {
      for (const type of Object.keys(content))
        compile(`/paths/${escaped(path)}/${method}/responses/${status}/content/${escaped(type)}/schema`);
    }
  }
  expect(() => compile('/components/schemas/NoSuchSchema')).toThrow();
});

test('no named schema accepts properties that it does not know, but for records of free content and problems', () => {
  const open = Object.entries(document.components.schemas)
    .filter(
      ([, schema]) =>
        (schema as { type?: string }).type === 'object' &&
        (schema as { additionalProperties?: unknown }).additionalProperties !== false,
    )
    .map(([name]) => name);
  expect(open).toEqual(['Problem']);
});
