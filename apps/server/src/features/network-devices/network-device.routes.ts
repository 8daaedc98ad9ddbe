import * as contract from '@lastmile/contracts';
import type { NetworkDevice } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import { instant } from '../../core/sql.ts';

const view = `d.id, d.type, d.state, d.unit_id as "unitId", d.item_id as "itemId", i.name as "itemName", u.serial, u.mac, d.subscriber_id as "subscriberId",
    s.name as "subscriberName", ${instant('d.created_at')} as "createdAt", ${instant('d.changed_at')} as "changedAt"`;
const source = `from network_devices d join stock_units u on u.organization_id = $1 and u.id = d.unit_id join items i on i.organization_id = $1 and i.id = d.item_id
  left join subscribers s on s.organization_id = $1 and s.id = d.subscriber_id
 where d.organization_id = $1`;

async function list({ rows, organizationId }: Scope, { limit = 50, cursor, subscriberId, itemId, type, state }: NonNullable<contract.Input<typeof contract.listNetworkDevices>['query']>) {
  const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<NetworkDevice & { key: string }>(
    `select ${view}, d.changed_at::text as key ${source}
        and ($2::uuid is null or d.subscriber_id = $2) and ($3::uuid is null or d.item_id = $3) and ($4::text is null or d.type = $4) and ($5::text is null or d.state = $5)
        and ($6::timestamptz is null or (d.changed_at, d.id) < ($6, $7::uuid)) order by d.changed_at desc, d.id desc limit $8`,
    [organizationId, subscriberId ?? null, itemId ?? null, type ?? null, state ?? null, at, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data: data.map(({ key: _, ...row }) => row), nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null };
}

export function networkDeviceRoutes({ on }: Routes): void {
  on(contract.listNetworkDevices, (scope, { query }) => list(scope, query));
  on(contract.getNetworkDevice, async ({ rows, organizationId }, { params }) => {
    const [device] = await rows<NetworkDevice>(`select ${view} ${source} and d.id = $2`, [organizationId, params.id]);
    if (!device) throw new NotFound('network device');
    return device;
  });
}
