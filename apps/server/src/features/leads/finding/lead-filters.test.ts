import type { Board, LeadCard, Pipeline, Stage } from '@lastmile/contracts';
import { leadSorts } from '@lastmile/contracts';
import { newId } from '../../../core/ids.ts';
import { insertRow } from '../../../core/rows.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { addDays, dateIn, endOfDay, startOfDay } from '../../../core/zoned-time.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';
import { addRandomLeads, type KnownLead } from '../testing/random-leads.ts';

/** Every filter against what a plain look at each lead says, for who sees all and for who sees their own and the unclaimed. */
const seed = 20_260_518;
const timezone = 'Africa/Nairobi';

let server: TestServer;
let desk: LeadDesk;
let leads: KnownLead[];
let stages: Stage[];
let offers: string[];
let sales: SignedInClient;
let colleague: SignedInClient;
let teamId: string;
let second: Pipeline;
let tagId: string;
const tagged = ({ city }: KnownLead) => city === 'Nairobi';

beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  const { organization, owner } = desk;
  teamId = (await owner.post('/teams', { name: 'Field' })).body.id;
  sales = await organization.signIn('sales');
  colleague = await organization.signIn('sales', { name: 'Other', teamId });
  second = (await owner.post('/pipelines', { name: 'Business' })).body;
  const contacted = desk.stage('Contacted');
  await owner.patch(`/pipelines/${desk.pipeline.id}/stages/${contacted.id}`, { quietAfterDays: 20 });
  const pipelines: Pipeline[] = (await owner.get('/pipelines?kind=lead')).body.data;
  stages = pipelines.flatMap((pipeline) => pipeline.stages);
  offers = await Promise.all([10, 20].map(async (speed) => (await owner.post('/offers', {
    name: `Home ${speed}`, monthlyPrice: '100', setupFee: '0', downloadMbps: speed, uploadMbps: speed,
  })).body.id as string));
  await organization.inOrg(async (scope) => {
    for (const [position, [name, type]] of ([['building', 'text'], ['house', 'select'], ['units', 'number'], ['movein', 'date']] as const).entries()) {
      await insertRow(scope, 'lead_fields', {
        organizationId: scope.organizationId, id: newId(), name, label: name, type, isCustom: true, category: 'additional', position: 50 + position, createdAt: scope.now, updatedAt: scope.now,
      });
    }
  });
  let isPinned = false;
  leads = await addRandomLeads(organization, {
    pipelines, owners: [null, owner.user.id, sales.user.id, sales.user.id, colleague.user.id], offers, seed, count: 240,
    // One came in today and is due today, whatever the hour is.
    alter: (lead) => {
      if (isPinned || !isOpen(lead)) return;
      isPinned = true;
      lead.createdAt = startOfDay(today(), timezone);
      lead.followUpAt = endOfDay(today(), timezone);
    },
  });
  tagId = (await owner.post('/tags', { name: 'VIP' })).body.id;
  await organization.inOrg(async (scope) => {
    for (const lead of leads.filter(tagged)) {
      await insertRow(scope, 'lead_tags', { organizationId: scope.organizationId, leadId: lead.id, tagId, createdAt: scope.now });
    }
  });
}, 60_000);
afterAll(() => server.stop());

const visibleTo = (by: SignedInClient) => leads.filter(({ ownerId }) => by !== sales || ownerId === null || ownerId === sales.user.id);

/** Every page of it; how many there are has to be what was counted. */
async function found(by: SignedInClient, query: string): Promise<LeadCard[]> {
  const cards: LeadCard[] = [];
  let count = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const { status, body }: { status: number; body: { data: LeadCard[]; nextCursor: string | null; count: number } } = await by.get(`/leads?limit=200&count=true&${query}${cursor && `&cursor=${cursor}`}`);
    expect([query, status, body]).toEqual([query, 200, expect.anything()]);
    cards.push(...body.data);
    ({ count, nextCursor: cursor } = body);
  }
  expect([query, count]).toEqual([query, cards.length]);
  return cards;
}

const isOpen = ({ status }: KnownLead) => ['new', 'in_progress', 'dormant'].includes(status);
const dayOf = (at: Date | null) => (at ? dateIn(timezone, at) : null);
const isBetween = (day: string | null, from: string, to: string) => day !== null && day >= from && day <= to;
const today = () => dateIn(timezone, new Date());
const has = (text: string | null, part: string) => text !== null && text.toLowerCase().includes(part.toLowerCase());
const due = (lead: KnownLead): string => {
  if (!lead.followUpAt || !isOpen(lead)) return 'none';
  if (lead.followUpAt.getTime() < Date.now()) return 'late';
  return dayOf(lead.followUpAt) === today() ? 'today' : 'later';
};
const isQuiet = ({ stageId, stageEnteredAt }: KnownLead) => {
  const days = stageId === desk.stage('Contacted').id ? 20 : stages.find(({ id }) => id === stageId)!.quietAfterDays;
  return days !== null && stageEnteredAt.getTime() < Date.now() - days * 86_400_000;
};

