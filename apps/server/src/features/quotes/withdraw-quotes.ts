import type { Scope } from '../../core/in-org.ts';
import { withdrawMessages } from '../messages/index.ts';

/** Takes back what waits to be sent of quotes that nobody can decide any more, their codes included: after an outage it would go out all the same. */
export async function withdrawQuotes(scope: Scope, ids: readonly string[]): Promise<void> {
  await withdrawMessages(scope, { type: 'quote', ids });
  await withdrawMessages(scope, { type: 'quote_code', ids });
}
