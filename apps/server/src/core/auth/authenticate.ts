import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { grantsOf, permissions, type Grants, type Permission, type Role } from '@lastmile/contracts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { parseToken, type ParsedToken } from './tokens.ts';

export const sessionCookie = 'lastmile_session';
export const deviceCookie = 'lastmile_device';

/** What a credential stands for: the actor, and the session it came by. */
export interface Identity { actor: Actor; sessionId: string | null; cookie: boolean }

export interface Authenticator {
  /** Null without a credential, and for one that is unknown, expired, withdrawn or of a disabled person. */
  identify(request: FastifyRequest): Promise<Identity | null>;
  /** What is remembered of an organization's credentials is forgotten: after signing out, disabling, withdrawing. */
  forget(organizationId: string): void;
}

/** How long an answer about a credential is believed. Withdrawing forgets at once here, and within this time in other processes. */
const believedFor = 5000;
const remembered = 10_000;

interface CredentialRow {
  sessionId: string | null;
  userId: string;
  name: string;
  role: Role;
  scopes: string[] | null;
  timezone: string;
  teamUserIds: string[];
  expiresAt: Date | null;
}

/** A token's scopes, never more than its owner has (D13). */
function grantsWithin(role: Role, scopes: string[] | null): Grants {
  const own = grantsOf[role];
  if (!scopes || scopes.includes('*')) return own;
  return Object.fromEntries(permissions.filter((permission) => scopes.includes(permission) && own[permission])
    .map((permission: Permission) => [permission, own[permission]])) as Grants;
}

export function createAuthenticator(dataSource: DataSource, clock: Clock): Authenticator {
  /** Counts what was forgotten, so that a look-up that began before does not bring it back. */
  const forgotten = new Map<string, number>();
  const known = new Map<string, { identity: Identity | null; organizationId: string; until: number; expiresAt: Date | null }>();

  async function lookUp({ kind, organizationId, hash }: ParsedToken): Promise<CredentialRow | null> {
    const runner = dataSource.createQueryRunner();
    const client = (await runner.connect()) as pg.PoolClient;
    const table = kind === 'session' ? 'sessions' : 'api_tokens';
    const isSession = kind === 'session';
    // One message: begin, setting, look-up and touch, commit. Both interpolated values are hexadecimal by construction.
    const results = await client.query(`
      begin; set local app.organization_id = '${organizationId}';
      select ${isSession ? 'c.id' : 'null::uuid'} as "sessionId", u.id as "userId", u.name, u.role,
             ${isSession ? 'null::text[]' : 'c.scopes'} as scopes, coalesce(u.timezone, o.timezone) as timezone, c.expires_at as "expiresAt",
             array(select m.id from users m where m.organization_id = u.organization_id and (m.id = u.id or m.team_id = u.team_id)) as "teamUserIds"
        from ${table} c
        join users u on u.organization_id = c.organization_id and u.id = c.user_id
        join organization_settings o on o.organization_id = c.organization_id
       where c.organization_id = '${organizationId}' and c.token_hash = '\\x${hash.toString('hex')}' and u.disabled_at is null;
      update ${table} set ${isSession ? 'last_seen_at' : 'last_used_at'} = '${clock.now().toISOString()}'
       where organization_id = '${organizationId}' and token_hash = '\\x${hash.toString('hex')}'
         and coalesce(${isSession ? 'last_seen_at' : 'last_used_at'}, '-infinity') < '${new Date(clock.now().getTime() - 60_000).toISOString()}';
      commit`).catch(async (error: unknown) => {
        await client.query('rollback').catch(() => {});
        throw error;
      }).finally(() => runner.release()) as unknown as { rows: CredentialRow[] }[];
    return results[2]!.rows[0] ?? null;
  }

  return {
    async identify(request) {
      const header = request.headers.authorization;
      const cookie = request.cookies[sessionCookie];
      const token = header ? /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(header)?.[1] : cookie;
      if (!token) return null;
      const parsed = parseToken(token);
      // A session belongs to the cookie, where the Origin check protects it; a bearer is an API token.
      if (!parsed || (parsed.kind === 'session') !== !header) return null;
      const key = parsed.hash.toString('base64url');
      const now = clock.now();
      let entry = known.get(key);
      if (!entry || entry.until < now.getTime()) {
        const before = forgotten.get(parsed.organizationId);
        const row = await lookUp(parsed);
        if (known.size >= remembered) known.clear();
        entry = {
          identity: row && {
            actor: {
              organizationId: parsed.organizationId, kind: parsed.kind === 'session' ? 'user' : 'token', userId: row.userId, name: row.name,
              role: row.role, grants: grantsWithin(row.role, row.scopes), teamUserIds: row.teamUserIds, timezone: row.timezone,
            },
            sessionId: row.sessionId,
            cookie: parsed.kind === 'session',
          },
          organizationId: parsed.organizationId,
          until: now.getTime() + believedFor,
          expiresAt: row?.expiresAt ?? null,
        };
        if (forgotten.get(parsed.organizationId) === before) known.set(key, entry);
      }
      return entry.expiresAt && entry.expiresAt <= now ? null : entry.identity;
    },
    forget(organizationId) {
      forgotten.set(organizationId, (forgotten.get(organizationId) ?? 0) + 1);
      for (const [key, entry] of known) if (entry.organizationId === organizationId) known.delete(key);
    },
  };
}
