import type { Scope } from './in-org.ts';

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Inserts one row, its properties in camel case. With `orNothing` a row that would break a unique constraint is not inserted and the answer
 * is false: the transaction goes on and can look up what it met.
 */
export async function insertRow({ rows }: Pick<Scope, 'rows'>, table: string, values: object, { orNothing = false } = {}): Promise<boolean> {
  const entries = Object.entries(values);
  const columns = entries.map(([name]) => snakeCase(name)).join(', ');
  const places = entries.map((_, index) => `$${index + 1}`).join(', ');
  const inserted = await rows(
    `insert into ${table} (${columns}) values (${places})${orNothing ? ' on conflict do nothing' : ''} returning 1`,
    entries.map(([, value]) => value));
  return inserted.length > 0;
}

/** Small enough that a statement's text stays a few megabytes. */
const together = 2000;

/**
 * Inserts many rows, their properties in camel case, in few statements. Their columns are those that any of them fills. With `orNothing` those that would
 * break a unique constraint are left out, and the answer is the ids of the others.
 */
export async function insertRows(
  { rowsPlannedAnew, organizationId }: Pick<Scope, 'rowsPlannedAnew' | 'organizationId'>, table: string, rows: readonly object[], { orNothing = false } = {},
): Promise<string[]> {
  const returned: string[] = [];
  for (let start = 0; start < rows.length; start += together) {
    const names = new Map<string, string>([['organizationId', 'organization_id']]);
    const records = rows.slice(start, start + together).map((row) => recordOf(row, organizationId, names));
    const columns = [...names.values()].join(', ');
    const inserted = await rowsPlannedAnew<{ id: string }>(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)
       ${orNothing ? 'on conflict do nothing returning id' : ''}`, [JSON.stringify(records)]);
    for (const { id } of inserted) returned.push(id);
  }
  return returned;
}

/** A row without what is empty in it, which is most of a lead; the names of its columns are added to `names`. */
function recordOf(row: object, organizationId: string, names: Map<string, string>): object {
  const record: { [column: string]: unknown } = { organization_id: organizationId };
  for (const field in row) {
    const value = (row as { [field: string]: unknown })[field];
    if (value === null || value === undefined) continue;
    let column = names.get(field);
    if (column === undefined) names.set(field, column = snakeCase(field));
    record[column] = value;
  }
  return record;
}
