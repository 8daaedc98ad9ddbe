import type { Scope } from '../core/in-org.ts';
import type { Sealer } from '../core/seal.ts';
import { change as changeConversionSettings } from '../features/conversion-settings/conversion-settings.routes.ts';
import type { StandingPlace } from '../features/leads/index.ts';
import { foundOrganization, type NewOrganization, type PreparedOrganization } from '../features/organizations/index.ts';
import { pipelineTemplate } from '../features/pipelines/index.ts';
import { changePipeline, createPipeline } from '../features/pipelines/pipelines.ts';
import { createStage } from '../features/pipelines/stages.ts';
import { apartmentLeads } from './apartment-leads.ts';
import { calendarOf } from './calendar.ts';
import { castInstallations } from './cast-installations.ts';
import type { Tausi } from './crowd-leads.ts';
import { registerRouters, unreachable } from './demo-routers.ts';
import { makeCaptures } from './make-captures.ts';
import { makeInstallations, makeWaitingConversion } from './make-installations.ts';
import { makePackages } from './make-packages.ts';
import { makeEquipment } from './make-equipment.ts';
import { makePeople, type Colleague } from './make-people.ts';
import { makeQuotes } from './make-quotes.ts';
import { makeScore } from './make-score.ts';
import { makeStock, useUp } from './make-stock.ts';
import { makeStocktake } from './make-stocktake.ts';
import { makeTags } from './make-tags.ts';
import { makeViews } from './make-views.ts';
import { makePastInstallations, typeOfPast } from './past-installations.ts';
import { createChance } from './random.ts';
import { tausiLeads } from './tausi-leads.ts';
import { tausiPackages, tausiProfiles } from './tausi-packages.ts';
import { convertWon, insertWon } from './won-leads.ts';
import { insertLeads, numberLeads } from './write-leads.ts';

const timezone = 'Africa/Nairobi';

export const tausiFibre: Omit<NewOrganization, 'owner'> & { ownerName: string } = {
  name: 'Tausi Fibre',
  country: 'KE',
  currency: 'KES',
  timezone,
  taxRate: '16',
  city: 'Nairobi',
  phone: '+254205550100',
  demo: true,
  ownerName: 'Naomi Cherono',
};

const colleagues: readonly Colleague[] = [
  { name: 'Linda Atieno', email: 'manager@demo.test', role: 'manager', team: 'Nairobi sales' },
  { name: 'Peter Mwangi', email: 'sales@demo.test', role: 'sales', team: 'Nairobi sales' },
  { name: 'Halima Abdi', email: 'sales2@demo.test', role: 'sales', team: 'Nairobi sales' },
  { name: 'Mercy Wairimu', email: 'sales3@demo.test', role: 'sales', team: 'Kiambu sales' },
  { name: 'Yusuf Ali', email: 'sales4@demo.test', role: 'sales', team: 'Kiambu sales' },
  { name: 'Esther Nduta', email: 'warehouse@demo.test', role: 'warehouse' },
  { name: 'Joseph Kariuki', email: 'tech@demo.test', role: 'technician' },
  { name: 'Samuel Otieno', email: 'tech2@demo.test', role: 'technician' },
  { name: 'Ahmed Salim', email: 'viewer@demo.test', role: 'viewer' },
];

/** Who sells beside those that the cast names. */
export const otherSellers: readonly string[] = ['sales3@demo.test', 'sales4@demo.test'];

/**
 * Writes the whole of Tausi Fibre in the one transaction of `scope`: a start that is killed meanwhile leaves nothing.
 * `routerPort` is where the simulated router will listen.
 */
