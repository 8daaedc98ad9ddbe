import type { Input, NetworkDevice, listNetworkDevices } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { searchPattern, searchReach } from '../../core/search-text.ts';
import { countCap, instant } from '../../core/sql.ts';

const columns = `d.id, d.type, d.state, d.unit_id as "unitId", d.item_id as "itemId", i.name as "itemName", i.sku, u.serial, u.mac, d.subscriber_id as "subscriberId",
  s.name as "subscriberName", d.location_id as "locationId", l.name as "locationName", l.pop_site as "popSite", a.ip_address as "ipAddress", a.name as "routerName",
  ${instant('d.created_at')} as "createdAt", ${instant('d.changed_at')} as "changedAt"`;
const joins = `join stock_units u on u.organization_id = $1 and u.id = d.unit_id join items i on i.organization_id = $1 and i.id = d.item_id
  left join subscribers s on s.organization_id = $1 and s.id = d.subscriber_id
  left join stock_locations l on l.organization_id = $1 and l.id = d.location_id
  left join lateral (
    select x.ip_address, r.name from router_users x join routers r on r.organization_id = $1 and r.id = x.router_id
     where x.organization_id = $1 and x.subscriber_id = d.subscriber_id and x.state <> 'removed' order by x.ip_address is null, x.created_at limit 1) a on true`;

type Query = NonNullable<Input<typeof listNetworkDevices>['query']>;

/**
 * What a search may mean, each by an index. The ends of a serial's and a MAC address's beginning are compared and not matched: row-level security keeps an index from
 * being used for `like`.
 */
function foundSql(q: string, place: (value: unknown) => string): string {
  const code = q.trim().toUpperCase();
  const mac = code.replaceAll(/[:.\-\s]/g, '');
  const last = '\u{10FFFF}';
  const found = [
    `d.unit_id in (select x.id from stock_units x where x.organization_id = $1 and x.serial ~>=~ ${place(code)} and x.serial ~<~ ${place(`${code}${last}`)})`,
    `d.subscriber_id in (select x.subscriber_id from router_users x where x.organization_id = $1 and x.ip_address = ${place(q.trim())} and x.state <> 'removed')`,
    `d.subscriber_id = any (array(select search_subscribers(${place(searchPattern(q))}, ${searchReach.among})))`,
  ];
  if (/^[0-9A-F]{2,12}$/.test(mac)) found.push(`d.unit_id in (select x.id from stock_units x where x.organization_id = $1 and x.mac >= ${place(mac)} and x.mac < ${place(`${mac}G`)})`);
  return `(${found.join(' or ')})`;
}

/** Devices, the last changed first, one page by key. */
export async function networkDeviceList(scope: Scope, { limit = 50, cursor, q, subscriberId, itemId, type, state, popSite, count = false }: Query) {
  const values: unknown[] = [scope.organizationId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['d.organization_id = $1'];
  if (subscriberId) conditions.push(`d.subscriber_id = ${place(subscriberId)}`);
  if (itemId) conditions.push(`d.item_id = ${place(itemId)}`);
  if (type) conditions.push(`d.type = ${place(type)}`);
  if (state) conditions.push(`d.state = ${place(state)}`);
  if (popSite) conditions.push(`d.location_id in (select x.id from stock_locations x where x.organization_id = $1 and x.pop_site = ${place(popSite)})`);
  if (q?.trim()) conditions.push(foundSql(q, place));
  const matching = conditions.join(' and ');
  const [total] = count ? await scope.rowsPlannedAnew<{ count: number }>(
    `select count(*)::int as count from (select 1 from network_devices d where d.organization_id = $1 and ${matching} limit ${countCap}) c`, values) : [];
  const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const beyond = cursor ? ` and (d.changed_at, d.id) < (${place(at)}::timestamptz, ${place(id)}::uuid)` : '';
  const found = await scope.rowsPlannedAnew<NetworkDevice & { key: string }>(
    `select ${columns}, d.changed_at::text as key
       from (select * from network_devices d where d.organization_id = $1 and ${matching}${beyond} order by d.changed_at desc, d.id desc limit ${place(limit + 1)}) d ${joins}
      where d.organization_id = $1 order by d.changed_at desc, d.id desc`, values);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return {
    data: data.map(({ key: _, ...row }) => row), nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null, ...(total ? { count: total.count } : {}),
  };
}

/** Throws {@link NotFound}. */
export async function networkDeviceView({ rows, organizationId }: Scope, id: string): Promise<NetworkDevice> {
  const [device] = await rows<NetworkDevice>(`select ${columns} from network_devices d ${joins} where d.organization_id = $1 and d.id = $2`, [organizationId, id]);
  if (!device) throw new NotFound('network device');
  return device;
}