type Case = [query: string, meant: (lead: KnownLead) => boolean];
/** Made in the tests, once there are people and packages to ask for. */
const cases = (): Case[] => [
  ['', () => true],
  [`pipelineId=${second.id}`, (lead) => lead.pipelineId === second.id],
  [`stageId=${stages[0]!.id},${stages[3]!.id}`, (lead) => [stages[0]!.id, stages[3]!.id].includes(lead.stageId)],
  ['status=won,dormant', (lead) => ['won', 'dormant'].includes(lead.status)],
  ['source=referral,website', (lead) => ['referral', 'website'].includes(lead.source)],
  ['ownerId=none', (lead) => lead.ownerId === null],
  [`ownerId=${colleague.user.id},none`, (lead) => lead.ownerId === colleague.user.id || lead.ownerId === null],
  [`teamId=${teamId}`, (lead) => lead.ownerId === colleague.user.id],
  ['assignment=pending', (lead) => isOpen(lead) && lead.ownerId === null],
  ['assignment=assigned', (lead) => isOpen(lead) && lead.ownerId !== null && lead.firstActionAt === null],
  ['assignment=in_progress,pending', (lead) => isOpen(lead) && (lead.ownerId === null || lead.firstActionAt !== null)],
  ['priority=high,urgent', (lead) => ['high', 'urgent'].includes(lead.priority ?? '')],
  ['priority=none,low', (lead) => lead.priority === null || lead.priority === 'low'],
  ['rating=hot', (lead) => lead.rating === 'hot'],
  ['urgency=critical,none', (lead) => lead.urgency === 'critical' || lead.urgency === null],
  [`offerId=${offers[0]}`, (lead) => lead.offerId === offers[0]],
  [`offerId=none,${offers[1]}`, (lead) => lead.offerId === null || lead.offerId === offers[1]],
  [`tagId=${tagId}`, tagged], [`tagId=${tagId},none`, () => true], ['tagId=none', (lead) => !tagged(lead)],
  ['name=zo', (lead) => has(lead.title, 'zo')], ['name=_o', (lead) => has(lead.title, '_o')], ['name=0%25', (lead) => has(lead.title, '0%')],
  ['city=nai', (lead) => has(lead.city, 'nai')], ['location=KIL', (lead) => has(lead.location, 'kil')], ['companyName=50%25', (lead) => has(lead.companyName, '50%')],
  ['partner=poa', (lead) => has(lead.partner, 'poa')], ['broughtInBy=achi', (lead) => has(lead.broughtInBy, 'achi')], ['currentIsp=zuk', (lead) => has(lead.currentIsp, 'zuk')],
  ['lostReason=moved', (lead) => has(lead.lostReason, 'moved')], ['email=c_d@', (lead) => has(lead.email, 'c_d@')],
  ['phone=0710', (lead) => has(lead.phone, '710')], ['phone=%2B254+710', (lead) => has(lead.phone, '254710')],
  ['hasPhone=true', (lead) => lead.phone !== null], ['hasPhone=false&hasEmail=true', (lead) => lead.phone === null && lead.email !== null],
  ['hasRouter=true', (lead) => lead.hasRouter === true], ['hasRouter=false', (lead) => lead.hasRouter !== true],
  ['converted=true', (lead) => lead.convertedAt !== null], ['converted=false', (lead) => lead.convertedAt === null],
  ['quiet=true', isQuiet], ['quiet=false', (lead) => !isQuiet(lead)],
  ...['late', 'today', 'later', 'none'].map((state): Case => [`followUp=${state}`, (lead) => due(lead) === state]),
  ['followUp=late,today', (lead) => ['late', 'today'].includes(due(lead))],
  ['value=1000..2500', (lead) => Number(lead.value) >= 1000 && Number(lead.value) <= 2500], ['value=2500.01..', (lead) => Number(lead.value) >= 2500.01],
  ['value=..999.99', (lead) => Number(lead.value) <= 999.99], ['value=2500', (lead) => Number(lead.value) === 2500],
  ['score=3..5', (lead) => lead.score !== null && lead.score >= 3 && lead.score <= 5], ['score=none', (lead) => lead.score === null],
  ['probability=50..', (lead) => (lead.probability ?? -1) >= 50], ['estimatedValue=5000', (lead) => lead.estimatedValue === '5000.00'],
  ['createdAt=today', (lead) => dayOf(lead.createdAt) === today()],
  ['createdAt=last_7_days', (lead) => isBetween(dayOf(lead.createdAt), addDays(today(), -6), today())],
  [`createdAt=${addDays(today(), -30)}..${addDays(today(), -10)}`, (lead) => isBetween(dayOf(lead.createdAt), addDays(today(), -30), addDays(today(), -10))],
  ['createdAt=this_month', (lead) => dayOf(lead.createdAt)!.slice(0, 7) === today().slice(0, 7)],
  [`updatedAt=${addDays(today(), -2)}..`, (lead) => dayOf(lead.updatedAt)! >= addDays(today(), -2)],
  ['stageEnteredAt=over_30_days_ago', (lead) => dayOf(lead.stageEnteredAt)! < addDays(today(), -30)],
  ['lastActivityAt=none', (lead) => lead.lastActivityAt === null], [`lastActivityAt=..${addDays(today(), -40)}`, (lead) => isBetween(dayOf(lead.lastActivityAt), '', addDays(today(), -40))],
  ['followUpAt=tomorrow', (lead) => dayOf(lead.followUpAt) === addDays(today(), 1)], ['followUpAt=next_3_days', (lead) => isBetween(dayOf(lead.followUpAt), today(), addDays(today(), 2))],
  ['customFields.building=rose', (lead) => has(String(lead.customFields.building ?? ''), 'rose')],
  ['customFields.house=Flat', (lead) => lead.customFields.house === 'Flat'], ['customFields.house=House,%20large', (lead) => lead.customFields.house === 'House, large'],
  ['customFields.house=none', (lead) => lead.customFields.house === undefined],
  ['customFields.units=10..', (lead) => Number(lead.customFields.units ?? 0) >= 10], ['customFields.units=none', (lead) => lead.customFields.units === undefined],
  ['customFields.movein=2026-06-01..2026-06-30', (lead) => lead.customFields.movein === '2026-06-01'], ['customFields.movein=..2026-06-01', (lead) => String(lead.customFields.movein ?? '9') <= '2026-06-01'],
  ['status=new,in_progress&hasPhone=true&value=1000..&customFields.units=..10', (lead) =>
    ['new', 'in_progress'].includes(lead.status) && lead.phone !== null && Number(lead.value) >= 1000 && Number(lead.customFields.units ?? 99) <= 10],
];

