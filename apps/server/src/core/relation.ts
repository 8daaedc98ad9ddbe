/** What is needed of a scope; it needs this file for its events. */
interface Door {
  organizationId: string;
  rows<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]>;
}

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface RelationOptions {
  /** Columns that no row fills take part too. */
  empty?: boolean;
  /** Properties that are no columns. */
  except?: readonly string[];
}

/** Rows as a relation in SQL: the names of its columns beside `organization_id`, `(select …)`, and the parameters of that, of which `$1` is the organization. */
export interface Relation { columns: string; relation: string; values: unknown[] }

/**
 * Rows of a table, their properties in camel case, as what a statement may select from: with the columns that any of them fills, or with `empty` those that any
 * of them has. What is the same in all rows is sent once and the rest as an array for each column: reading rows as JSON costs PostgreSQL three to seven times as
 * much, and was more than a third of what an import took in the database.
 */
export async function relationOf(
  { rows: ask, organizationId }: Door, table: string, rows: readonly object[], { empty = false, except = [] }: RelationOptions = {},
): Promise<Relation> {
  const types = await columnTypes(ask, table);
  const columns: string[] = [];
  const values: unknown[] = [organizationId];
  const single = ['$1::uuid as organization_id'];
  const listed: { column: string; type: ColumnType; place: string }[] = [];
  for (const field of fieldsOf(rows, empty, except)) {
    const column = snakeCase(field);
    const type = types.get(column);
    if (!type) throw new Error(`${table} has no column ${column}.`);
    const value = valueOf(type, rows.map((row) => (row as { [field: string]: unknown })[field]));
    columns.push(column);
    values.push(value.same ?? value.list);
    const place = `$${values.length}`;
    if (value.list === undefined) single.push(`${place}::${type.name} as ${column}`);
    else listed.push({ column, type, place });
  }
  const read = listed.map(({ column, type }) => (type.isArray ? `l.${column}::${type.name}` : `l.${column}`));
  const lists = listed.length > 0
    ? `unnest(${listed.map(({ type, place }) => `${place}::${type.isArray ? 'text' : type.name}[]`).join(', ')}) as l (${listed.map(({ column }) => column).join(', ')})`
    : `generate_series(1, ${rows.length})`;
  return { columns: columns.join(', '), relation: `(select ${[...single, ...read].join(', ')} from ${lists})`, values };
}

/** The properties that any of the rows fills, or with `empty` has, in the order in which they come up; the organization is the scope's. */
function fieldsOf(rows: readonly object[], empty: boolean, except: readonly string[]): Set<string> {
  const fields = new Set<string>();
  for (const row of rows) {
    for (const field in row) {
      const value = (row as { [field: string]: unknown })[field];
      if (empty || (value !== null && value !== undefined)) fields.add(field);
    }
  }
  for (const field of ['organizationId', ...except]) fields.delete(field);
  return fields;
}

interface ColumnType { name: string; isJson: boolean; isArray: boolean }

const typesOfTables = new Map<string, Promise<Map<string, ColumnType>>>();

/** Asked once in the life of a process: a new version of the tables comes with a new process. */
function columnTypes(ask: Door['rows'], table: string): Promise<Map<string, ColumnType>> {
  let types = typesOfTables.get(table);
  if (!types) {
    types = ask<{ column: string } & ColumnType>(
      `select a.attname as column, a.atttypid::regtype::text as name, t.typname in ('json', 'jsonb') as "isJson", t.typcategory = 'A' as "isArray"
         from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`, [table])
      .then((found) => new Map(found.map((type) => [type.column, type])));
    types.catch(() => typesOfTables.delete(table));
    typesOfTables.set(table, types);
  }
  return types;
}

/** What a column is in all rows, or the array of what it is in each. */
function valueOf(type: ColumnType, values: readonly unknown[]): { same: unknown; list?: undefined } | { same?: undefined; list: string } {
  const [first] = values;
  if (values.every((value) => value === first)) return { same: writtenAs(type, first) };
  const written = values.map((value) => writtenAs(type, value));
  const [same] = written;
  return written.every((value) => value === same) ? { same } : { list: arrayLiteral(written, type) };
}

/** A value as the driver takes it, so that what is the same to the database is the same here. */
function writtenAs(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type.isJson) return JSON.stringify(value);
  if (typeof value !== 'object') return value;
  if (type.isArray) return arrayLiteral(value as readonly unknown[]);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return value instanceof Date ? value.toISOString() : value;
}

const special = /["\\]/;

/** As the driver would write it, in a fraction of the time: JSON has no signs that JSON would write otherwise but quotes and strokes, and these in the same way. */
function arrayLiteral(items: readonly unknown[], { isJson = false }: { isJson?: boolean } = {}): string {
  let literal = '{';
  for (const [index, item] of items.entries()) {
    if (index > 0) literal += ',';
    if (item === null) literal += 'null';
    else if (isJson) literal += JSON.stringify(item);
    else if (typeof item === 'string') literal += special.test(item) ? `"${item.replaceAll(/["\\]/g, '\\$&')}"` : `"${item}"`;
    else literal += String(item);
  }
  return `${literal}}`;
}
