import { grantsOf } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import type { EventSubject, Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { lockLead, missingLead, readableOwners } from '../leads/index.ts';
import { lockForFiles, techniciansFor } from '../service-orders/index.ts';

/** What a file is kept with: a lead, or a service order. */
export type FileSubject = { leadId: string; serviceOrderId: null } | { leadId: null; serviceOrderId: string };

/** Throws a 422 unless it is exactly one. */
export function subjectOf({ leadId, serviceOrderId }: { leadId?: string; serviceOrderId?: string }): FileSubject {
  if (leadId && !serviceOrderId) return { leadId, serviceOrderId: null };
  if (serviceOrderId && !leadId) return { leadId: null, serviceOrderId };
  throw new InvalidFields([{ pointer: '/leadId', detail: 'Name a lead or a service order, one of them.' }]);
}

export const eventSubjectOf = ({ leadId, serviceOrderId }: FileSubject): EventSubject =>
  (leadId === null ? { type: 'service_order', id: serviceOrderId } : { type: 'lead', id: leadId });

/** Technicians handle files of their service orders and see no lead, whoever's it is. */
const seesLeads = ({ role }: Actor): boolean => !role || grantsOf[role]['leads:read'] !== undefined;

/** Locks it for somebody who may add, change and delete files there; a lead also once it is converted (D27), an order also once it is completed. */
export async function lockSubject(scope: Scope, { leadId, serviceOrderId }: FileSubject): Promise<void> {
  if (leadId === null) await lockForFiles(scope, serviceOrderId);
  else if (seesLeads(scope.actor)) await lockLead(scope, leadId, 'files:write');
  else throw new NotFound('lead');
}

/**
 * Which files the actor sees, as a condition on `f`, `l` (its lead) and `o` (its service order): those of leads that are there (D14) and of orders they may see.
 * `values` go with it.
 */
export function visibleTo(actor: Actor, first: number): { condition: string; values: unknown[] } {
  const [owners, technicians] = [`$${first}::uuid[]`, `$${first + 1}::uuid[]`];
  return {
    condition: `(f.lead_id is not null and ${seesLeads(actor) ? 'true' : 'false'} and l.deleted_at is null and (${owners} is null or l.owner_key = any (${owners}))
      or f.service_order_id is not null and (${technicians} is null or coalesce(o.technician_id, '00000000-0000-0000-0000-000000000000') = any (${technicians})))`,
    values: [readableOwners(actor, 'files:read'), techniciansFor(actor, 'service-orders:read')],
  };
}

/** Throws what says that there is no such lead or order, for somebody who may not see it. */
export async function mustSeeSubject(scope: Scope, { leadId, serviceOrderId }: FileSubject): Promise<void> {
  const { rows, organizationId, actor } = scope;
  const { condition, values } = visibleTo(actor, 4);
  const [seen] = await rows(
    `select 1 from (select $2::uuid as lead_id, $3::uuid as service_order_id) f
       left join leads l on l.organization_id = $1 and l.id = f.lead_id
       left join service_orders o on o.organization_id = $1 and o.id = f.service_order_id
      where (l.id is not null or o.id is not null) and ${condition}`, [organizationId, leadId, serviceOrderId, ...values]);
  if (seen) return;
  throw leadId !== null && seesLeads(actor) ? await missingLead(scope, leadId) : new NotFound(leadId === null ? 'service order' : 'lead');
}
