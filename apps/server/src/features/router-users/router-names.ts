import type { Scope } from '../../core/in-org.ts';

interface Wanted { routerId: string; exceptId: string | null; exceptConversionId: string | null }

const holder = `select coalesce(s.name, 'a user without a subscriber') as name
   from router_users u left join subscribers s on s.organization_id = $1 and s.id = u.subscriber_id
  where u.organization_id = $1 and u.router_id = $2 and u.state <> 'removed' and ($3::uuid is null or u.id <> $3) and ($4::uuid is null or u.conversion_id is distinct from $4)`;

/** Whose a user name on a router is, if it is anybody's. */
export async function nameHolder(
  { rows, organizationId }: Scope, { routerId, service, username, exceptId, exceptConversionId }: Wanted & { service: string; username: string },
): Promise<string | null> {
  const [found] = await rows<{ name: string }>(
    `${holder} and u.service = $5 and u.username = $6 limit 1`, [organizationId, routerId, exceptId, exceptConversionId, service, username]);
  return found?.name ?? null;
}

/** Whose a fixed address on a router is, if it is anybody's. */
export async function addressHolder(
  { rows, organizationId }: Scope, { routerId, ipAddress, exceptId, exceptConversionId }: Wanted & { ipAddress: string },
): Promise<string | null> {
  const [found] = await rows<{ name: string }>(
    `${holder} and u.ip_address = $5 limit 1`, [organizationId, routerId, exceptId, exceptConversionId, ipAddress]);
  return found?.name ?? null;
}
