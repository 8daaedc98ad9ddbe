import { grantsOf, permissions, type ApiToken, type CreatedApiToken, type NewApiToken, type Permission } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { scopeOf } from '../../core/actor.ts';
import { makeToken } from '../../core/auth/index.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';

type TokenView = Static<typeof ApiToken>;

/** Whose tokens the caller reaches; null for everybody's. */
const reach = ({ actor }: Scope): string | null => (scopeOf(actor, 'api-tokens:write') === 'all' ? null : actor.userId);

/** One's own tokens, or everybody's for who may; newest first. */
export async function listApiTokens(scope: Scope, id: string | null = null): Promise<TokenView[]> {
  return scope.rows<TokenView>(
    `select t.id, t.name, t.scopes, t.user_id as "userId", u.name as "userName", ${instant('t.expires_at')} as "expiresAt",
            ${instant('t.last_used_at')} as "lastUsedAt", ${instant('t.created_at')} as "createdAt"
       from api_tokens t join users u on u.organization_id = t.organization_id and u.id = t.user_id
      where t.organization_id = $1 and ($2::uuid is null or t.user_id = $2) and ($3::uuid is null or t.id = $3)
      order by t.created_at desc, t.id desc`, [scope.organizationId, reach(scope), id]);
}

/** Makes a token for the caller. It is in this answer and nowhere else; only its hash is kept. Throws a 422 naming excess scopes. */
export async function createApiToken(scope: Scope, body: Static<typeof NewApiToken>): Promise<Static<typeof CreatedApiToken>> {
  const { organizationId, actor, now } = scope;
  const { name, scopes, expiresAt = null } = body;
  refuseExcess(scope, scopes);
  if (expiresAt && new Date(expiresAt) <= now) {
    throw new InvalidFields([{ pointer: '/expiresAt', detail: 'This is in the past; the token would never work.' }]);
  }
  const { token, hash } = makeToken('token', organizationId);
  const id = newId();
  await insertRow(scope, 'api_tokens', {
    organizationId, id, userId: actor.userId, name: name.trim(), tokenHash: hash, scopes, expiresAt, createdAt: now,
  });
  await scope.record('api_token.created', { type: 'api_token', id }, { name: name.trim(), scopes });
  const [made] = await listApiTokens(scope, id);
  return { ...made!, token };
}

/** Withdraws a token. Throws a 404, also for one of somebody else's that the caller does not reach. */
export async function deleteApiToken(scope: Scope, id: string): Promise<void> {
  const [token] = await scope.rows<{ name: string }>(
    'delete from api_tokens where organization_id = $1 and id = $2 and ($3::uuid is null or user_id = $3) returning name',
    [scope.organizationId, id, reach(scope)]);
  if (!token) throw new NotFound('API token');
  await scope.record('api_token.deleted', { type: 'api_token', id }, { name: token.name });
}

/** A token never has more than who makes it (D13): neither a person's role nor the scopes of a token that makes another. */
function refuseExcess({ actor }: Scope, scopes: readonly string[]): void {
  const everything = actor.role ? permissions.filter((permission) => grantsOf[actor.role!][permission]) : permissions;
  const lacks = (scope: string) => (scope === '*' ? !everything.every((one) => actor.grants[one]) : !actor.grants[scope as Permission]);
  const excess = scopes.flatMap((scope, index) => (lacks(scope) ? [{ scope, index }] : []));
  if (excess.length === 0) return;
  throw new InvalidFields(excess.map(({ scope, index }) => ({ pointer: `/scopes/${index}`, detail: `You do not have ${scope} yourself.` })));
}
