import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Scope } from './in-org.ts';
import { NotFound, Stale } from './problems.ts';

/** What every record with rules has. */
export interface OwnedRecord extends ObjectLiteral {
  organizationId: string;
  id: string;
  version: number;
  updatedAt?: Date;
}

/** Locks a record of the caller's organization until the end of the transaction. Throws {@link NotFound}. */
export async function lockRecord<T extends OwnedRecord>(
  { tx, organizationId }: Scope, entity: EntityTarget<T>, id: string, noun: string,
): Promise<T> {
  const found = await tx.createQueryBuilder(entity, 'r')
    .where('r.organizationId = :organizationId and r.id = :id', { organizationId, id })
    .setLock('pessimistic_write')
    .getOne();
  if (!found) throw new NotFound(noun);
  return found;
}

/** Throws {@link Stale} with the current record when the caller saw another version. */
export async function expectVersion(record: { version: number }, ifMatch: number | null, current: () => Promise<unknown> | unknown): Promise<void> {
  if (ifMatch !== null && ifMatch !== record.version) throw new Stale(await current());
}

/**
 * Writes the named changes of a locked record, counting its version, and returns what really changed as `{ field: { from, to } }`
 * for the event. Nothing is written, and no version counted, where nothing changed.
 */
export async function applyChanges<T extends OwnedRecord>(
  { tx, organizationId, now }: Pick<Scope, 'tx' | 'organizationId' | 'now'>, entity: EntityTarget<T>, record: T, changes: Partial<T>,
): Promise<{ [field: string]: { from: unknown; to: unknown } }> {
  const changed = differences(record, changes);
  const names = Object.keys(changed);
  if (names.length === 0) return changed;
  const values = Object.fromEntries(names.map((name) => [name, changed[name]!.to]));
  Object.assign(record, values, { version: record.version + 1, ...('updatedAt' in record ? { updatedAt: now } : {}) });
  await update(tx, entity, organizationId, record.id, { ...values, version: record.version, ...('updatedAt' in record ? { updatedAt: now } : {}) });
  return changed;
}

/** What of the named changes is not so already. */
export function differences<T extends object>(record: T, changes: Partial<T>): { [field: string]: { from: unknown; to: unknown } } {
  const changed: { [field: string]: { from: unknown; to: unknown } } = {};
  for (const [field, to] of Object.entries(changes)) {
    const from: unknown = record[field as keyof T];
    if (to !== undefined && !same(from, to)) changed[field] = { from: from ?? null, to };
  }
  return changed;
}

const update = <T extends OwnedRecord>(tx: EntityManager, entity: EntityTarget<T>, organizationId: string, id: string, values: object) =>
  tx.createQueryBuilder().update(entity).set(values as never).where('organizationId = :organizationId and id = :id', { organizationId, id })
    .updateEntity(false).execute();

function same(from: unknown, to: unknown): boolean {
  if (from instanceof Date && to instanceof Date) return from.getTime() === to.getTime();
  if (typeof from === 'object' && from !== null) return JSON.stringify(from) === JSON.stringify(to);
  return from === to || (from ?? null) === (to ?? null);
}

/** SQLSTATE 23505: told by its code, never by the constraint's name, which a sharded engine changes. */
export const isUniqueViolation = (error: unknown): boolean => (error as { code?: string; driverError?: { code?: string } }).code === '23505'
  || (error as { driverError?: { code?: string } }).driverError?.code === '23505';

/** SQLSTATE 23503: something still refers to the record, or what it refers to is not there. */
export const isForeignKeyViolation = (error: unknown): boolean => (error as { code?: string; driverError?: { code?: string } }).code === '23503'
  || (error as { driverError?: { code?: string } }).driverError?.code === '23503';
