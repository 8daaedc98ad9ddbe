import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../packages/launcher/src/testing/test-database.ts';
import { roleRules } from './role-rules.ts';
import { tracesOfWork } from '../features/leads/index.ts';
import { leadReferences } from '../features/merges/index.ts';
import { definerFunctions, tableRules } from './table-rules.ts';

let database: TestDatabase;
let owner: pg.Client;
let role: string;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  role = new URL(database.url).username;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** What a check says while a change is in place that breaks the rule. */
async function withFault<Found>(sql: string, check: () => Promise<Found>): Promise<Found> {
  await owner.query('begin');
  try {
    await owner.query(sql);
    return await check();
  } finally {
    await owner.query('rollback');
  }
}

describe('business tables', () => {
  test.each(Object.entries(tableRules))('%s', async (_, rule) => {
    expect(await rule(owner)).toEqual([]);
  });

  const orderly = 'organization_id uuid not null references organizations (id), id uuid not null';
  test.each([
    [
      'a table that is no reference table has an organization',
      'create table planted (id uuid primary key)',
      ['planted'],
    ],
    ['row-level security is enabled and forced', 'alter table offers no force row level security', ['offers']],
    ['row-level security is enabled and forced', 'alter table leads disable row level security', ['leads']],
    [
      'one policy holds reading and writing to the organization of the setting, for everybody',
      'drop policy organization on stages; create policy organization on stages using (organization_id = current_organization()) with check (true)',
      ['stages'],
    ],
    [
      'one policy holds reading and writing to the organization of the setting, for everybody',
      'create policy another on stages using (true)',
      ['stages'],
    ],
    [
      'every index leads with the organization: primary keys, unique constraints and plain ones',
      'create index planted on leads (phone)',
      ['leads: planted'],
    ],
    [
      'every index leads with the organization: primary keys, unique constraints and plain ones',
      'create unique index planted on users (lower(email), organization_id)',
      ['users: planted'],
    ],
    ['every table has a primary key', `create table planted (${orderly})`, ['planted']],
    [
      'a foreign key to another business table leads with the organization on both sides',
      `alter table teams add unique (id); alter table users add constraint planted foreign key (team_id) references teams (id)`,
      ['users: planted'],
    ],
    [
      'what refers to a lead is found by an index with all of its rows',
      'drop index activities_lead; create index planted on activities (organization_id, lead_id) where deleted_at is null',
      ['activities.lead_id'],
    ],
    [
      'there is no view, which would read past the policies as its owner',
      'create view planted as select * from leads',
      ['planted'],
    ],
    [
      'the functions that run as the owner are the known ones, with a search path of their own',
      'create function planted() returns bigint language sql security definer as $$ select count(*) from leads $$',
      ['planted (no search_path)'],
    ],
  ])('a fault in “%s” is found: %s', async (demand, fault, expected) => {
    expect(await withFault(fault, () => tableRules[demand]!(owner))).toEqual(expected);
  });
});

describe('the role that the server runs as', () => {
  test.each(Object.entries(roleRules))('%s', async (_, rule) => {
    expect(await rule(owner, role)).toEqual([]);
  });

  test.each([
    [
      'is an ordinary role that no other lends its rights to',
      (name: string) => `alter role ${name} bypassrls`,
      ['bypassrls'],
    ],
    ['owns nothing', (name: string) => `alter table teams owner to ${name}`, expect.arrayContaining(['teams'])],
    [
      'makes nothing in a schema that others read from',
      (name: string) => `grant create on schema public to ${name}`,
      ['public'],
    ],
    [
      'does not truncate, refer to or put triggers on any table',
      (name: string) => `grant truncate on leads to ${name}`,
      ['leads'],
    ],
    ['neither changes nor removes events', (name: string) => `grant update (changes) on events to ${name}`, ['update']],
    ['does not see or change which migrations ran', () => 'grant select on schema_migrations to public', ['select']],
  ])('a fault in “%s” is found', async (demand, fault, expected) => {
    expect(await withFault(fault(role), () => roleRules[demand]!(owner, role))).toEqual(expected);
  });
});

