import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Id, Instant, List, Nullable, OneOf, RequiredText, Shape, Version, named } from './schemas.ts';

export const RouterTls = OneOf(['off', 'verify', 'pinned', 'anonymous'] as const,
  'off: plain API; verify: certificate checked; pinned: this certificate’s fingerprint; anonymous: api-ssl without a certificate.');
const Fingerprint = Type.String({ pattern: '^[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}$', description: 'SHA-256 of the router’s certificate.' });
const Host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9._:-]+$', description: 'Name or address.' });
const Port = Type.Integer({ minimum: 1, maximum: 65535 });

export const RouterProblemKind = OneOf(['unreachable', 'timeout', 'tls', 'auth', 'permission', 'trap', 'conflict', 'ambiguous_profile', 'verify'] as const);

export const Router = named('Router', Shape({
  id: Id,
  name: Type.String(),
  host: Type.String(),
  port: Type.Integer(),
  tls: RouterTls,
  fingerprint: Nullable(Type.String()),
  username: Type.String(),
  timeoutMs: Type.Integer(),
  attempts: Type.Integer({ description: 'How often provisioning tries before it gives up.' }),
  lastCheckedAt: Nullable(Instant),
  lastCheckOk: Nullable(Type.Boolean()),
  lastCheckMessage: Nullable(Type.String({ description: 'Identity and version, or what was wrong.' })),
  profiles: Type.Array(Type.String(), { description: 'As of the last good check.' }),
  inMaintenance: Type.Boolean({ description: 'While it is, whatever is to be done on it waits.' }),
  createdAt: Instant,
  version: Version,
}, { description: 'A MikroTik router. Its password is sealed and never answered.' }));
export type Router = Static<typeof Router>;

const fields = {
  name: RequiredText(80),
  host: Host,
  port: Port,
  tls: RouterTls,
  fingerprint: Nullable(Fingerprint),
  username: RequiredText(120),
  password: Type.String({ maxLength: 200, description: 'Write-only.' }),
  timeoutMs: Type.Integer({ minimum: 500, maximum: 60_000 }),
  attempts: Type.Integer({ minimum: 1, maximum: 10 }),
};
export const NewRouter = named('NewRouter', Shape({
  ...fields,
  fingerprint: Type.Optional(fields.fingerprint),
  timeoutMs: Type.Optional(Type.Integer({ minimum: 500, maximum: 60_000, default: 5000 })),
  attempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 3 })),
}));
export const RouterChanges = named('RouterChanges', Changes(Shape({ ...fields, inMaintenance: Type.Boolean({ description: 'While it is, whatever is to be done on it waits.' }) })));

export const RouterCheck = named('RouterCheck', Shape({
  reachable: Type.Boolean(),
  latencyMs: Type.Optional(Type.Integer()),
  identity: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  profiles: Type.Optional(Type.Array(Type.String())),
  problem: Type.Optional(Shape({ kind: RouterProblemKind, message: Type.String() })),
}));

const tag = 'routers';
export const listRouters = endpoint({
  operationId: 'listRouters', tag, summary: 'List routers', method: 'GET', path: '/routers', access: 'routers:read', response: List('RouterList', Router),
});
export const getRouter = endpoint({
  operationId: 'getRouter', tag, summary: 'One router', method: 'GET', path: '/routers/:id', access: 'routers:read', params: ById, response: Router, errors: [404],
});
export const createRouter = endpoint({
  operationId: 'createRouter', tag, summary: 'Add a router', method: 'POST', path: '/routers', access: 'routers:write', status: 201, body: NewRouter,
  response: Router, errors: [409, 422],
});
export const updateRouter = endpoint({
  operationId: 'updateRouter', tag, summary: 'Change a router', method: 'PATCH', path: '/routers/:id', access: 'routers:write', params: ById,
  body: RouterChanges, response: Router, errors: [404, 409, 412, 422],
});
export const deleteRouter = endpoint({
  operationId: 'deleteRouter', tag, summary: 'Remove a router that has no users', method: 'DELETE', path: '/routers/:id', access: 'routers:write',
  status: 204, params: ById, errors: [404, 409],
});
export const checkRouter = endpoint({
  operationId: 'checkRouter', tag, summary: 'Reach the router, sign in, read its version and profiles', method: 'POST', path: '/routers/:id/check',
  access: 'routers:read', description: 'A router that does not answer is an answer too: 200 with `reachable: false` and the problem.',
  params: ById, response: RouterCheck, errors: [404],
});
