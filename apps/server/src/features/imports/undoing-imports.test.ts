import { createHash } from 'node:crypto';
import { runJob } from '../jobs/index.ts';
import { isLong, kinds, openImportDesk, type ImportDesk } from './testing/import-desk.ts';

let server: ImportDesk['server'];
let organization: ImportDesk['organization'];
let owner: ImportDesk['owner'];
let send: ImportDesk['send'];
let work: ImportDesk['work'];
let read: ImportDesk['read'];
let done: ImportDesk['done'];
let undo: ImportDesk['undo'];
let add: ImportDesk['add'];
let found: ImportDesk['found'];
let lead: ImportDesk['lead'];
beforeAll(async () => {
  ({ server, organization, owner, send, work, read, done, undo, add, found, lead } = await openImportDesk());
});
afterAll(() => server.stop());

/** Everything the organization has, but what only grows: the log, the jobs and imports themselves, and counters of numbers and versions. */
async function everything(): Promise<{ [table: string]: string }> {
  const apart = ['events', 'jobs', 'job_results', 'imports', 'import_pages', 'import_mappings', 'number_counters', 'idempotency_keys', 'sessions'];
  const added = ['lead_counts', 'lead_count_deltas', 'lead_figures', 'lead_figure_deltas'];
  return organization.inOrg(async (scope) => {
    const tables = await scope.rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
        where n.nspname = 'public' and c.relkind = 'r' and not c.relname = any ($1) order by 1`, [[...apart, ...added]]);
    const hashes: { [table: string]: string } = {};
    for (const { name } of tables) {
      const without = name === 'leads' ? " - 'version'" : '';
      const found = await scope.rowsPlannedAnew<{ row: string }>(
        `select (to_jsonb(t)${without})::text as row from ${name} t where t.organization_id = $1 order by 1`, [scope.organizationId]);
      hashes[name] = `${found.length} ${createHash('sha256').update(found.map(({ row }) => row).join('\n')).digest('hex')}`;
    }
    // Counts and figures are what is added up, however much of it is folded in by now.
    const sums = await scope.rows<{ sum: string }>(
      `select row_to_json(c)::text as sum from (
         select 'counts' as what, stage_id::text as of, owner_key, sum(leads) as leads, sum(value) as value from (
           select stage_id, owner_key, leads, value from lead_counts where organization_id = $1
           union all select stage_id, owner_key, leads, value from lead_count_deltas where organization_id = $1) x group by 2, 3 having sum(leads) <> 0 or sum(value) <> 0
         union all
         select measure, key || day, owner_key, sum(leads), sum(value) from (
           select measure, key, day, owner_key, leads, value from lead_figures where organization_id = $1 and grain = 'day'
           union all select measure, key, day, owner_key, leads, value from lead_figure_deltas where organization_id = $1) y group by 1, 2, 3 having sum(leads) <> 0 or sum(value) <> 0
       ) c order by 1`, [scope.organizationId]);
    hashes.sums = sums.map(({ sum }) => sum).join('\n');
    return hashes;
  });
}

describe('undoing', () => {
  const rows = isLong ? 100_000 : 400;
  const broken = rows / 50;
  const base = 30_000_000;
  const line = (index: number) => {
    const phone = `07${String(base + index).padStart(8, '0')}`;
    if (index % 50 === 0) return `Broken ${index},12,Nairobi,,`;
    return `Person ${index},${phone},City ${index % 7},${index % 3 === 0 ? '2031-05-06' : ''},${1000 + index}`;
  };
  const file = `Name,Phone,City,Follow-up,Estimated value\n${Array.from({ length: rows }, (_, index) => line(index + 1)).join('\n')}\n`;

  test('an import of thousands with mistakes, killed in the middle, restores every row exactly', async () => {
    for (let index = 1; index <= 12; index += 1) {
      await add({ name: `There ${index}`, phone: `+2547${base + index}`, city: 'Before', ...(index % 2 ? { followUpAt: '2030-01-01', followUpNote: 'Call' } : {}) });
    }
    const before = await everything();
    const { body } = await send(file, { onDuplicate: 'update' });
    await work(body.jobId, 1);
    // The worker is killed within its second batch: what it wrote there is gone with it.
    const dying = { ...server.services, inOrg: ((actor, todo, options) => server.services.inOrg(actor, async (scope) => {
      const result = await todo(scope);
      if (!options?.readOnly && actor.kind === 'user') throw new Error('killed');
      return result;
    }, options)) as typeof server.services.inOrg };
    await expect(runJob(dying, kinds, { organizationId: organization.organizationId, jobId: body.jobId })).rejects.toThrow('killed');
    await work(body.jobId);
    const imported = await read(body.importId);
    expect(imported.counts).toEqual({ new: rows - broken - 12, updated: 12, unchanged: 0, duplicates: 0, errors: broken, likely: 0 });
    const [made] = await organization.inOrg(({ rows: ask, organizationId }) => ask<{ n: number; events: number }>(
      `select count(*)::int as n, (select count(*)::int from events e where e.organization_id = $1 and e.type = 'lead.created' and e.changes ->> 'importId' = $2) as events
         from leads l where l.organization_id = $1 and l.name like 'Person %'`, [organizationId, body.importId]));
    expect(made).toEqual({ n: rows - broken, events: rows - broken - 12 });
    expect(await everything()).not.toEqual(before);
    const jobId = await undo(body.importId);
    expect((await owner.get(`/jobs/${jobId}`)).body).toMatchObject({ state: 'done', failed: 0 });
    expect(await read(body.importId)).toMatchObject({ state: 'undone', keptCount: 0, canUndo: false });
    expect(await everything()).toEqual(before);
  }, 600_000);

  test('keeps what was worked on since, says so, and can go back through two imports one after the other', async () => {
    const first = await done('Name,Phone,City\nAda One,0712600001,A\nBen Two,0712600002,B\nCid Three,0712600003,C\n');
    const [ada] = await found('Ada One');
    const [ben] = await found('Ben Two');
    const second = await done('Name,Phone,City\nAda One,0712600001,Changed\nBen Two,0712600002,Changed\n', { onDuplicate: 'update' });
    await owner.patch(`/leads/${ben.id}`, { city: 'By hand' });
    const back = await undo(second.id);
    expect((await owner.get(`/jobs/${back}/results?ok=false`)).body.data).toEqual([expect.objectContaining({ id: ben.id, outcome: 'kept', problem: `${ben.number} was changed since.` })]);
    expect((await owner.get(`/leads/${ada.id}`)).body).toMatchObject({ city: 'A' });
    await owner.post('/activities', { leadId: (await found('Cid Three'))[0].id, type: 'note', body: 'Called' });
    await undo(first.id);
    expect(await read(first.id)).toMatchObject({ state: 'undone', keptCount: 2 });
    expect((await owner.get(`/leads/${ada.id}`)).status).toBe(404);
    expect(await found('Cid Three')).toHaveLength(1);
    expect(await owner.post(`/imports/${first.id}/undo`)).toBeProblem(409, 'not_undoable');
  });
});

describe('sources and tags that come with an import', () => {
  const made = async (rows: string, sources: readonly string[], tags: readonly string[] = []) => {
    const create = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word, '*create']));
    return done(`Name,Phone,Source,Tags\n${rows}\n`, { values: JSON.stringify({ source: create(sources), tags: create(tags) }) });
  };
  const namesOf = async (path: string) => (await owner.get(path)).body.data.map(({ name }: { name: string }) => name) as string[];

  test('are each their own, whatever letters their names have, and go with it where nothing else refers to them', async () => {
    const before = await everything();
    const imported = await made('Anna A,0712800001,ማስታወቂያ,новый\nBen B,0712800002,ጓደኛ,\nCid C,0712800003,Реклама,\nDan D,0712800004,referral,', ['ማስታወቂያ', 'ጓደኛ', 'Реклама', 'REFERRAL'], ['новый']);
    expect(imported.counts).toMatchObject({ new: 4, errors: 0 });
    expect(await Promise.all(['Anna A', 'Ben B', 'Cid C', 'Dan D'].map(async (name) => (await lead(name)).sourceName))).toEqual(['ማስታወቂያ', 'ጓደኛ', 'Реклама', 'Referral']);
    expect(imported.made.map(({ kind, name, isGone }: { kind: string; name: string; isGone: boolean }) => [kind, name, isGone]).toSorted()).toEqual([
      ['source', 'Реклама', false], ['source', 'ማስታወቂያ', false], ['source', 'ጓደኛ', false], ['tag', 'новый', false]]);
    await undo(imported.id);
    expect((await read(imported.id)).made.every(({ isGone }: { isGone: boolean }) => isGone)).toBe(true);
    expect(await everything()).toEqual(before);
    // What the words were to become was remembered, and is asked for again.
    const { body } = await send('Name,Phone,Source,Tags\nAnna A,0712800001,ማስታወቂያ,новый\n', { dryRun: 'true' });
    await work(body.jobId);
    expect((await read(body.importId)).unknownValues.map(({ value }: { value: string }) => value).toSorted()).toEqual(['новый', 'ማስታወቂያ']);
  });

  test('stay where something refers to them, in whatever way', async () => {
    const ways = ['Lead', 'Widget', 'View', 'Score', 'Pending', 'Changed', 'Renamed', 'Unused'];
    const imported = await made(ways.map((way, index) => `Way ${way},07128100${10 + index},By ${way},T ${way}`).concat('Way Else,0712810030,Друзья,').join('\n'), [...ways.map((way) => `By ${way}`), 'Друзья'], ways.map((way) => `T ${way}`));
    expect(imported.counts).toMatchObject({ new: ways.length + 1 });
    const tagId = Object.fromEntries((await owner.get('/tags')).body.data.map(({ id, name }: { id: string; name: string }) => [name, id])) as { [name: string]: string };
    const ok = async (answer: Promise<{ status: number; body: { errors?: object[] } }>) => expect([(await answer).body.errors, (await answer).status < 300]).toEqual([undefined, true]);
    await ok(owner.post('/leads', { name: 'By hand', source: 'by_lead', tagIds: [tagId['T Lead']!] }));
    await organization.inOrg(({ rows, organizationId }) => rows("update signup_widgets set source = 'by_widget' where organization_id = $1", [organizationId]));
    await ok(owner.post('/lead-views', { name: 'Of this source', layout: 'table', filters: { source: 'website,by_view', tagId: tagId['T View']! }, sort: null, columns: null }));
    await ok(owner.put('/score-rules/draft', { rules: [
      { id: 'c', kind: 'field', points: 1, field: 'source', test: 'filled' }, { id: 'a', kind: 'tag', points: 5, tagIds: [tagId['T Score']!] }, { id: 'b', kind: 'capture', points: 5, atLeast: 1, sources: ['by_score'] },
    ] }));
    await ok(send('Name,Phone,Source,Tags\nElse E,0712810099,Other,other\n', { dryRun: 'true', values: JSON.stringify({ source: { Other: 'by_pending' }, tags: { other: tagId['T Pending'] } }) }));
    // Another import changed the source of a lead, and may be undone.
    const second = await done('Name,Phone,Source,Tags\nWay Changed,0712810015,Referral,\n', { onDuplicate: 'update' });
    expect(second.counts).toMatchObject({ updated: 1 });
    const renamed = (await owner.get('/lead-sources')).body.data.find(({ name }: { name: string }) => name === 'By Renamed');
    await owner.patch(`/lead-sources/${renamed.id}`, { name: 'Ours now' });
    await owner.patch(`/tags/${tagId['T Renamed']!}`, { name: 'Ours too' });
    await undo(imported.id);
    expect(await namesOf('/lead-sources')).toEqual(expect.arrayContaining([...ways.slice(0, 6).map((way) => `By ${way}`), 'Ours now']));
    expect(await namesOf('/lead-sources')).not.toContain('By Unused');
    // A lead that was changed since keeps its tag.
    expect((await namesOf('/tags')).filter((name) => name.startsWith('T ') || name === 'Ours too').toSorted()).toEqual(['Ours too', 'T Changed', 'T Lead', 'T Pending', 'T Score', 'T View']);
    expect((await read(imported.id)).made.filter(({ isGone }: { isGone: boolean }) => isGone).map(({ name }: { name: string }) => name).toSorted()).toEqual(['By Unused', 'T Unused', 'T Widget', 'Друзья']);
    await undo(second.id);
    expect((await lead('Way Changed')).sourceName).toBe('By Changed');
  });

  test('are made for columns that are imported alone', async () => {
    const values = JSON.stringify({ source: { Billboard: '*create' } });
    await done('Name,Phone,Source\nNo Source,0712820001,Billboard\n', { values, mapping: JSON.stringify({ Source: null }) });
    expect(await namesOf('/lead-sources')).not.toContain('Billboard');
  });
});

test('an undo that could not go on says so, keeps what it did and goes on with the rest', async () => {
  const imported = await done('Name,Phone\nHalf Back,0712490001\n');
  const { body: { jobId } } = await owner.post(`/imports/${imported.id}/undo`);
  const broken = kinds.map((kind) => ({ ...kind, undo: () => Promise.reject(new Error('secret detail')) }));
  const tried = () => runJob(server.services, broken, { organizationId: organization.organizationId, jobId });
  for (let attempt = 1; attempt < 4; attempt += 1) await expect(tried()).rejects.toThrow('secret detail');
  await tried();
  expect(await read(imported.id)).toMatchObject({ state: 'undo_failed', canUndo: true });
  expect(await found('Half Back')).toHaveLength(1);
  await undo(imported.id);
  expect(await read(imported.id)).toMatchObject({ state: 'undone', canUndo: false, keptCount: 0 });
  expect(await found('Half Back')).toEqual([]);
});

test('leads that another system knows as lost begin lost, with the reason they are to be given', async () => {
  const before = await everything();
  const imported = await done([
    'Name,Phone,Status,Lost reason,Next follow-up',
    'Gone Gita,0712700001,Lost,Too far from the fibre,',
    'Gone Gus,0712700002,lost,,',
    'Kept Kim,0712700003,New enquiry,Too far,',
    'Open Omar,0712700004,New enquiry,,',
    'Gone Gita again,0712700001,New enquiry,,',
  ].join('\n'));
  expect(imported).toMatchObject({ mapping: { Status: 'stage', 'Lost reason': 'lostReason' }, counts: { new: 2, duplicates: 1, errors: 2 } });
  const { body: { data: wrong } } = await owner.get(`/jobs/${imported.jobId}/results?ok=false`);
  expect(wrong.map(({ row, errors }: { row: number; errors: object[] }) => [row, errors])).toEqual([
    [2, [{ field: 'Lost reason', detail: 'A lost stage asks for a reason.' }]],
    [3, [{ field: 'Lost reason', detail: 'A lead in New enquiry is not lost and has no reason for it.' }]],
  ]);
  expect(await lead('Gone Gita')).toMatchObject({ status: 'lost', lostReason: 'Too far from the fibre', stageName: 'Lost' });
  await undo(imported.id);
  expect(await everything()).toEqual(before);
  // A phone of somebody who is lost is free for them to come again.
  await done('Name,Phone,Status,Lost reason\nGone Gita,0712700001,Lost,Moved\n');
  await add({ name: 'Gita is back', phone: '+254712700001' });
});
