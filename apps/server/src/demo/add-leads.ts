import path from 'node:path';
import pg from 'pg';
import { systemActor } from '../core/actor.ts';
import { systemClock } from '../core/clock.ts';
import { ConfigurationProblem, readConfig } from '../core/config.ts';
import { databaseAccess } from '../core/database/access.ts';
import { createDataSource } from '../core/database/data-source.ts';
import { createInOrg, type InOrg, type Scope } from '../core/in-org.ts';
import { createSealer } from '../core/seal.ts';
import { leadEntities, recountFigures } from '../features/leads/index.ts';
import { pipelineEntities } from '../features/pipelines/index.ts';
import { calendarOf } from './calendar.ts';
import { crowdLead, stageNames, type StageName, type Tausi } from './crowd-leads.ts';
import { ensureDemoData } from './demo-data.ts';
import type { Person } from './happenings.ts';
import type { MadePackage } from './make-packages.ts';
import { makeCaptures } from './make-captures.ts';
import { scoreOpen } from './make-score.ts';
import { createChance } from './random.ts';
import { otherSellers, stagesByName } from './tausi.ts';
import { convertWon, insertWon } from './won-leads.ts';
import { insertLeads, numberLeads } from './write-leads.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

const timezone = 'Africa/Nairobi';

/** Leads in one transaction: a killed run leaves whole batches, counted right. */
const batch = 5000;

/** Where leads stand that came over fourteen months: most of them are decided. */
const standing: readonly (readonly [StageName, number])[] = [
  ['New enquiry', 3],
  ['Contacted', 4],
  ['Qualification', 3],
  ['Activation', 2],
  ['Dormant', 14],
  ['Won', 28],
  ['Lost', 46],
];

interface Request {
  count: number;
  log: (line: string) => void;
  /**
   * Tells the database anew what its tables hold. It does so by itself only after a while, and until then looks for leads in ways that were right when
   * there were a few hundred.
   */
  analyze?: () => Promise<void>;
}

/**
 * Adds `count` leads to the demo organization, below what stands in its stages, beside a running server or without
 * one; makes the demo first where the database is empty. Throws a ConfigurationProblem where there are organizations
 * and none is the demo's.
 */
export async function addDemoLeads(environment: NodeJS.ProcessEnv, { count, log }: Request): Promise<void> {
  const config = readConfig(environment, root);
  const dataSource = createDataSource(databaseAccess(config).url, [...pipelineEntities, ...leadEntities], 2);
  await dataSource.initialize();
  try {
    // Nothing reacts to what is added here; a job would be one that nobody asked for.
    const noJobs = { enqueue: () => Promise.reject(new Error('Demo leads need no jobs.')), wake: () => {} };
    const inOrg = createInOrg({ dataSource, jobs: noJobs, clock: systemClock, reactionsTo: () => [] });
    const demo = await ensureDemoData({ inOrg, dataSource, sealer: createSealer(config.secretKey) }, log);
    if (!demo)
      throw new ConfigurationProblem(
        'This database has organizations and none is the demo’s; leads are added to the demo organization only.',
      );
    const { ownerUrl } = databaseAccess(config);
    await addLeadsTo(inOrg, demo.organizationId, { count, log, analyze: () => analyzeAs(ownerUrl) });
  } finally {
    await dataSource.destroy();
  }
}

/** Whoever owns the tables may look through them. */
export async function analyzeAs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

/** The same for a demo organization that is known. */
export async function addLeadsTo(inOrg: InOrg, organizationId: string, { count, log, analyze = async () => {} }: Request): Promise<void> {
  const actor = systemActor(organizationId, timezone);
  const taken = await inOrg(actor, phonesInUse, { readOnly: true });
  for (let done = 0; done < count; done += batch) {
    const size = Math.min(batch, count - done);
    await inOrg(actor, async (scope) => {
      const tausi = await knownTausi(scope);
      const { chance } = tausi;
      const drafts = Array.from({ length: size }, () =>
        crowdLead(tausi, chance.weighted(standing), { taken, oldest: 60, isBrief: true, mayBeLate: true }),
      );
      const numbered = await numberLeads(scope, drafts);
      const won = await convertWon(scope, {
        drafts: numbered, packages: new Map(tausi.packages.map((offer) => [offer.id, offer])), router: null, sealer: null, timezone,
      });
      await insertLeads(scope, numbered, { figures: false });
      await makeCaptures(scope, numbered);
      await insertWon(scope, won);
      await scoreOpen(scope, numbered);
    });
    // A first batch is enough to know what kind of tables these will be, and after some more they are others.
    if (done === 0 || done === 4 * batch) await analyze();
    if (done + size < count) log(`${(done + size).toLocaleString('en')} of ${count.toLocaleString('en')} leads …`);
  }
  log('Adding up the figures …');
  await analyze();
  await inOrg(actor, recountFigures);
  log(`${count.toLocaleString('en')} leads added.`);
}

/** The organization as it is now: packages may have been renamed and people have left since the demo was made. */
async function knownTausi(scope: Scope): Promise<Tausi> {
  const { rows, organizationId, now } = scope;
  const packages = await rows<MadePackage>(
    `select id, name, coalesce(description, '') as description, monthly_price::text as "monthlyPrice",
            setup_fee::text as "setupFee",
            download_mbps as "downloadMbps", upload_mbps as "uploadMbps",
            coalesce(router_profile, '') as "routerProfile", is_public as "isPublic"
       from offers where organization_id = $1 and is_active order by name`,
    [organizationId],
  );
  const people = await rows<Person & { email: string; role: string }>(
    `select id, name, email, role from users
      where organization_id = $1 and disabled_at is null order by created_at, id`,
    [organizationId],
  );
  const owner = people.find(({ role }) => role === 'owner')!;
  const named = (email: string): Person => people.find((person) => person.email === email) ?? owner;
  const [numbers] = await rows<{ last: number }>(
    "select last from number_counters where organization_id = $1 and kind = 'lead'",
    [organizationId],
  );
  const stages = await stagesByName(scope);
  const missing = stageNames.find((name) => !stages.has(name));
  if (missing)
    throw new ConfigurationProblem(
      `The demo’s default pipeline has no stage “${missing}” any more; demo leads need it.`,
    );
  if (packages.length === 0)
    throw new ConfigurationProblem('The demo organization has no active package; demo leads need one.');
  return {
    calendar: calendarOf(timezone, now),
    // Another batch, other people.
    chance: createChance(numbers?.last ?? 0),
    packages,
    stages,
    people: {
      owner,
      manager: named('manager@demo.test'),
      sales: named('sales@demo.test'),
      sales2: named('sales2@demo.test'),
    },
    others: people.filter(({ email }) => otherSellers.includes(email)),
  };
}

async function phonesInUse({ rows, organizationId }: Scope): Promise<Set<string>> {
  const found = await rows<{ phone: string }>(
    'select unique_phone as phone from leads where organization_id = $1 and unique_phone is not null',
    [organizationId],
  );
  return new Set(found.map(({ phone }) => phone));
}
