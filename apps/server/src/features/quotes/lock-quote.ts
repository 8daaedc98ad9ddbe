import type { Permission } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { lockRecord } from '../../core/records.ts';
import { lockAnyLead, lockLead, type Lead } from '../leads/index.ts';
import { QuoteEntity, type Quote } from './quote.entity.ts';

export interface LockedQuote { quote: Quote; lead: Lead }

/**
 * Locks a quote and its lead until the end of the transaction, always the lead first, for somebody who may do `permission` to it. Throws a 404 for a quote
 * whose lead they may not see.
 */
export async function lockQuote(scope: Scope, id: string, permission: Permission): Promise<LockedQuote> {
  const leadId = await leadOf(scope, id);
  const lead = scope.actor.role ? await visibly(() => lockLead(scope, leadId, permission)) : await visibly(() => lockAnyLead(scope, leadId));
  const quote = await lockRecord(scope, QuoteEntity, id, 'quote');
  if (quote.deletedAt) throw new NotFound('quote');
  return { quote, lead };
}

async function leadOf({ rows, organizationId }: Scope, id: string): Promise<string> {
  const [quote] = await rows<{ leadId: string }>(
    'select lead_id as "leadId" from quotes where organization_id = $1 and id = $2 and deleted_at is null', [organizationId, id]);
  if (!quote) throw new NotFound('quote');
  return quote.leadId;
}

/** Who may not see the lead learns nothing of it by its quote. */
async function visibly<T>(lock: () => Promise<T>): Promise<T> {
  try {
    return await lock();
  } catch (error) {
    throw error instanceof NotFound ? new NotFound('quote') : error;
  }
}