const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id).toSorted();

test('the list finds exactly the leads a filter means, counts them, and shows nobody’s to whom they are not', async () => {
  for (const by of [desk.owner, sales]) {
    for (const [query, meant] of cases()) {
      const expected = visibleTo(by).filter(meant);
      expect([by.user.role, query, ids(await found(by, query))]).toEqual([by.user.role, query, ids(expected)]);
    }
  }
}, 60_000);

test('the filters of these leads leave some and take some: none is tested in vain', () => {
  const inVain = cases().slice(1).filter(([query]) => query !== `tagId=${tagId},none`).filter(([, meant]) => [0, leads.length].includes(leads.filter(meant).length)).map(([query]) => query);
  expect(inVain).toEqual([]);
});

test('the board counts, adds up and shows exactly the same', async () => {
  const sum = (some: readonly KnownLead[]) => (some.reduce((cents, { value }) => cents + Math.round(Number(value) * 100), 0) / 100).toFixed(2);
  for (const by of [desk.owner, sales]) {
    for (const [query, meant] of cases()) {
      const { pipelineId = desk.pipeline.id, stageId, status } = Object.fromEntries(new URLSearchParams(query));
      const board = (await by.get(`/leads/board?limit=200&${query}`)).body as Board;
      const shown = stages.filter((stage) => stage.pipelineId === pipelineId && (!stageId || stageId.includes(stage.id)) && (!status || status.split(',').includes(stage.type)));
      const expected = shown.map(({ id }) => {
        const there = visibleTo(by).filter((lead) => lead.stageId === id && meant(lead));
        return [id, there.length, sum(there), ids(there)];
      });
      expect([query, board.stages.map(({ id, count, value, leads: cards }) => [id, count, value, ids(cards)])]).toEqual([query, expected]);
    }
  }
}, 60_000);

