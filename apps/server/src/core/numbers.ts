import type { Scope } from './in-org.ts';

export type NumberKind = 'lead' | 'subscriber' | 'invoice' | 'proforma' | 'service_order' | 'router_user' | 'stocktake';

const prefixes: { [kind in NumberKind]: string } = {
  lead: 'L', subscriber: 'S', invoice: 'INV', proforma: 'PRO', service_order: 'SO', router_user: 'RU', stocktake: 'ST',
};

/** D1: what people call a record, for example L-000412. */
export const formatNumber = (kind: NumberKind, number: number): string => `${prefixes[kind]}-${String(number).padStart(6, '0')}`;

/** The same in SQL, for a column. */
export const numberSql = (kind: NumberKind, column: string): string =>
  `'${prefixes[kind]}-' || case when ${column} < 1000000 then lpad(${column}::text, 6, '0') else ${column}::text end`;

interface Pool { free: number[]; lastTaken: number; lastBy: WeakRef<object> | null }
const pools = new Map<string, Pool>();

/** Under load a number is asked for again within this many milliseconds, and then a block is taken. */
const busy = 100;
const block = 20;

/**
 * The next number of a kind in this organization. The counter's row is locked until the commit, which would line creations up behind
 * each other; so under load a transaction takes a block and leaves the rest, after its commit, to the next ones of this process.
 */
export async function nextNumber(scope: Scope, kind: NumberKind): Promise<number> {
  const key = `${scope.organizationId}/${kind}`;
  let pool = pools.get(key);
  if (!pool) pools.set(key, pool = { free: [], lastTaken: 0, lastBy: null });
  const free = pool.free.shift();
  if (free !== undefined) return free;
  const now = Date.now();
  // Whoever makes several in one transaction has the counter already: nobody waits for it longer, and its numbers follow each other.
  const isAgain = pool.lastBy?.deref() === scope.afterCommit;
  const size = now - pool.lastTaken < busy && !isAgain ? block : 1;
  pool.lastTaken = now;
  pool.lastBy = new WeakRef(scope.afterCommit);
  const first = await takeNumbers(scope, kind, size);
  if (size > 1) {
    const rest = Array.from({ length: size - 1 }, (_, index) => first + 1 + index);
    scope.afterCommit(() => pool.free.push(...rest));
  }
  return first;
}

/** Takes `size` consecutive numbers and returns the first. Its counter is held until the commit, so what takes one number leaves no gap. */
export async function takeNumbers(scope: Scope, kind: NumberKind, size: number): Promise<number> {
  const [row] = await scope.rows<{ last: number }>(
    `insert into number_counters (organization_id, kind, last) values ($1, $2, $3)
     on conflict (organization_id, kind) do update set last = number_counters.last + excluded.last returning last`,
    [scope.organizationId, kind, size]);
  return row!.last - size + 1;
}
