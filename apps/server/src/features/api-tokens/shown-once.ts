import { claimKey, keepAnswer, requestHash } from '../../core/idempotency.ts';
import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';

export class TokenShownBefore extends Refusal {
  constructor(id: string) {
    super({
      status: 409, code: 'token_shown_before', more: { id },
      detail: 'The first request with this Idempotency-Key made a token and its answer showed it. Withdraw that one and make another.',
    });
  }
}

const usable = /^[\x21-\x7e]{1,200}$/;

/**
 * Does the work once per Idempotency-Key. The usual way keeps the first answer for a repetition, and with it the secret; here only the id
 * of what was made is kept, and a repetition is refused with it.
 */
export async function once<Made extends { id: string }>(
  scope: Scope, header: string | string[] | undefined, request: { operationId: string; url: string; body: unknown }, work: () => Promise<Made>,
): Promise<Made> {
  if (header === undefined) return work();
  if (typeof header !== 'string' || !usable.test(header)) {
    throw new Refusal({ status: 400, code: 'malformed', detail: 'Idempotency-Key is not usable; expected up to 200 visible ASCII characters.' });
  }
  const hash = requestHash(request.operationId, request.url, request.body);
  const before = await claimKey(scope, header, hash);
  if (before) throw new TokenShownBefore((JSON.parse(before.response) as { id: string }).id);
  const made = await work();
  await keepAnswer(scope, header, hash, { status: 409, response: JSON.stringify({ id: made.id }) });
  return made;
}
