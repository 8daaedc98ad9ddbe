import { randomBytes } from 'node:crypto';
import { packId, unpackId } from '../ids.ts';
import { sha256 } from '../seal.ts';

/** Sessions and API tokens carry their organization, so that row-level security is on before anything is looked up. */
const prefixes = { session: 'lms_', token: 'lm_' } as const;
export type TokenKind = keyof typeof prefixes;

export interface ParsedToken { kind: TokenKind; organizationId: string; hash: Buffer }

/** A new secret and the hash that is kept of it. 256 random bits need no slow hash. */
export function makeToken(kind: TokenKind, organizationId: string): { token: string; hash: Buffer } {
  const token = `${prefixes[kind]}${packId(organizationId)}${randomBytes(32).toString('base64url')}`;
  return { token, hash: sha256(token) };
}

const shape = /^(lms?_)([A-Za-z0-9_-]{22})[A-Za-z0-9_-]{43}$/;

/** Null for anything that cannot be a token of ours. */
export function parseToken(token: string): ParsedToken | null {
  const match = shape.exec(token);
  const organizationId = match && unpackId(match[2]!);
  if (!match || !organizationId) return null;
  return { kind: match[1] === 'lms_' ? 'session' : 'token', organizationId, hash: sha256(token) };
}
