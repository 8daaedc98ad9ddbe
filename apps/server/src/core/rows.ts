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
