import type { Scope } from '../../core/in-org.ts';
import { LeadConverting, type Lead } from '../leads/index.ts';

/** Removes the conversion of a locked lead that is purged, where it made nothing. Throws {@link LeadConverting} while it runs or is being cleaned up. */
export async function purgeConversionOf({ rows, organizationId }: Scope, lead: Lead): Promise<void> {
  const [conversion] = await rows<{ id: string; busy: boolean }>(
    `select c.id, c.state = 'running' or c.clean_up_pending
            or exists (select 1 from router_users u where u.organization_id = $1 and u.conversion_id = c.id and u.state <> 'removed') as busy
       from conversions c where c.organization_id = $1 and c.lead_id = $2 for update of c`, [organizationId, lead.id]);
  if (!conversion) return;
  if (conversion.busy) throw new LeadConverting(lead.label);
  await rows('delete from router_users where organization_id = $1 and conversion_id = $2', [organizationId, conversion.id]);
  await rows('delete from conversion_steps where organization_id = $1 and conversion_id = $2', [organizationId, conversion.id]);
  await rows('delete from conversions where organization_id = $1 and id = $2', [organizationId, conversion.id]);
}

/** Takes out of a lead's conversion where the person lives; what it made keeps its own data. */
export async function eraseConversionOf({ rows, organizationId }: Scope, leadId: string): Promise<void> {
  await rows(
    `update conversions set request = request - 'installationAddress', problem = null, version = version + 1 where organization_id = $1 and lead_id = $2`,
    [organizationId, leadId]);
}
