import type { AddressPools, Input, setAddressPools } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { lockRecord } from '../../core/records.ts';
import { RouterEntity } from '../routers/index.ts';
import { freeIn, readRanges, sharedAddress, sizeOf, toNumber, type AddressRange } from './address-ranges.ts';

interface KnownPool { name: string; kind: 'own' | 'router'; ranges: string }

const poolsOf = ({ rows, organizationId }: Scope, routerId: string): Promise<KnownPool[]> => rows<KnownPool>(
  `select p.name, p.kind, coalesce(t.ranges, p.ranges) as ranges
     from address_pools p join routers r on r.organization_id = $1 and r.id = p.router_id
     left join lateral (select o ->> 'ranges' as ranges from jsonb_array_elements(r.pools) o where p.kind = 'router' and o ->> 'name' = p.name limit 1) t on true
    where p.organization_id = $1 and p.router_id = $2 order by p.position`, [organizationId, routerId]);

/** Every address of a router that somebody has, is about to have, or had when the router was last compared. */
async function takenOn({ rows, organizationId }: Scope, routerId: string): Promise<Set<string>> {
  const taken = await rows<{ address: string }>(
    `select ip_address as address from router_users where organization_id = $1 and router_id = $2 and state <> 'removed' and ip_address is not null
     union select o.request ->> 'ipAddress' from router_operations o join router_users u on u.organization_id = $1 and u.id = o.router_user_id and u.router_id = $2
            where o.organization_id = $1 and o.state in ('queued', 'running') and o.request ->> 'ipAddress' is not null
     union select theirs ->> 'ipAddress' from router_differences where organization_id = $1 and router_id = $2 and kind <> 'missing_there' and theirs ->> 'ipAddress' is not null`,
    [organizationId, routerId]);
  return new Set(taken.map(({ address }) => address));
}

/** What was kept was read before. */
function rangesOf({ ranges }: Pick<KnownPool, 'ranges'>): AddressRange[] {
  const read = readRanges(ranges);
  return 'problem' in read ? [] : read;
}

/** Throws {@link NotFound}. */
export async function addressPools(scope: Scope, routerId: string): Promise<AddressPools> {
  const [router] = await scope.rows<{ pools: AddressPools['onRouter'] }>('select pools from routers where organization_id = $1 and id = $2', [scope.organizationId, routerId]);
  if (!router) throw new NotFound('router');
  const taken = await takenOn(scope, routerId);
  const numbers = [...taken].flatMap((one) => toNumber(one) ?? []);
  const pools = (await poolsOf(scope, routerId)).map((pool) => {
    const ranges = rangesOf(pool);
    return {
      ...pool, size: sizeOf(ranges), nextFree: freeIn(ranges, taken, 1)[0] ?? null,
      used: numbers.filter((one) => ranges.some(({ first, last }) => first <= one && one <= last)).length,
    };
  });
  return { pools, onRouter: router.pools };
}

type Wanted = NonNullable<Input<typeof setAddressPools>['body']>['pools'];

export async function changeAddressPools(scope: Scope, routerId: string, wanted: Wanted): Promise<AddressPools> {
  const { rows, organizationId, now } = scope;
  const router = await lockRecord(scope, RouterEntity, routerId, 'router');
  const onRouter = new Map(router.pools.map(({ name, ranges }) => [name, ranges]));
  const pools = wanted.map(({ name, kind, ranges }, index) => {
    const written = kind === 'router' ? onRouter.get(name) : ranges?.trim();
    if (!written) {
      throw new InvalidFields([kind === 'router'
        ? { pointer: `/pools/${index}/name`, detail: `${router.name} had no pool called “${name}” when it was last checked.` }
        : { pointer: `/pools/${index}/ranges`, detail: 'Say its ranges of addresses.' }]);
    }
    return { name: name.trim(), kind, ranges: written };
  });
  refuseOverlaps(pools);
  await rows('delete from address_pools where organization_id = $1 and router_id = $2', [organizationId, routerId]);
  await rows(
    `insert into address_pools (organization_id, id, router_id, name, kind, ranges, position, created_at, updated_at)
     select $1, p.id, $2, p.name, p.kind, p.ranges, p.position, $3, $3 from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::int[]) as p (id, name, kind, ranges, position)`,
    [organizationId, routerId, now, pools.map(() => newId()), pools.map(({ name }) => name), pools.map(({ kind }) => kind), pools.map(({ ranges }) => ranges), pools.map((_, index) => index)]);
  await scope.record('router.address_pools_set', { type: 'router', id: routerId }, { pools: pools.map(({ name, ranges }) => ({ name, ranges })) });
  return addressPools(scope, routerId);
}

function refuseOverlaps(pools: readonly KnownPool[]): void {
  const read: AddressRange[][] = [];
  for (const [index, { name, ranges }] of pools.entries()) {
    const own = readRanges(ranges);
    if ('problem' in own) throw new InvalidFields([{ pointer: `/pools/${index}/ranges`, detail: own.problem }]);
    if (pools.findIndex((one) => one.name === name) !== index) throw new InvalidFields([{ pointer: `/pools/${index}/name`, detail: 'Two pools are called so.' }]);
    for (const [before, others] of read.entries()) {
      const shared = sharedAddress(own, others);
      if (shared) throw new InvalidFields([{ pointer: `/pools/${index}/ranges`, detail: `${shared} is in “${pools[before]!.name}” too.` }]);
    }
    read.push(own);
  }
}

export async function freeAddresses(scope: Scope, routerId: string, { pool, limit = 10 }: { pool?: string; limit?: number }): Promise<{ address: string; pool: string }[]> {
  const [router] = await scope.rows('select 1 from routers where organization_id = $1 and id = $2', [scope.organizationId, routerId]);
  if (!router) throw new NotFound('router');
  const taken = await takenOn(scope, routerId);
  return (await poolsOf(scope, routerId)).filter(({ name }) => pool === undefined || name === pool)
    .flatMap((one) => freeIn(rangesOf(one), taken, limit).map((address) => ({ address, pool: one.name }))).slice(0, limit);
}

/** The next free address of a pool; null where it is full. Throws a 422 where there is no such pool. */
export async function nextFreeAddress(scope: Scope, routerId: string, pool: string, pointer: string): Promise<string | null> {
  const found = (await poolsOf(scope, routerId)).find(({ name }) => name === pool);
  if (!found) throw new InvalidFields([{ pointer, detail: `This router has no address pool called “${pool}”.` }]);
  return freeIn(rangesOf(found), await takenOn(scope, routerId), 1)[0] ?? null;
}

/** How many addresses of a pool nobody has. */
export async function freeCount(scope: Scope, routerId: string, pool: string): Promise<number> {
  const found = (await addressPools(scope, routerId)).pools.find(({ name }) => name === pool);
  return found ? found.size - found.used : 0;
}

/** Whoever gives addresses of a router away does it one after the other, until the commit: which is free is found by looking. */
export const lockAddresses = ({ rows, organizationId }: Scope, routerId: string): Promise<object[]> =>
  rows('select pg_advisory_xact_lock(hashtextextended($1::text || $2, 0))', [organizationId, `/addresses/${routerId}`]);
