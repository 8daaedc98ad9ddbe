/** What only the tables' owner sees: every organization's rows at once. */
import pg from 'pg';
import { withDatabase } from '../../../../../packages/launcher/src/postgres/database.ts';
import { testAddresses } from '../../../../../packages/launcher/src/testing/test-postgres.ts';
import type { TestServer } from '../../testing/index.ts';

/** A connection to the server's database as its owner, whom no policy holds. */
export async function connectAsOwner({ services }: Pick<TestServer, 'services'>): Promise<pg.Client> {
  const database = new URL(services.databaseUrl).pathname.slice(1);
  const client = new pg.Client({ connectionString: withDatabase(testAddresses()!.ownerUrl, database) });
  await client.connect();
  return client;
}

const businessTables = async (owner: pg.Client): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity order by 1`,
  );
  return rows.map(({ name }) => name);
};

/** One digest of all rows that an organization has, to see that nothing of them changed. */
export async function digestOf(owner: pg.Client, organizationId: string): Promise<string> {
  const {
    rows: [counts],
  } = await owner.query<{ digest: string }>(
    `select md5(string_agg(c::text, '' order by c::text)) as digest from (
       select stage_id, owner_key, sum(leads) as leads, sum(value) as value from (
         select stage_id, owner_key, leads, value from lead_counts where organization_id = $1
         union all select stage_id, owner_key, leads, value from lead_count_deltas where organization_id = $1) a
        group by stage_id, owner_key having sum(leads) <> 0 or sum(value) <> 0) c`,
    [organizationId],
  );
  const {
    rows: [figures],
  } = await owner.query<{ digest: string }>(
    `select md5(string_agg(f::text, '' order by f::text)) as digest from (
       select measure, day, pipeline_id, owner_key, key, sum(leads) as leads, sum(won) as won, sum(value) as value, sum(replied) as replied, sum(seconds) as seconds
         from (
           select measure, day, pipeline_id, owner_key, key, leads, won, value, replied, seconds from lead_figures where organization_id = $1 and grain = 'day'
           union all
           select measure, day, pipeline_id, owner_key, key, leads, won, value, replied, seconds from lead_figure_deltas where organization_id = $1) a
        group by measure, day, pipeline_id, owner_key, key
       having sum(leads) <> 0 or sum(won) <> 0 or sum(value) <> 0 or sum(replied) <> 0 or sum(seconds) <> 0) f`,
    [organizationId],
  );
  // Deltas are folded into counts and figures by themselves; what counts is their sum.
  const digests = [`counts ${counts!.digest}`, `figures ${figures!.digest}`];
  for (const table of (await businessTables(owner)).filter((name) => !name.startsWith('lead_count') && !name.startsWith('lead_figure'))) {
    const { rows } = await owner.query<{ digest: string | null }>(
      `select md5(string_agg(md5(t::text), '' order by md5(t::text))) as digest from ${table} t where organization_id = $1`,
      [organizationId],
    );
    digests.push(`${table} ${rows[0]!.digest}`);
  }
  return digests.join('\n');
}

/** The ids of everything that an organization has, its own among them. */
export async function idsOf(owner: pg.Client, organizationId: string): Promise<Set<string>> {
  const ids = new Set([organizationId]);
  for (const table of await businessTables(owner)) {
    const { rows } = await owner.query<{ row: { id?: string } }>(
      `select to_jsonb(t) as row from ${table} t where organization_id = $1`,
      [organizationId],
    );
    for (const { row } of rows) if (row.id) ids.add(row.id);
  }
  return ids;
}

/** Texts with a meaning: stamped, the record would no longer be one. */
const meaningful = [
  'password_hash',
  'request_hash',
  'response',
  'rank',
  'key',
  'sealed_password',
  'timezone',
  'locale',
  'currency',
  'country',
  'phone',
  'unique_phone',
  'email',
  'billing_email',
  'fingerprint',
  'source',
  'host',
  'accent_color',
  'title',
  'zip_code',
  'external_source',
  'external_reference',
];

/** Puts a word into every free text of an organization's rows, also where nothing was written yet. */
export async function stampTexts(owner: pg.Client, organizationId: string, word: string): Promise<number> {
  const { rows: columns } = await owner.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity and a.attgenerated = '' and a.attname <> all ($1)
        and format_type(a.atttypid, null) in ('text', 'jsonb') and not exists (
          select from pg_constraint k where k.conrelid = c.oid and k.contype in ('c', 'f', 'p') and a.attnum = any (k.conkey))`,
    [meaningful],
  );
  for (const { table, column, type } of columns) {
    const stamped =
      type === 'jsonb'
        ? `${column} || jsonb_build_object('word', $2::text)`
        : `$2::text || ' ' || coalesce(${column}, '')`;
    await owner.query(`update ${table} set ${column} = ${stamped} where organization_id = $1`, [organizationId, word]);
  }
  return columns.length;
}
