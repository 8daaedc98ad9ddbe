import type pg from 'pg';

/** What a rule finds wrong, one line each; an empty list where it holds. */
type Rule = (client: pg.Client) => Promise<string[]>;

/** Tables of no organization, each with why it may be read before an organization is known. */
export const referenceTables: { readonly [table: string]: string } = {
  organizations: 'says only that an organization exists',
  tenant_lookup: 'finds the organization of an email hash or a public form, before any of its rows may be read',
  sign_in_attempts: 'counts failures per source, before it is known who signs in',
  schema_migrations: 'is the migration runner’s; the running role has no rights on it',
};

/** Functions that run as the owner, and so past the policies, each with why. */
export const definerFunctions: { readonly [name: string]: string } = {
  search_leads: 'row-level security keeps the trigram index from being used; takes the organization from the setting',
  search_quotes: 'as search_leads',
  similar_leads: 'the same for leads with a similar name',
  search_activities: 'the same for activities',
  search_subscribers: 'the same for subscribers',
  search_items: 'the same for items',
  erase_merge_events: 'the same for what a merge told of the person',
  refresh_statistics: 'only the owner may; returns nothing',
  erase_lead_events: 'events are append-only but for the erasing of a person; takes the organization from the setting',
};

const namesOf = async (client: pg.Client, sql: string, values: unknown[] = []): Promise<string[]> =>
  (await client.query<{ name: string }>(sql, values)).rows.map(({ name }) => name);

/** Every table in `public` but those above. */
const business = `select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> all ($1)`;
const references = Object.keys(referenceTables);

const firstColumnIs = (column: string, table: string) =>
  `(select a.attname from pg_attribute a where a.attrelid = ${table} and a.attnum = ${column}) = 'organization_id'`;

/** What holds of the tables, as migrated. Each is named for what it demands. */
export const tableRules: { readonly [demand: string]: Rule } = {
  'a table that is no reference table has an organization': (client) =>
    namesOf(
      client,
      `select b.relname as name from (${business}) b where not exists (
       select from pg_attribute a where a.attrelid = b.oid and a.attname = 'organization_id' and a.attnotnull)`,
      [references],
    ),

  'row-level security is enabled and forced': (client) =>
    namesOf(
      client,
      `select b.relname as name from (${business}) b join pg_class c on c.oid = b.oid
      where not (c.relrowsecurity and c.relforcerowsecurity)`,
      [references],
    ),

  'one policy holds reading and writing to the organization of the setting, for everybody': (client) =>
    namesOf(
      client,
      `select b.relname as name from (${business}) b where (
       select count(*) filter (where p.polcmd = '*' and p.polpermissive and p.polroles = '{0}'
           and pg_get_expr(p.polqual, p.polrelid) like '(organization_id = %app.organization_id%'
           and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)) <> 1 or count(*) <> 1
         from pg_policy p where p.polrelid = b.oid)`,
      [references],
    ),

  'every index leads with the organization: primary keys, unique constraints and plain ones': (client) =>
    namesOf(
      client,
      `select b.relname || ': ' || i.indexrelid::regclass as name from (${business}) b join pg_index i on i.indrelid = b.oid
      where ${firstColumnIs('i.indkey[0]', 'b.oid')} is not true`,
      [references],
    ),

  'every table has a primary key': (client) =>
    namesOf(
      client,
      `select b.relname as name from (${business}) b where not exists (
       select from pg_constraint k where k.conrelid = b.oid and k.contype = 'p')`,
      [references],
    ),

  'a foreign key to another business table leads with the organization on both sides': (client) =>
    namesOf(
      client,
      `select b.relname || ': ' || k.conname as name from (${business}) b
       join pg_constraint k on k.conrelid = b.oid and k.contype = 'f'
       join (${business}) target on target.oid = k.confrelid
      where (${firstColumnIs('k.conkey[1]', 'b.oid')} and ${firstColumnIs('k.confkey[1]', 'target.oid')}) is not true`,
      [references],
    ),

  'what refers to a lead is found by an index with all of its rows': (client) =>
    namesOf(
      client,
      // Leads are deleted by the thousand where an import is taken back. A partial index does not serve the check of a foreign key, unless it leaves out only
      // what refers to nothing: each lead would read through all that the organization has of that table.
      `select b.relname || '.' || a.attname as name from (${business}) b
       join pg_constraint k on k.conrelid = b.oid and k.contype = 'f' and k.confrelid = 'leads'::regclass
       join pg_attribute a on a.attrelid = b.oid and a.attnum = k.conkey[2]
      where not exists (
        select from pg_index i where i.indrelid = b.oid and i.indkey[0] = k.conkey[1] and i.indkey[1] = k.conkey[2]
           and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))) order by 1`,
      [references],
    ),

  'there is no view, which would read past the policies as its owner': (client) =>
    namesOf(
      client,
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))`,
    ),

  'the functions that run as the owner are the known ones, with a search path of their own': async (client) => {
    const found = await namesOf(
      client,
      `select p.proname || case when exists (select from unnest(p.proconfig) s where s like 'search_path=%') then '' else ' (no search_path)' end as name
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef order by 1`,
    );
    const known = Object.keys(definerFunctions);
    return [
      ...found.filter((name) => !known.includes(name)),
      ...known.filter((name) => !found.includes(name)).map((name) => `${name} is gone`),
    ];
  },
};
