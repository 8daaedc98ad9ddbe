import { connected } from '../../../../packages/launcher/src/postgres/database.ts';
import { createTestDatabase } from '../../../../packages/launcher/src/testing/test-database.ts';
import { namesOrganization, statementsOn } from './statements.ts';
import { referenceTables } from './table-rules.ts';

let tables: string[];
beforeAll(async () => {
  const database = await createTestDatabase();
  const { rows } = await connected(database.ownerUrl, (client) =>
    client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1)",
      [Object.keys(referenceTables)],
    ),
  );
  tables = rows.map(({ name }) => name);
  await database.drop();
});

/** Statements that are put together of parts: a part of each, and where the organization is named. */
const exceptions: readonly [part: string, why: string][] = [
  ["select 1 from leads l where ${[...conditions, ...owned]", 'the first of the conditions is the organization’s'],
  ['select l.* from leads l where ${[...all', 'the same conditions'],
  ['r.id, r.name, r.host, r.port, r.tls', 'columns and table of a view; each of its uses names the organization'],
];

test('every statement names the organization for every business table in it', () => {
  const statements = statementsOn(tables);
  expect(statements.length).toBeGreaterThan(50);
  const nameless = statements
    .filter(({ text }) => !namesOrganization(text, tables) && !exceptions.some(([part]) => text.includes(part)))
    .map(({ file, text }) => `${file}: ${text.replace(/\s+/g, ' ').slice(0, 120)}`);
  expect(nameless).toEqual([]);
});

test('no exception outlives its statement', () => {
  const statements = statementsOn(tables).filter(({ text }) => !namesOrganization(text, tables));
  expect(exceptions.filter(([part]) => !statements.some(({ text }) => text.includes(part)))).toEqual([]);
});

test.each([
  ['select 1 from leads where id = $1', false],
  ['select 1 from leads where organization_id = $1', true],
  ['select 1 from leads l where organization_id = $1', false],
  ['select 1 from leads l join users u on u.id = l.owner_id where l.organization_id = $1', false],
  [
    'select 1 from leads l join users u on u.organization_id = $1 and u.id = l.owner_id where l.organization_id = $1',
    true,
  ],
  ['update offers set name = $2 where id = $1', false],
])('the check tells: %s', (statement, sound) => {
  expect(namesOrganization(statement, tables)).toBe(sound);
});
