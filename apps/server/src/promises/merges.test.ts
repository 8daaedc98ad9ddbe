import type { Lead } from '@lastmile/contracts';
import type pg from 'pg';
import { newId } from '../core/ids.ts';
import { insertRow } from '../core/rows.ts';
import { recountFigures } from '../features/leads/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../features/leads/testing/lead-desk.ts';
import { randomFrom } from '../features/leads/testing/random-leads.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { changedScope, changedStatements, mutantApp } from './testing/mutants.ts';
import { connectAsOwner } from './testing/owner.ts';
import { send } from './testing/send.ts';

/** Merging loses and invents nothing, and undoing it brings every row back as it was: random leads, and all tables before and after. */
const rounds = process.env.LASTMILE_LONG === '1' ? 1000 : 40;
/** Another one each time in the long form only: what one run finds the next has to find, too. */
const seed = Number(process.env.SEED ?? (process.env.LASTMILE_LONG === '1' ? Date.now() % 1_000_000 : 41_172));
const random = randomFrom(seed);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
const maybe = (more: object, chance = 0.5): object => (random() < chance ? more : {});

let server: TestServer;
let desk: LeadDesk;
let database: pg.Client;
let leads: Lead[];
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  database = await connectAsOwner(server);
  leads = await randomLeads(24);
}, 60_000);
afterAll(async () => {
  await database.end();
  await server.stop();
});

/** Leads with something of everything that can hang on one. */
async function randomLeads(count: number): Promise<Lead[]> {
  const { owner, organization } = desk;
  const field = String((await owner.post('/lead-fields', { label: 'Building', type: 'text' })).body.name);
  const tags = await Promise.all(['One', 'Two', 'Three'].map(async (name) => (await owner.post('/tags', { name, color: 'blue' })).body.id as string));
  const people = [owner, await organization.signIn('sales')];
  // A day ends later there.
  await organization.inOrg(({ rows, organizationId }) =>
    rows("update users set timezone = 'America/New_York' where organization_id = $1 and id = $2", [organizationId, people[1]!.user.id]));
  const made: Lead[] = [];
  for (let index = 0; index < count; index += 1) {
    const lead = await desk.add(owner, {
      name: `Lead ${index}`, ownerId: pick([null, ...people.map(({ user }) => user.id)]), tagIds: tags.filter(() => random() < 0.4), source: pick(['referral', 'website', 'manual']),
      ...maybe({ phone: freshPhone() }), ...maybe({ email: `lead${index}@merge.test` }), ...maybe({ city: pick(['Nairobi', 'Nakuru']), street: `Lane ${index}` }),
      ...maybe({ latitude: -1.25 + index / 1000, longitude: 36.8 }), ...maybe({ estimatedValue: `${index}50.50` }), ...maybe({ score: index }), ...maybe({ currentIsp: 'Zuku', notes: `Notes ${index}` }),
      ...maybe({ customFields: { [field]: `Court ${index}` } }), ...maybe({ externalRef: { source: 'crm', reference: String(index) } }),
    });
    const { id: leadId } = lead;
    if (random() < 0.3) await owner.put(`/leads/${leadId}/score`, { score: index, reason: `Reason ${index}` });
    server.clock.advance(600_000);
    if (random() < 0.6) await owner.post('/activities', { leadId, type: 'call', outcome: 'answered', ...maybe({ followUpAt: pick(['2031-01-05', '2031-01-06T08:00:00Z']), followUpNote: 'Next' }) });
    if (random() < 0.4) await owner.post('/activities', { leadId, type: 'meeting', status: 'planned', subject: 'Survey', dueAt: pick(['2031-01-04', '2031-01-07T10:00:00Z']) });
    if (random() < 0.4) await owner.post('/quotes', { leadId, items: [{ description: 'Installation', unitPrice: '3000' }] });
    if (random() < 0.5) await owner.post(`/leads/${leadId}/move`, { stageId: desk.stage('Contacted').id });
    if (random() < 0.2) await owner.post(`/leads/${leadId}/move`, { stageId: desk.stage('Lost').id, lostReason: 'Moved away' });
    await organization.inOrg(async (scope) => {
      const { organizationId, now } = scope;
      if (random() < 0.5) await insertRow(scope, 'lead_captures', { organizationId, id: newId(), leadId, source: 'website', joined: true, capturedBy: 'Site', createdAt: now });
      if (random() < 0.3) await insertRow(scope, 'files', {
        organizationId, id: newId(), leadId, name: 'plan.txt', category: 'document', mediaType: 'text/plain', size: 1, sha256: Buffer.from('00', 'hex'), key: newId(), createdAt: now, updatedAt: now,
      });
      if (random() < 0.5) await scope.rows(`update leads set data = $3 where organization_id = $1 and id = $2`, [organizationId, leadId, JSON.stringify({ [`seen${index}`]: index, same: index })]);
    });
    made.push(lead);
  }
  return made;
}

