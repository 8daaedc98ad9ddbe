import type { Scope } from '../../core/in-org.ts';
import { snakeCase } from '../../core/relation.ts';

/** What really changed, in the form events carry it. */
export type FieldChanges = { [field: string]: { from: unknown; to: unknown } };

/** The fields of `changes` that differ from the row; a field that is not named, or named as it is, is none. */
export function changedFields<Row extends object>(row: Row, changes: Partial<Row>): FieldChanges {
  const changed: FieldChanges = {};
  for (const [field, to] of Object.entries(changes)) {
    const from: unknown = row[field as keyof Row] ?? null;
    if (to !== undefined && !same(from, to)) changed[field] = { from, to };
  }
  return changed;
}

/** Lists are the same where they have the same members in their order. */
const same = (from: unknown, to: unknown): boolean => from === to || (Array.isArray(from) && JSON.stringify(from) === JSON.stringify(to));

interface Target {
  /** A constant: it becomes part of the statement. */
  table: string;
  /** Null for the settings, of which an organization has one row. */
  id: string | null;
  /** Whether the table keeps when it was last changed. */
  dated: boolean;
}

/** Writes the changed fields of a locked row and counts its version. Writes nothing where nothing changed. */
export async function writeChanges(scope: Scope, { table, id, dated }: Target, changed: FieldChanges): Promise<void> {
  const fields = Object.keys(changed);
  if (fields.length === 0) return;
  const unusable = fields.find((field) => !/^[a-zA-Z]+$/.test(field));
  if (unusable) throw new Error(`${unusable} is not the name of a field of ${table}.`);
  const values: unknown[] = [scope.organizationId];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const assignments = fields.map((field) => `${snakeCase(field)} = ${parameter(changed[field]!.to)}`);
  if (dated) assignments.push(`updated_at = ${parameter(scope.now)}`);
  const condition = id === null ? '' : ` and id = ${parameter(id)}`;
  await scope.rowsPlannedAnew(
    `update ${table} set ${assignments.join(', ')}, version = version + 1 where organization_id = $1${condition}`, values);
}
