import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import { purgeConversionOf } from '../conversions/index.ts';
import { LeadMerged, lockAnyLead, type Lead } from '../leads/index.ts';
import { forgetMerges, mergedInto } from '../merges/index.ts';
import { eraseMessagesOf } from '../messages/index.ts';
import { purgeQuotesOf } from '../quotes/index.ts';
import { HasSubscriber, NotDeleted } from './deleted-lead.errors.ts';

/**
 * D14: a deleted lead goes for good, and everything that is only its own goes along. Its captures and files go by their foreign keys; what files have
 * elsewhere follows the event, which says no more than the number.
 */
export async function purgeLead(scope: Scope, id: string): Promise<void> {
  const { rows, organizationId } = scope;
  const lead = await lockDeleted(scope, id);
  // What was merged into it is the same person.
  const merged = await mergedInto(scope, id);
  const [subscriber] = await rows<{ id: string; number: string }>(
    `select s.id, ${numberSql('subscriber', 's.number')} as number from subscribers s
      where s.organization_id = $1 and (s.lead_id = $2 or s.id = (select c.subscriber_id from conversions c where c.organization_id = $1 and c.lead_id = $2))`, [organizationId, id]);
  if (subscriber) throw new HasSubscriber(lead.label, subscriber);
  await forgetMerges(scope, id);
  for (const one of [...merged, lead]) await purge(scope, one);
}

async function purge(scope: Scope, lead: Lead): Promise<void> {
  const { rows, organizationId } = scope;
  const { id } = lead;
  await purgeConversionOf(scope, lead);
  await rows('select erase_lead_events($1)', [id]);
  await rows('delete from activities where organization_id = $1 and lead_id = $2', [organizationId, id]);
  await rows('delete from lead_tags where organization_id = $1 and lead_id = $2', [organizationId, id]);
  await purgeQuotesOf(scope, id);
  await eraseMessagesOf(scope, id);
  await rows('delete from leads where organization_id = $1 and id = $2', [organizationId, id]);
  await scope.record('lead.purged', { type: 'lead', id }, { number: lead.label });
}

async function lockDeleted(scope: Scope, id: string): Promise<Lead> {
  try {
    return await lockAnyLead(scope, id, { deleted: true });
  } catch (error) {
    if (!(error instanceof NotFound) || error instanceof LeadMerged) throw error;
    const [live] = await scope.rows('select 1 from leads where organization_id = $1 and id = $2', [scope.organizationId, id]);
    throw live ? new NotDeleted() : error;
  }
}