/** Not asked about: what merging writes to remember, and what follows by itself. A lead's version and time of change go on. */
const aside = /^(events|lead_merge|duplicate_|lead_count|lead_figure|idempotency_keys|sessions|users)/;
const summed: readonly [name: string, sql: string][] = [
  ['counts', `select stage_id, owner_key, sum(leads) as leads, sum(value) as value from (
     select organization_id, stage_id, owner_key, leads, value from lead_counts union all select organization_id, stage_id, owner_key, leads, value from lead_count_deltas) a
     where organization_id = $1 group by 1, 2 having sum(leads) <> 0 or sum(value) <> 0`],
  ['figures', `select measure, day, pipeline_id, owner_key, key, sum(leads) as leads, sum(won) as won, sum(value) as value, sum(replied) as replied, sum(seconds) as seconds from (
     select organization_id, measure, day, pipeline_id, owner_key, key, leads, won, value, replied, seconds from lead_figures where grain = 'day'
     union all select organization_id, measure, day, pipeline_id, owner_key, key, leads, won, value, replied, seconds from lead_figure_deltas) a
     where organization_id = $1 group by 1, 2, 3, 4, 5 having sum(leads) <> 0 or sum(seconds) <> 0 or sum(value) <> 0`],
];

/** One line for each table: how many rows and a digest of them, without these columns. */
async function digests(without: readonly string[] = []): Promise<string[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity order by 1`);
  const lines: string[] = [];
  for (const { name } of tables.filter((table) => !aside.test(table.name))) {
    lines.push(await digest(name, `select to_jsonb(t) - '{version,updated_at}'::text[] - $2::text[] as row from ${name} t where organization_id = $1`, without));
  }
  if (without.length === 0) for (const [name, sql] of summed) lines.push(await digest(name, `select to_jsonb(t) - $2::text[] as row from (${sql}) t`, without));
  return lines;
}
async function digest(name: string, sql: string, without: readonly string[]): Promise<string> {
  const { rows: [found] } = await database.query<{ digest: string }>(
    `select count(*) || ' ' || coalesce(md5(string_agg(x.row::text, '' order by x.row::text)), '') as digest from (${sql}) x`, [desk.organization.organizationId, without]);
  return `${name} ${found!.digest}`;
}

/** What hangs on leads, whichever it hangs on. */
const hanging = async (besides = ''): Promise<string[]> => (await digests(['lead_id', 'is_follow_up', 'due_at', 'at']))
  .filter((line) => /^(activities|files|lead_captures|lead_stage_stays|quotes) /.test(line) && line.split(' ')[0] !== besides);

async function post(path: string, body?: object, app = server.app): Promise<{ [member: string]: unknown }> {
  const payload = body && JSON.stringify(body);
  const answer = await send(app, { method: 'POST', url: `/api/v1${path}`, headers: payload ? { 'content-type': 'application/json' } : {}, payload }, desk.owner);
  if (answer.status > 299) throw new Error(`${path} was answered with ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text) as { [member: string]: unknown };
}

