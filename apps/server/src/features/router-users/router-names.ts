import type { Scope } from '../../core/in-org.ts';

interface Wanted { routerId: string; exceptId: string | null; exceptConversionId: string | null }

const holder = `select coalesce(s.name, 'a user without a subscriber') as name
   from router_users u left join subscribers s on s.organization_id = $1 and s.id = u.subscriber_id
  where u.organization_id = $1 and u.router_id = $2 and u.state <> 'removed' and ($3::uuid is null or u.id <> $3) and ($4::uuid is null or u.conversion_id is distinct from $4)`;

export interface WantedName extends Wanted { service: string; username: string }

/** Whose each of these user names on routers is, if it is anybody's. */
export async function nameHolders({ rows, organizationId }: Scope, wanted: readonly WantedName[]): Promise<(string | null)[]> {
  const found = await rows<{ place: number; name: string }>(
    `select w.place::int as place, x.name
       from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[]) with ordinality as w (router_id, service, username, except_id, except_conversion_id, place)
       cross join lateral (
         select coalesce(s.name, 'a user without a subscriber') as name
           from router_users u left join subscribers s on s.organization_id = $1 and s.id = u.subscriber_id
          where u.organization_id = $1 and u.router_id = w.router_id and u.service = w.service and u.username = w.username and u.state <> 'removed'
            and (w.except_id is null or u.id <> w.except_id) and (w.except_conversion_id is null or u.conversion_id is distinct from w.except_conversion_id) limit 1) x`,
    [organizationId, wanted.map(({ routerId }) => routerId), wanted.map(({ service }) => service), wanted.map(({ username }) => username), wanted.map(({ exceptId }) => exceptId),
      wanted.map(({ exceptConversionId }) => exceptConversionId)]);
  const names = new Map(found.map(({ place, name }) => [place, name]));
  return wanted.map((_, index) => names.get(index + 1) ?? null);
}

/** Whose a user name on a router is, if it is anybody's. */
export const nameHolder = async (scope: Scope, wanted: WantedName): Promise<string | null> => (await nameHolders(scope, [wanted]))[0]!;

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
