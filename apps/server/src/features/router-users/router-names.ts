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

/** Whose a fixed address on a router is, or is about to be, if it is one of ours. */
export async function ourAddressHolder(
  { rows, organizationId }: Scope, { routerId, ipAddress, exceptId, exceptConversionId }: Wanted & { ipAddress: string },
): Promise<string | null> {
  const [found] = await rows<{ name: string }>(
    `${holder} and (u.ip_address = $5 or exists (
       select from router_operations o where o.organization_id = $1 and o.router_user_id = u.id and o.state in ('queued', 'running') and o.request ->> 'ipAddress' = $5)) limit 1`,
    [organizationId, routerId, exceptId, exceptConversionId, ipAddress]);
  return found?.name ?? null;
}

/** The same, or of somebody whom only the router knows, as it was found when it was last compared. */
export async function addressHolder(scope: Scope, wanted: Wanted & { ipAddress: string }): Promise<string | null> {
  const ours = await ourAddressHolder(scope, wanted);
  if (ours) return ours;
  const [stranger] = await scope.rows<{ name: string }>(
    `select d.username || ', whom only the router knows' as name from router_differences d
      where d.organization_id = $1 and d.router_id = $2 and d.kind = 'unknown_here' and d.theirs ->> 'ipAddress' = $3 limit 1`,
    [scope.organizationId, wanted.routerId, wanted.ipAddress]);
  return stranger?.name ?? null;
}