/** Two or three leads become one, sometimes in two steps, with choices. Returns the merges, the last first, and the lead that is there now. */
async function mergeSome(app = server.app): Promise<{ merges: string[]; keptId: string }> {
  const chosen = leads.toSorted(() => random() - 0.5).slice(0, pick([2, 2, 3]));
  const [kept, other, third] = chosen.map(({ id }) => id);
  const fields = Object.fromEntries(['name', 'phone', 'city', 'geo', 'source', 'notes', 'externalRef', 'estimatedValue'].filter(() => random() < 0.4).map((name) => [name, pick([kept!, other!])]));
  const first = await post('/leads/merge', { keepId: kept, mergeIds: [other, ...(third && random() < 0.5 ? [third] : [])], fields }, app);
  const isThere = third && (await desk.owner.get(`/leads/${third}`)).status === 200;
  const second = isThere ? [await post('/leads/merge', { keepId: third, mergeIds: [kept] }, app)] : [];
  return { merges: [...second, first].map(({ mergeId }) => mergeId as string), keptId: (isThere ? third : kept)! };
}

type Row = { [column: string]: unknown };

/** Every lead by its id, with its activities. */
async function leadRows(): Promise<Map<string, Row>> {
  const { rows } = await database.query<{ row: Row }>(
    `select to_jsonb(l) - '{version,updated_at}'::text[] || jsonb_build_object('activities', array(
       select to_jsonb(a) - '{version,updated_at}'::text[] from activities a where a.organization_id = $1 and a.lead_id = l.id order by a.id)) as row
       from leads l where l.organization_id = $1`, [desk.organization.organizationId]);
  return new Map(rows.map(({ row }) => [row.id as string, row]));
}

/** What may be otherwise on a lead that was worked on: where it stands, what was done and what is planned. */
const worked = [
  'stage_id', 'status', 'rank', 'stage_entered_at', 'lost_reason', 'won_at', 'lost_at', 'furthest_stage_id', 'first_action_at', 'last_activity_at',
  'follow_up_at', 'follow_up_on', 'follow_up_note', 'next_activity_id', 'activities',
];
const without = (row: Row, columns: readonly string[]): Row => Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));

let planned = 0;
/** A day on which nothing else is planned: of two steps at the same moment either may come first. */
const freshDay = (): string => new Date(Date.UTC(2031, 1, 1) + (planned += 1) * 86_400_000).toISOString().slice(0, 10);

/** What is done with leads uses up what is planned for them. */
async function planSomething(): Promise<void> {
  await post('/activities', { leadId: pick(leads).id, type: 'meeting', status: 'planned', subject: 'Survey', dueAt: freshDay() });
  await post('/activities', { leadId: pick(leads).id, type: 'call', outcome: 'answered', followUpAt: freshDay(), followUpNote: 'Next' });
}

/** Somebody works on the lead that was kept: moves it, loses it, opens it again, plans something else. Returns what a step that is planned says. */
async function workOn(id: string, app = server.app): Promise<string> {
  const followUpNote = `Planned since ${planned}`;
  const move = (name: string) => post(`/leads/${id}/move`, { stageId: desk.stage(name).id, ...(name === 'Lost' ? { lostReason: 'Moved away' } : {}) }, app);
  for (const name of pick([['New enquiry'], ['Contacted'], ['Lost'], ['New enquiry', 'Contacted'], ['Lost', 'Contacted']])) await move(name);
  if (random() < 0.4) await post('/activities', { leadId: id, type: 'call', outcome: 'answered', ...maybe({ followUpAt: freshDay(), followUpNote }) }, app);
  if (random() < 0.6) await desk.owner.patch(`/leads/${id}`, { followUpAt: pick([null, freshDay()]), followUpNote });
  return followUpNote;
}

