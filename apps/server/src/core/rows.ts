import type { Scope } from './in-org.ts';
import { relationOf, snakeCase } from './relation.ts';
import { inSavepoint } from './savepoint.ts';

export { snakeCase } from './relation.ts';

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
const uniqueViolation = '23505';

/**
 * Inserts many rows, their properties in camel case, in few statements. Their columns are those that any of them fills. With `orNothing` those that would
 * break a unique constraint are left out, and the answer is the ids of the others. What is no column is named in `except`.
 */
export async function insertRows(
  scope: Scope, table: string, rows: readonly object[], { orNothing = false, except = [] }: { orNothing?: boolean; except?: readonly string[] } = {},
): Promise<string[]> {
  const returned: string[] = [];
  for (let start = 0; start < rows.length; start += together) {
    const { columns, relation, values } = await relationOf(scope, table, rows.slice(start, start + together), { except });
    const insert = (ending: string) => scope.rowsPlannedAnew<{ id: string }>(
      `insert into ${table} (organization_id, ${columns}) select organization_id, ${columns} from ${relation} r ${ending}`, values);
    const inserted = orNothing ? await allOrThoseThatCan(scope, insert) : await insert('');
    for (const { id } of inserted) returned.push(id);
  }
  return returned;
}

/** Looking what is in the way before each row costs a tenth of the insert: it is done where one turned out to be. */
async function allOrThoseThatCan(scope: Scope, insert: (ending: string) => Promise<{ id: string }[]>): Promise<{ id: string }[]> {
  const attempt = await inSavepoint(scope, () => insert('returning id'));
  if ('result' in attempt) return attempt.result;
  if ((attempt.error as { code?: string }).code !== uniqueViolation) throw attempt.error;
  return insert('on conflict do nothing returning id');
}