test('a filtered board pages through a stage without losing or repeating a card', async () => {
  const stage = desk.stage('New enquiry');
  const cards: LeadCard[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { stages: [column] } = (await desk.owner.get(`/leads/board?stageId=${stage.id}&hasPhone=true&limit=2${cursor && `&cursor=${cursor}`}`)).body as Board;
    cards.push(...column!.leads);
    cursor = column!.nextCursor;
  }
  expect(ids(cards)).toEqual(ids(leads.filter(({ stageId, phone }) => stageId === stage.id && phone !== null)));
});

describe('in order', () => {
  const valueOf: { [key: string]: (lead: KnownLead) => Date | string | number | null } = {
    title: ({ title }) => title, source: ({ source }) => source, createdAt: ({ createdAt }) => createdAt, updatedAt: ({ updatedAt }) => updatedAt,
    followUpAt: (lead) => (isOpen(lead) ? lead.followUpAt : null), stageEnteredAt: ({ stageEnteredAt }) => stageEnteredAt,
    lastActivityAt: ({ lastActivityAt }) => lastActivityAt, value: ({ value }) => Number(value), score: ({ score }) => score,
  };

  test.each(leadSorts)('of %s no lead is lost or doubled between pages, and those without the value come last', async (sort) => {
    for (const by of [desk.owner, sales]) {
      for (const query of ['', '&hasEmail=true']) {
        const paged: LeadCard[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const { body }: { body: { data: LeadCard[]; nextCursor: string | null } } = await by.get(`/leads?limit=17&sort=${sort}${query}${cursor && `&cursor=${cursor}`}`);
          paged.push(...body.data);
          cursor = body.nextCursor;
        }
        expect([sort, ids(paged)]).toEqual([sort, ids(visibleTo(by).filter(({ email }) => !query || email !== null))]);
        const key = valueOf[sort.replace('-', '')]!;
        const values = paged.map(({ id }) => key(leads.find((lead) => lead.id === id)!));
        const filled = values.filter((value) => value !== null);
        expect(values.slice(0, filled.length)).toEqual(filled);
        // Texts are in the database’s order of letters, which is not that of code units.
        if (typeof filled[0] === 'string') continue;
        const ordered = filled.toSorted((left, right) => Number(left) - Number(right));
        expect(filled).toEqual(sort.startsWith('-') ? ordered.toReversed() : ordered);
      }
    }
  });
});

test('“me” is whoever asks, so that one view serves all', async () => {
  for (const by of [desk.owner, sales]) {
    expect(ids(await found(by, 'ownerId=me'))).toEqual(ids(leads.filter(({ ownerId }) => ownerId === by.user.id)));
  }
  expect(ids(await found(sales, 'ownerId=me,none'))).toEqual(ids(visibleTo(sales)));
});

test('a row brings what it was asked to show besides', async () => {
  const card = (await found(desk.owner, 'fields=city,estimatedValue,lastActivityAt,customFields.units,customFields.never,city')).find(({ id }) => id === leads[0]!.id)!;
  const { city, estimatedValue, lastActivityAt, customFields } = leads[0]!;
  expect(card.fields).toEqual({
    city, estimatedValue, lastActivityAt: lastActivityAt?.toISOString() ?? null, 'customFields.units': customFields.units ?? null, 'customFields.never': null,
  });
  expect((await found(desk.owner, ''))[0]).not.toHaveProperty('fields');
});

test.each([
  ['customFields.never=1', '/query/customFields.never'], ['customFields.city=Nairobi', '/query/customFields.city'], ['customFields.units=many', '/query/customFields.units'], ['customFields.movein=soon', '/query/customFields.movein'],
  ['createdAt=2026-02-30', '/query/createdAt'], ['createdAt=soon', '/query/createdAt'], ['value=1..x', '/query/value'], ['value=..', '/query/value'], ['phone=abc', '/query/phone'],
  ['priority=higher', '/query/priority'], ['assignment=open', '/query/assignment'], ['quiet=yes', '/query/quiet'], ['city=', '/query/city'], ['fields=secret', '/query/fields'],
  ['teamId=none', '/query/teamId'], ['customFields.a-b=1', '/query/customFields.a-b'], ['searchText=x', '/query/searchText'],
])('%s is refused by its place', async (query, pointer) => {
  for (const path of query.startsWith('fields') ? ['/leads'] : ['/leads', '/leads/board']) {
    const refused = await desk.owner.get(`${path}?${query}`);
    expect(refused).toBeProblem(400, 'malformed');
    expect(refused.body.errors[0].pointer).toBe(pointer);
  }
});