/** A merge is undone after the kept lead was worked on: it stands where it stands by then with what was planned since, and everything else is as it was. */
async function mergeWorkAndUndo(app = server.app): Promise<void> {
  await planSomething();
  const before = await leadRows();
  const { merges, keptId } = await mergeSome(app);
  server.clock.advance(60_000);
  const note = await workOn(keptId, app);
  const [things, left] = [await hanging('activities'), (await leadRows()).get(keptId)!];
  for (const mergeId of merges) await post(`/merges/${mergeId}/undo`, undefined, app);
  expect(await hanging('activities')).toEqual(things);
  for (const [id, { unique_phone: unique, ...row }] of await leadRows()) {
    const aside = ['unique_phone', ...(id === keptId ? worked : [])];
    expect(without(row, aside)).toEqual(without(before.get(id)!, aside));
    const isOpen = ['new', 'in_progress', 'dormant'].includes(row.status as string);
    expect([row.title, unique]).toEqual([row.title, isOpen ? row.phone : null]);
    if (id !== keptId) continue;
    const staying = ['stage_id', 'status', ...(left.follow_up_note === note ? ['follow_up_on', 'follow_up_note'] : [])];
    expect(row).toMatchObject(Object.fromEntries(staying.map((column) => [column, left[column]])));
  }
}

test(`merging ${rounds} times and undoing it loses and invents nothing`, async () => {
  const [before, things] = [await digests(), await hanging()];
  console.log(`merges: seed ${seed}, ${before.length} digests`);
  for (let round = 0; round < rounds; round += 1) {
    const { merges } = await mergeSome();
    expect([round, ...await hanging()]).toEqual([round, ...things]);
    for (const mergeId of merges) expect((await post(`/merges/${mergeId}/undo`)).kept).toEqual([]);
    expect([round, ...await digests()]).toEqual([round, ...before]);
  }
  expect(await desk.organization.inOrg(recountFigures)).toBe(0);
}, rounds * 2_000);

test('a server that forgets to bring back how long leads stood in their stages is found out', async () => {
  const mutant = await mutantApp(server.services, changedScope(server.services.inOrg, ({ write }) => ({
    write: (sql, values) => { if (!(sql.includes('update lead_stage_stays') && sql.includes('lead_merge_rows'))) write(sql, values); },
  })));
  const before = await digests();
  try {
    const differing = async () => (await digests()).filter((line, index) => line !== before[index]).map((line) => line.split(' ')[0]);
    // Some leads have left no stage yet.
    for (let round = 0; round < 40 && !(await differing()).includes('lead_stage_stays'); round += 1) {
      for (const mergeId of (await mergeSome(mutant)).merges) await post(`/merges/${mergeId}/undo`, undefined, mutant);
    }
    expect(await differing()).toContain('lead_stage_stays');
  } finally {
    await mutant.close();
  }
}, 90_000);

test(`undoing ${rounds} merges after the kept lead was worked on brings back everything but what was done with it since`, async () => {
  for (let round = 0; round < rounds; round += 1) await mergeWorkAndUndo();
  expect(await desk.organization.inOrg(recountFigures)).toBe(0);
}, rounds * 2_000);

test.each([
  ['puts the kept lead back where it stood before it was moved on', 'stage_id',
    (sql: string) => (sql.includes('jsonb_populate_record(null::leads, m.before)') ? sql.replace('update leads l set ', 'update leads l set stage_id = b.stage_id, status = b.status, ') : sql)],
  ['gives what was planned since to the lead whose step that was', 'subject', (sql: string) => sql.replace(/subject = p\.subject,.*?(?=status = p)/, '')],
  ['leaves what was called off with the kept lead called off', 'cancelled', (sql: string) => sql.replace("a.id is null or a.status = 'cancelled'", 'a.id is null')],
])('a server that %s is found out', async (_, told, change) => {
  const mutant = await mutantApp(server.services, changedStatements(server.services.inOrg, change));
  try {
    await expect((async () => {
      for (let round = 0; round < 150; round += 1) await mergeWorkAndUndo(mutant);
    })()).rejects.toThrow(told);
  } finally {
    await mutant.close();
  }
}, 180_000);
