import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { NotFound } from '../../core/problems.ts';
import { lockAnyLead, type Lead } from '../leads/index.ts';
import type { Capture } from './capture.ts';

/**
 * Captures of one company, phone or email wait for each other until the end of the transaction, so that of any number at once the first makes the lead and
 * the others find it. Whoever waits for several waits in one order, by their hashes, so that overlapping ones never wait for each other in a circle.
 */
export async function waitForSameKeys({ rows, organizationId }: Scope, { company, phone, email, externalRef }: Capture): Promise<void> {
  const reference = externalRef ? JSON.stringify([externalRef.source, externalRef.reference]) : null;
  await rows(
    `select pg_advisory_xact_lock(x.lock) from (
       select distinct hashtextextended('lead_captures/' || $1 || k.key, 0) as lock
         from unnest(array['/company/' || company_key($2::text), '/phone/' || $3::text, '/email/' || $4::text, '/reference/' || $5::text]) as k (key)
        where k.key is not null order by lock) x`, [organizationId, company, phone, email, reference]);
}

/** What was answered for this external reference before; null where it is new. */
export async function findByReference(
  { rows, organizationId }: Scope, { externalRef }: Capture,
): Promise<{ leadId: string; captureId: string; joined: boolean } | null> {
  if (!externalRef) return null;
  const [found] = await rows<{ leadId: string; captureId: string; joined: boolean }>(
    `select lead_id as "leadId", id as "captureId", joined from lead_captures where organization_id = $1 and external_source = $2 and external_reference = $3`,
    [organizationId, externalRef.source, externalRef.reference]);
  return found ?? null;
}

/**
 * D23: the lead that a capture joins, locked: open, without an action yet, not older than the window, and of the same phone, email or company. Null where
 * there is none.
 */
export async function leadToJoin(scope: Scope, { company, phone, email }: Capture): Promise<Lead | null> {
  const { rows, organizationId, now } = scope;
  const { captureWindowMinutes } = await organizationSettings(scope);
  const [found] = await rows<{ id: string }>(
    `select l.id from leads l
      where l.organization_id = $1 and l.deleted_at is null and l.status in ('new', 'in_progress', 'dormant') and l.first_action_at is null
        and l.conversion_id is null and l.created_at >= $5 and (l.company_key = company_key($2) or l.phone = $3 or l.email = $4)
      order by (l.phone = $3) desc nulls last, (l.email = $4) desc nulls last, l.created_at, l.id limit 1`,
    [organizationId, company, phone, email, new Date(now.getTime() - captureWindowMinutes * 60_000)]);
  if (!found) return null;
  const lead = await lockIfThere(scope, found.id);
  // Somebody may have called, lost or deleted it while its lock was waited for.
  return lead && lead.isOpen && !lead.firstActionAt && !lead.converting ? lead : null;
}

/** Locks a lead that was just seen; null where it has been deleted since. */
export async function lockIfThere(scope: Scope, leadId: string): Promise<Lead | null> {
  return lockAnyLead(scope, leadId).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
}
