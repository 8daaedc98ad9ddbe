import { nobody } from './ids.ts';
import type { Scope } from './in-org.ts';
import { Refusal } from './problems.ts';
import { sha256 } from './seal.ts';

export class KeyReused extends Refusal {
  constructor() {
    super({ status: 422, code: 'idempotency_key_reused', detail: 'This Idempotency-Key was used for another request. Use a new key for each request.' });
  }
}

export class StillRunning extends Refusal {
  constructor() {
    super({ status: 409, code: 'request_in_progress', detail: 'The first request with this Idempotency-Key is still running. Ask again in a moment.' });
  }
}

export interface KeptAnswer { status: number; response: string }

/** What makes two requests the same one: the operation, its address and its body. */
export const requestHash = (operationId: string, url: string, body: unknown): string =>
  sha256(JSON.stringify([operationId, url, body])).toString('base64url');

/**
 * Claims the key for this transaction, or returns the answer that the first request got. The claim is a lock that ends with the transaction,
 * so a request that fails or dies leaves the key free, and one that is repeated while it runs is told so.
 */
export async function claimKey(scope: Scope, key: string, hash: string): Promise<KeptAnswer | null> {
  const actorId = scope.actor.userId ?? nobody;
  const [lock] = await scope.rows<{ got: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as got', [`${scope.organizationId}/${actorId}/${key}`]);
  if (!lock!.got) throw new StillRunning();
  const [kept] = await scope.rows<KeptAnswer & { hash: string }>(
    `select request_hash as hash, status, response from idempotency_keys where organization_id = $1 and actor_id = $2 and key = $3
       and created_at > $4`,
    [scope.organizationId, actorId, key, new Date(scope.now.getTime() - 24 * 3_600_000)]);
  if (!kept) return null;
  if (kept.hash !== hash) throw new KeyReused();
  return kept;
}

/** Keeps the answer in the same transaction as what it answers for. */
export async function keepAnswer(scope: Scope, key: string, hash: string, answer: KeptAnswer): Promise<void> {
  await scope.rows(
    `insert into idempotency_keys (organization_id, actor_id, key, request_hash, status, response, created_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organization_id, actor_id, key) do update
       set request_hash = excluded.request_hash, status = excluded.status, response = excluded.response, created_at = excluded.created_at`,
    [scope.organizationId, scope.actor.userId ?? nobody, key, hash, answer.status, answer.response, scope.now]);
}
