import { systemActor } from '../../core/actor.ts';
import { eachOrganization } from '../../core/each-organization.ts';
import type { Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import { Refusal } from '../../core/problems.ts';
import { applyChanges } from '../../core/records.ts';
import type { Services } from '../../core/services.ts';
import { lockQuote } from './lock-quote.ts';
import { QuoteEntity } from './quote.entity.ts';
import { notWaiting, refuseUnsendable, sendingJob, sendNow, type Needed } from './send-quote.ts';

/** Until then the quote's own job, with its retries, is left to it. */
const overdueAfter = 2 * 60_000;
const atOnce = 100;

/** Each quote that waits has a job for its time; what one of them could not send, the job that recurs does. */
export function quoteJobs(services: Needed & Pick<Services, 'dataSource' | 'inOrg' | 'log'>): JobDefinition[] {
  return [{
    name: sendingJob,
    retries: 5,
    expiresAfter: 60,
    run: async (data) => {
      const { organizationId, quoteId } = data as { organizationId: string; quoteId: string };
      await services.inOrg(systemActor(organizationId), (scope) => sendWaiting(services, scope, quoteId));
    },
  }, {
    name: 'send-overdue-quotes',
    retries: 0,
    expiresAfter: 600,
    concurrency: 1,
    cron: '*/5 * * * *',
    run: () => eachOrganization(services, 'could not send its overdue quotes', async (inOrganization) => {
      for (const quoteId of await inOrganization(overdueQuotes)) {
        // The trouble of one does not keep the next from going out.
        await inOrganization((scope) => sendWaiting(services, scope, quoteId)).catch((error: unknown) => services.log.warn({ err: error, quoteId }, 'an overdue quote could not be sent'));
      }
    }),
  }];
}

/** Quotes whose time passed a while ago, the longest waiting first. */
export async function overdueQuotes({ rows, organizationId, now }: Scope): Promise<string[]> {
  const overdue = await rows<{ id: string }>(
    `select q.id from quotes q join leads l on l.organization_id = $1 and l.id = q.lead_id and l.deleted_at is null
      where q.organization_id = $1 and q.status = 'draft' and q.send_at <= $2 and q.deleted_at is null order by q.send_at limit ${atOnce}`,
    [organizationId, new Date(now.getTime() - overdueAfter)]);
  return overdue.map(({ id }) => id);
}

/**
 * Sends a quote whose time has come. One that was held back, deleted or sent meanwhile is left alone, one that is to wait longer is looked at again then;
 * what it lacks by now is told.
 */
export async function sendWaiting(services: Needed, scope: Scope, quoteId: string): Promise<void> {
  // Jobs begin by the database's clock, which may be ahead of ours.
  const [waiting] = await scope.rows<{ isEarly: boolean; startAfter: Date }>(
    `select send_at > $3 as "isEarly", clock_timestamp() + (send_at - $3::timestamptz) as "startAfter" from quotes
      where organization_id = $1 and id = $2 and status = 'draft' and send_at is not null and deleted_at is null`, [scope.organizationId, quoteId, scope.now]);
  if (!waiting) return;
  if (waiting.isEarly) return scope.enqueue(sendingJob, { quoteId }, { startAfter: waiting.startAfter });
  const locked = await lockQuote(scope, quoteId, 'quotes:write');
  const { quote, lead } = locked;
  if (quote.status !== 'draft' || !quote.sendAt || quote.sendAt > scope.now) return;
  try {
    await refuseUnsendable(scope, locked, quote.sendChannels ?? []);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await applyChanges(scope, QuoteEntity, quote, notWaiting);
    await scope.record('quote.not_sent', { type: 'lead', id: lead.id }, { quoteId, number: quote.label, reason: error.message });
    return;
  }
  await sendNow(services, scope, locked, quote.sendChannels!, quote.sendTemplates ?? {});
}