/** Columns by which tables refer to leads, that of the organization left out. */
const referringToLeads = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.conrelid::regclass || '.' || a.attname as name
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'f' and c.confrelid = 'leads'::regclass and a.attname <> 'organization_id'`);
  return rows.map(({ name }) => name).toSorted();
};

test('merging leads knows every column that refers to one: what is moved, and what stays with the reason', async () => {
  expect(await referringToLeads()).toEqual(Object.keys(leadReferences).toSorted());
  const planted = await withFault(
    'create table planted (organization_id uuid, lead_id uuid, foreign key (organization_id, lead_id) references leads (organization_id, id))', referringToLeads);
  expect(planted).toContain('planted.lead_id');
});

test('taking back leads that were made in one go knows every column that refers to one: what tells of work on it, and what goes with it', async () => {
  expect(await referringToLeads()).toEqual(Object.keys(tracesOfWork).toSorted());
  const { rows } = await owner.query<{ name: string }>(
    `select c.conrelid::regclass || '.' || a.attname as name
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'f' and c.confrelid = 'leads'::regclass and a.attname <> 'organization_id' and c.confdeltype = 'c'`);
  // Tags are taken off before the lead goes.
  const goes = [...rows.map(({ name }) => name), 'lead_tags.lead_id'];
  for (const [column, trace] of Object.entries(tracesOfWork)) if (trace === 'goes with it') expect(goes).toContain(column);
});

test('the functions that run as the owner find what is the setting’s organization’s, and nothing while there is none', async () => {
  const [one, other] = ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'];
  // Foreign keys are not what this is about; as a replica the database does not ask for them.
  await owner.query(`set session_replication_role = replica;
    insert into leads (organization_id, id, number, title, name, city, source, pipeline_id, stage_id, status, rank, stage_entered_at, search_text, created_at, updated_at)
    values ('${one}', '${one}', 1, 'Asha', 'Asha', 'Nairobi', 'manual', '${one}', '${one}', 'new', 'a0', now(), ' asha', now(), now());
    insert into activities (organization_id, id, lead_id, type, search_text, done_at, created_at, updated_at)
    values ('${one}', '${one}', '${one}', 'call', ' asha', now(), now(), now());
    insert into subscribers (organization_id, id, number, name, status, search_text, created_at, updated_at)
    values ('${one}', '${one}', 1, 'Asha', 'active', ' asha', now(), now());
    insert into items (organization_id, id, sku, name, serial_tracking, low_stock_threshold, unit, search_text, created_at, updated_at)
    values ('${one}', '${one}', 'A', 'Router', false, 5, 'piece', ' router', now(), now());
    insert into leads (organization_id, id, number, title, source, pipeline_id, stage_id, status, rank, stage_entered_at, search_text, created_at, updated_at, deleted_at)
    values ('${one}', '${other}', 2, 'Gone', 'manual', '${one}', '${one}', 'new', 'a0', now(), ' gone', now(), now(), now());
    insert into quotes (organization_id, id, number, lead_id, status, currency, tax_name, created_at, updated_at)
    values ('${one}', '${one}', 'Q-1', '${one}', 'draft', 'KES', 'VAT', now(), now());
    insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_name, changes, at)
    values ('${one}', '${one}', 'lead.updated', 'lead', '${other}', 'system', 'x', '{"name": "Gone"}', now());
    insert into lead_merges (organization_id, id, lead_id, before, after, merged_at, merged_by_name, undoable_until)
    values ('${one}', '${one}', '${one}', '{}', '{}', now(), 'x', now());
    insert into lead_merge_sources (organization_id, merge_id, lead_id, before) values ('${one}', '${one}', '${other}', '{}');
    insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_name, changes, at)
    values ('${one}', '${other}', 'lead.merged', 'lead', '${one}', 'system', 'x', '{"mergeId": "${one}", "left": ["Gone"]}', now());
    set session_replication_role = origin`);
  const calls = [
    "select count(*)::int as found from search_leads('%', null, 10)",
    "select count(*)::int as found from similar_leads('{null}', '{Asha}', '{null}', '{null}', '{null}', '{null}', '{Nairobi}', 10)",
    "select count(*)::int as found from search_activities('%', null, 10)",
    "select count(*)::int as found from search_subscribers('%', 10)",
    "select count(*)::int as found from search_items('%', 10)",
    "select count(*)::int as found from search_quotes('%q-1%', 10)",
    `select erase_lead_events('${other}') as found`,
    `select erase_merge_events('${other}') as found`,
  ];
  // One of them finds nothing for anybody.
  const finding = Object.keys(definerFunctions).filter((name) => name !== 'refresh_statistics');
  expect(calls.map((call) => /(\w+)\('/.exec(call)![1])).toEqual(expect.arrayContaining(finding));
  expect(calls).toHaveLength(finding.length);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const foundIn = async (call: string, organization: string) => {
    await client.query(`begin; set local app.organization_id = '${organization}'`);
    const { rows } = await client.query<{ found: number }>(call);
    await client.query('commit');
    return rows[0]!.found;
  };
  try {
    for (const call of calls) {
      expect((await client.query(call)).rows).toEqual([{ found: 0 }]);
      expect(await foundIn(call, one)).toBe(1);
      expect(await foundIn(call, other)).toBe(0);
      // After a transaction the setting reads '' and not null.
      expect((await client.query(call)).rows).toEqual([{ found: 0 }]);
    }
  } finally {
    await client.end();
  }
});
