import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const directory = path.resolve(import.meta.dirname, '../../../../migrations');

/** Those that saw no organization and ran before this was a rule, with what makes up for it. */
const madeUpFor: { readonly [file: string]: string } = {
  '0037_quotes.sql': '0072_settings_of_all_organizations.sql',
  '0049_notification_settings.sql': '0072_settings_of_all_organizations.sql',
};

/** Statements outside of functions that read or write rows, as far as they say so in their first word. */
const statementsIn = (sql: string): string[] => sql
  .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, '')
  .replaceAll(/--.*$/gm, '')
  .split(';')
  .map((statement) => statement.trim())
  .filter((statement) => /^(with|update|insert into|delete from)\b/i.test(statement));

/** Tables whose rows a migration touches while row-level security binds it, owner as it is: without an organization it would find none of them. */
function blindTo(sql: string): string[] {
  const seen = new Set([...sql.matchAll(/alter table (\w+) no force row level security/g)].map(([, table]) => table));
  const named = new Set([...sql.matchAll(/\b(\w+) as \(\s*(?:select|insert|update|delete)/gi)].map(([, name]) => name));
  const touched = statementsIn(sql).flatMap((statement) => [...statement.matchAll(/\b(?:from|join|update|into)\s+([a-z_]+)\b/g)].map(([, table]) => table!));
  return [...new Set(touched)].filter((table) => !seen.has(table) && !named.has(table) && table !== 'set');
}

test('a migration that touches rows sees those of all organizations', () => {
  const files = readdirSync(directory).filter((file) => file.endsWith('.sql'));
  expect(files.length).toBeGreaterThan(40);
  const blind = files.flatMap((file) => {
    const tables = blindTo(readFileSync(path.join(directory, file), 'utf8'));
    return tables.length > 0 && !madeUpFor[file] ? [`${file}: ${tables.join(', ')}`] : [];
  });
  expect(blind).toEqual([]);
});

test('one that does not is found', () => {
  expect(blindTo('update leads l set won_at = now() from stages s where s.id = l.stage_id;')).toEqual(['leads', 'stages']);
  expect(blindTo("alter table leads no force row level security;\nwith old as (\n  select id from leads)\ninsert into events (id) select id from old;")).toEqual(['events']);
  expect(blindTo('create function touched() returns int as $$ begin update leads set won_at = null; end $$;')).toEqual([]);
});