export async function makeTausi(
  scope: Scope,
  prepared: PreparedOrganization,
  { sealer, routerPort }: { sealer: Sealer; routerPort: number },
): Promise<void> {
  const { ownerId } = await foundOrganization(scope, prepared);
  const people = await makePeople(scope, { colleagues, passwordHash: prepared.passwordHash });
  await preparePipelines(scope);
  const packages = await makePackages(scope, tausiPackages);
  const router = await registerRouters(scope, sealer, { port: routerPort, profiles: tausiProfiles });

  const tausi: Tausi = {
    calendar: calendarOf(timezone, scope.now),
    chance: createChance(2026),
    packages,
    stages: await stagesByName(scope),
    people: {
      owner: { id: ownerId, name: tausiFibre.ownerName },
      manager: people.get('manager@demo.test')!,
      sales: people.get('sales@demo.test')!,
      sales2: people.get('sales2@demo.test')!,
    },
    others: otherSellers.map((email) => people.get(email)!),
  };
  const drafts = await numberLeads(scope, [...tausiLeads(tausi), ...apartmentLeads(tausi, await stagesByName(scope, 'Apartment blocks'))]);
  const lately = new Set(castInstallations.map(({ phone }) => phone));
  const won = await convertWon(scope, {
    drafts: drafts.filter(({ lead }) => !lately.has(lead.phone!)),
    typeOf: typeOfPast,
    packages: new Map(packages.map((offer) => [offer.id, offer])),
    router,
    sealer,
    timezone,
  });
  await insertLeads(scope, drafts);
  await makeTags(scope, drafts);
  await makeCaptures(scope, drafts);
  await insertWon(scope, won);
  await makeQuotes(scope, { drafts, packages, sealer, timezone, taxRate: tausiFibre.taxRate!, currency: tausiFibre.currency });
  await makeViews(scope, ownerId);
  await makeScore(scope, drafts);
  const { calendar } = tausi;
  const keeper = people.get('warehouse@demo.test')!;
  const technicians = { joseph: people.get('tech@demo.test')!, samuel: people.get('tech2@demo.test')! };
  await makeStock(scope, { calendar, chance: createChance(43), keeper, technicians: Object.values(technicians) });
  await makeEquipment(scope, packages);
  await changeConversionSettings(scope, { routerPatienceHours: 48 }, null);
  await makePastInstallations(scope, { calendar, technicians: Object.values(technicians), timezone });
  await makeInstallations(scope, { drafts, router, sealer, calendar, timezone, technicians });
  await makeWaitingConversion(scope, { draft: drafts.find(({ lead }) => lead.name === 'Samuel Oluoch')!, routerName: unreachable, sealer, calendar });
  await makeStocktake(scope, { at: calendar.ago({ hours: 16 }), keeper });
  await useUp(scope, { sku: 'PIG-SCAPC', keeper, reference: 'Splicing at Ngong Road' });
}

/** Leads are residential with a stage to rest in; companies that are worth a project are opportunities (S2-demo-a). */
async function preparePipelines(scope: Scope): Promise<void> {
  const found = await scope.rows<{ id: string; kind: string }>(
    'select id, kind from pipelines where organization_id = $1',
    [scope.organizationId],
  );
  const idOf = (kind: string) => found.find((pipeline) => pipeline.kind === kind)!.id;
  await changePipeline(scope, idOf('lead'), { name: 'Residential' }, null);
  await createStage(scope, idOf('lead'), { name: 'Dormant', type: 'dormant' });
  await changePipeline(scope, idOf('opportunity'), { name: 'Sales Pipeline' }, null);
  await createPipeline(scope, {
    name: 'Enterprise Deals',
    kind: 'opportunity',
    stages: pipelineTemplate('enterprise_deals').stages,
  });
  await createPipeline(scope, {
    name: 'Apartment blocks',
    stages: [
      { name: 'New', type: 'new', exitCriteria: ['Owner or caretaker is known'] },
      { name: 'Survey', type: 'in_progress', probability: 30, quietAfterDays: 7, exitCriteria: ['Units counted', 'Line of sight or fibre nearby'] },
      { name: 'Agreement', type: 'in_progress', probability: 70, quietAfterDays: 14, exitCriteria: ['Agreement signed', 'Riser access agreed'] },
      { name: 'Won', type: 'won' },
      { name: 'Lost', type: 'lost' },
    ],
  });
}

/** The stages of a pipeline of leads, or of the default one. */
export async function stagesByName({ rows, organizationId }: Scope, pipeline: string | null = null): Promise<Map<string, StandingPlace>> {
  const stages = await rows<StandingPlace>(
    `select s.id, s.pipeline_id as "pipelineId", s.name, s.type from stages s
       join pipelines p on p.organization_id = $1 and p.id = s.pipeline_id and p.kind = 'lead'
         and case when $2::text is null then p.is_default else p.name = $2 end
      where s.organization_id = $1`,
    [organizationId, pipeline],
  );
  return new Map(stages.map((stage) => [stage.name, stage]));
}
