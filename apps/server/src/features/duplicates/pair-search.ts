import type { Logger } from 'pino';
import { systemActor } from '../../core/actor.ts';
import { eachOrganization } from '../../core/each-organization.ts';
import { nobody } from '../../core/ids.ts';
import type { InOrg, Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import type { Services } from '../../core/services.ts';
import { candidatesSql, comparedColumns, evidenceSql } from './evidence.ts';

/** So many leads are compared in one transaction. */
const batch = 100;
/** Events that may have made a lead another one's duplicate, or ended that it was. */
const telling = ['lead.created', 'lead.updated', 'lead.captured', 'lead.enquired_again', 'lead.restored', 'lead.merged', 'lead.unmerged', 'lead.erased'];

/** Finds the pairs of these leads anew; what somebody said is different stays so. */
export async function refreshPairs({ rows, organizationId, now }: Scope, leadIds: readonly string[]): Promise<void> {
  await rows(
    `with subject as (
       select ${comparedColumns('x')} from leads x where x.organization_id = $1 and x.id = any ($2::uuid[]) and x.deleted_at is null and x.erased_at is null
     ), candidates as (${candidatesSql('subject')}), found as (
       select distinct on (1, 2) least(l.id, s.id) as first_id, greatest(l.id, s.id) as second_id, e.score, e.reasons
         from candidates c
         join subject s on s.id = c.subject_id
         join leads l on l.organization_id = $1 and l.id = c.id and l.deleted_at is null and l.erased_at is null
        cross join lateral (${evidenceSql}) e
        where e.likely order by 1, 2, 3 desc
     ), gone as (
       delete from duplicate_pairs p
        where p.organization_id = $1 and p.dismissed_at is null and (p.first_id = any ($2::uuid[]) or p.second_id = any ($2::uuid[]))
          and not exists (select from found f where f.first_id = p.first_id and f.second_id = p.second_id)
     )
     insert into duplicate_pairs as p (organization_id, first_id, second_id, score, reasons, found_at)
     select $1, f.first_id, f.second_id, f.score, f.reasons, $3 from found f order by 2, 3
     on conflict (organization_id, first_id, second_id) do update set score = excluded.score, reasons = excluded.reasons
      where (p.score, p.reasons) is distinct from (excluded.score, excluded.reasons)`,
    [organizationId, leadIds, now]);
}

interface Search { scannedTo: string | null; scannedAt: Date | null; transactionId: string; eventId: string }

/**
 * One step of an organization's search: first through all its leads, then those that events tell of. One at a time; a second one leaves. Returns whether
 * there may be more to do.
 */
export async function searchOn(scope: Scope): Promise<boolean> {
  const { rows, organizationId } = scope;
  await rows(
    `insert into duplicate_searches (organization_id, event_transaction_id, event_id)
     select $1, event_horizon(), $2 on conflict (organization_id) do nothing`, [organizationId, nobody]);
  const [search] = await rows<Search>(
    `select scanned_to as "scannedTo", scanned_at as "scannedAt", event_transaction_id::text as "transactionId", event_id as "eventId"
       from duplicate_searches where organization_id = $1 for update skip locked`, [organizationId]);
  if (!search) return false;
  return search.scannedAt ? followEvents(scope, search) : scanLeads(scope, search);
}

async function scanLeads(scope: Scope, { scannedTo }: Search): Promise<boolean> {
  const { rows, organizationId, now } = scope;
  const leads = await rows<{ id: string }>(
    'select id from leads where organization_id = $1 and id > $2 order by id limit $3', [organizationId, scannedTo ?? nobody, batch]);
  if (leads.length > 0) await refreshPairs(scope, leads.map(({ id }) => id));
  const isDone = leads.length < batch;
  await rows(
    'update duplicate_searches set scanned_to = $2, scanned_at = $3 where organization_id = $1',
    [organizationId, leads.at(-1)?.id ?? scannedTo, isDone ? now : null]);
  return !isDone;
}

/** Goes on in the feed's order, which misses nothing of what commits late (`events/event-feed.ts`). */
async function followEvents(scope: Scope, { transactionId, eventId }: Search): Promise<boolean> {
  const { rows, organizationId } = scope;
  const events = await rows<{ id: string; transactionId: string; leadId: string; tells: boolean }>(
    `select e.id, e.transaction_id::text as "transactionId", e.subject_id as "leadId", e.type = any ($5) as tells from events e
      where e.organization_id = $1 and (e.transaction_id, e.id) > ($2::xid8, $3::uuid) and e.transaction_id < event_horizon()
      order by e.transaction_id, e.id limit $4`, [organizationId, transactionId, eventId, batch, telling]);
  const last = events.at(-1);
  if (!last) return false;
  const changed = [...new Set(events.filter(({ tells }) => tells).map(({ leadId }) => leadId))];
  if (changed.length > 0) await refreshPairs(scope, changed);
  await rows(
    'update duplicate_searches set event_transaction_id = $2::xid8, event_id = $3 where organization_id = $1', [organizationId, last.transactionId, last.id]);
  return events.length === batch;
}

/** A step of one organization gives way to others after so long, and leaves a processor to people most of the minute. */
const turn = 10_000;

/** Every minute what the steps after commits left over: after a start, an import, or where the pages run in another process. */
export function duplicateJobs(services: Services): JobDefinition[] {
  return [{ name: 'find_duplicates', retries: 1, expiresAfter: 280, concurrency: 1, cron: '* * * * *', run: () => findAllPairs(services) }];
}

export async function findAllPairs(services: Pick<Services, 'dataSource' | 'inOrg' | 'log'>): Promise<void> {
  await eachOrganization(services, 'could not be searched for duplicates', async (inOrganization) => {
    const until = Date.now() + turn;
    while (await inOrganization(searchOn) && Date.now() < until);
  });
}

/** Seconds after something happened, so that the queue is up to date for who looks; several commits are one step. */
export function pairSearching(inOrg: () => InOrg, log: Logger) {
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<unknown>>();
  // A step commits as well; its own commit must not ask for the next.
  const searching = new Set<string>();
  function due(organizationId: string): void {
    if (waiting.has(organizationId) || searching.has(organizationId)) return;
    const timer = setTimeout(() => {
      waiting.delete(organizationId);
      searching.add(organizationId);
      const search = inOrg()(systemActor(organizationId), searchOn)
        .catch((error: unknown) => log.warn({ err: error }, 'duplicates could not be searched; the next run will'))
        .then((isMore) => {
          searching.delete(organizationId);
          running.delete(search);
          if (isMore) due(organizationId);
        });
      running.add(search);
    }, 3000);
    timer.unref();
    waiting.set(organizationId, timer);
  }
  return {
    due,
    async stop(): Promise<void> {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.all(running);
    },
  };
}
