import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { permissions } from './permissions.ts';
import { ById, Id, Instant, List, Nullable, OneOf, RequiredText, Shape, named } from './schemas.ts';

export const TokenScope = OneOf(['*', ...permissions] as const, '`*` is everything its owner may do; a token never has more than its owner.');

export const ApiToken = named('ApiToken', Shape({
  id: Id,
  name: Type.String(),
  scopes: Type.Array(TokenScope),
  userId: Id,
  userName: Type.String(),
  expiresAt: Nullable(Instant),
  lastUsedAt: Nullable(Instant),
  createdAt: Instant,
}));

export const NewApiToken = named('NewApiToken', Shape({
  name: RequiredText(80),
  scopes: Type.Array(TokenScope, { minItems: 1, maxItems: 60, uniqueItems: true }),
  expiresAt: Type.Optional(Nullable(Instant)),
}));

export const CreatedApiToken = named('CreatedApiToken', Shape({
  ...ApiToken.properties,
  token: Type.String({ description: 'Begins with lm_. Shown this once; only its hash is kept.' }),
}));

export const listApiTokens = endpoint({
  operationId: 'listApiTokens', tag: 'api-tokens', summary: 'List API tokens: one’s own, or all for who may', method: 'GET', path: '/api-tokens',
  access: 'api-tokens:write', response: List('ApiTokenList', ApiToken),
});
export const createApiToken = endpoint({
  operationId: 'createApiToken', tag: 'api-tokens', summary: 'Make an API token', method: 'POST', path: '/api-tokens', access: 'api-tokens:write',
  description: 'The token is in this answer and never again; a repeated request with the same Idempotency-Key answers 409.',
  status: 201, body: NewApiToken, response: CreatedApiToken, errors: [409, 422],
});
export const deleteApiToken = endpoint({
  operationId: 'deleteApiToken', tag: 'api-tokens', summary: 'Withdraw an API token; it stops working at once', method: 'DELETE',
  path: '/api-tokens/:id', access: 'api-tokens:write', status: 204, params: ById, errors: [404],
});
