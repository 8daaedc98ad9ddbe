import type pg from 'pg';

type Rule = (client: pg.Client, role: string) => Promise<string[]>;

const namesOf = async (client: pg.Client, sql: string, values: unknown[]): Promise<string[]> =>
  (await client.query<{ name: string }>(sql, values)).rows.map(({ name }) => name);

const tables = `select c.oid, c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`;

/** What the role that requests and jobs run as may not be and may not do; each rule answers with what it found. */
export const roleRules: { readonly [demand: string]: Rule } = {
  'is an ordinary role that no other lends its rights to': (client, role) =>
    namesOf(
      client,
      `select 'superuser' as name from pg_roles where rolname = $1 and rolsuper
     union all select 'bypassrls' from pg_roles where rolname = $1 and rolbypassrls
     union all select 'createdb' from pg_roles where rolname = $1 and rolcreatedb
     union all select 'createrole' from pg_roles where rolname = $1 and rolcreaterole
     union all select 'replication' from pg_roles where rolname = $1 and rolreplication
     union all select 'member of ' || m.roleid::regrole from pg_auth_members m where m.member = $1::regrole`,
      [role],
    ),

  'owns nothing': (client, role) =>
    namesOf(
      client,
      `select c.relname as name from pg_class c where c.relowner = $1::regrole
     union all select p.proname from pg_proc p where p.proowner = $1::regrole
     union all select n.nspname from pg_namespace n where n.nspowner = $1::regrole
     union all select t.typname from pg_type t where t.typowner = $1::regrole
     union all select d.datname from pg_database d where d.datdba = $1::regrole and d.datname = current_database()`,
      [role],
    ),

  'makes nothing in a schema that others read from': (client, role) =>
    namesOf(
      client,
      `select n.nspname as name from pg_namespace n where n.nspname !~ '^pg_' and has_schema_privilege($1, n.oid, 'create')`,
      [role],
    ),

  'does not truncate, refer to or put triggers on any table': (client, role) =>
    namesOf(
      client,
      `select t.name from (${tables}) t where has_table_privilege($1, t.oid, 'truncate, references, trigger')`,
      [role],
    ),

  'neither changes nor removes events': (client, role) =>
    namesOf(
      client,
      `select p.privilege as name from unnest(array['update', 'delete']) p (privilege)
      where has_table_privilege($1, 'events', p.privilege) or has_any_column_privilege($1, 'events', 'update') and p.privilege = 'update'`,
      [role],
    ),

  'does not see or change which migrations ran': (client, role) =>
    namesOf(
      client,
      `select p.privilege as name from unnest(array['select', 'insert', 'update', 'delete']) p (privilege)
      where has_table_privilege($1, 'schema_migrations', p.privilege)`,
      [role],
    ),
};
