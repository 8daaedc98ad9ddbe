/**
 * What a plan asks of the database. Plans of many leads are made side by side with the same facts: what they ask in the same moment is one statement, and what
 * was asked before is known.
 */
import DataLoader from 'dataloader';
import type { ConversionPlan, ConversionSettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { nextFreeAddress } from '../address-pools/index.ts';
import { conversionSettings, wonStageOf } from '../conversion-settings/index.ts';
import { stageOf, type Lead, type StandingPlace } from '../leads/index.ts';
import { quotesWithStock } from '../quotes/index.ts';
import { nameHolders, profileOf, type WantedName } from '../router-users/index.ts';
import { plannedEquipment, type PlannedEquipment } from './planned-equipment.ts';

export interface PlannedOffer { id: string; name: string; monthlyPrice: string; setupFee: string; taxRate: string; routerProfile: string | null }
export interface PlannedRouter { id: string; name: string; lastCheckOk: boolean | null; lastCheckMessage: string | null }
export interface LinkedSubscriber { id: string; number: string; name: string }
type Similar = ConversionPlan['duplicates'][number];

export interface PlanFacts {
  settings(): Promise<ConversionSettings>;
  offer(id: string): Promise<PlannedOffer | null>;
  router(id: string): Promise<PlannedRouter | null>;
  /** The profile that a package has on a router. */
  profile(of: { routerId: string; offerId: string }): Promise<string | null>;
  nameHolder(wanted: WantedName): Promise<string | null>;
  freeAddress(of: { routerId: string; pool: string }): Promise<string | null>;
  /** A user of an earlier round of this conversion that is still being removed. */
  leavingUser(conversionId: string): Promise<string | null>;
  /** Whom a lead had become before it was opened again. */
  formerSubscriber(leadId: string): Promise<LinkedSubscriber | null>;
  subscriber(id: string): Promise<LinkedSubscriber | null>;
  exitCriteria(stageId: string): Promise<string[]>;
  wonStage(lead: Lead): Promise<StandingPlace | null>;
  similarSubscribers(lead: Lead): Promise<Similar[]>;
  /** What a package's order needs; what is held for the lead's own quotes is free for it. */
  equipment(of: { leadId: string; offerId: string | null; technicianId: string | null }): Promise<PlannedEquipment>;
}

export function planFacts(scope: Scope): PlanFacts {
  const { rows, organizationId } = scope;
  const nameLoader = new DataLoader<WantedName, string | null, string>((wanted) => nameHolders(scope, wanted), { cacheKeyFn: (key) => JSON.stringify(key), maxBatchSize: 1000 });
  const leaving = new DataLoader<string, string | null>(async (ids) => inOrderOf(ids, await rows<{ key: string; username: string }>(
    `select distinct on (u.conversion_id) u.conversion_id as key, u.username
       from router_users u join router_operations o on o.organization_id = $1 and o.router_user_id = u.id and o.state in ('queued', 'running')
      where u.organization_id = $1 and u.conversion_id = any ($2::uuid[]) order by u.conversion_id`, [organizationId, ids]), ({ username }) => username));
  const linked = (condition: string) => new DataLoader<string, LinkedSubscriber | null>(async (ids) => inOrderOf(ids, await rows<LinkedSubscriber & { key: string }>(
    `select ${condition}`, [organizationId, ids]), ({ key: _, ...subscriber }) => subscriber));
  const columns = `s.id, ${numberSql('subscriber', 's.number')} as number, s.name`;
  const former = linked(`c.lead_id as key, ${columns} from conversions c join subscribers s on s.organization_id = $1 and s.id = c.subscriber_id
    where c.organization_id = $1 and c.lead_id = any ($2::uuid[]) and c.withdrawn_at is not null`);
  const chosen = linked(`s.id as key, ${columns} from subscribers s where s.organization_id = $1 and s.id = any ($2::uuid[])`);
  const similar = new DataLoader<Lead, Similar[], string>((leads) => similarTo(scope, leads), { cacheKeyFn: ({ id }) => id });
  const quotes = new DataLoader<string, string[]>((leadIds) => quotesWithStock(scope, leadIds), { maxBatchSize: 1000 });
  const equipment = remembered(
    ({ offerId, technicianId, quoteIds }: { offerId: string; technicianId: string | null; quoteIds: string[] }) => [offerId, technicianId, ...quoteIds].join('/'),
    ({ offerId, technicianId, quoteIds }) => plannedEquipment(scope, offerId, technicianId, quoteIds));
  let settings: Promise<ConversionSettings> | undefined;
  return {
    settings: () => (settings ??= conversionSettings(scope)),
    offer: remembered((id) => id, (id) => plannedOffer(scope, id)),
    router: remembered((id) => id, (id) => plannedRouter(scope, id)),
    profile: remembered(({ routerId, offerId }) => `${routerId}/${offerId}`, ({ routerId, offerId }) => profileOf(scope, routerId, offerId)),
    freeAddress: remembered(({ routerId, pool }) => `${routerId}/${pool}`, ({ routerId, pool }) => nextFreeAddress(scope, routerId, pool, '/routerUser/addressPool')),
    exitCriteria: remembered((id) => id, async (id) => (await stageOf(scope, id)).exitCriteria),
    wonStage: remembered(({ pipelineId, stageId }) => `${pipelineId}/${stageId}`, (lead) => wonStageOf(scope, lead)),
    nameHolder: (wanted) => nameLoader.load(wanted),
    leavingUser: (id) => leaving.load(id),
    formerSubscriber: (leadId) => former.load(leadId),
    subscriber: (id) => chosen.load(id),
    similarSubscribers: (lead) => similar.load(lead),
    equipment: async ({ leadId, offerId, technicianId }) => (offerId ? equipment({ offerId, technicianId, quoteIds: await quotes.load(leadId) }) : { needs: [], items: [] }),
  };
}

/** Asks once for what is the same question. */
function remembered<Asked, Answer>(keyOf: (asked: Asked) => string, ask: (asked: Asked) => Promise<Answer>): (asked: Asked) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (asked) => {
    const key = keyOf(asked);
    let answer = answers.get(key);
    if (!answer) answers.set(key, answer = ask(asked));
    return answer;
  };
}

function inOrderOf<Row extends { key: string }, Value>(keys: readonly string[], found: readonly Row[], valueOf: (row: Row) => Value): (Value | null)[] {
  const byKey = new Map(found.map((row) => [row.key, row]));
  return keys.map((key) => {
    const row = byKey.get(key);
    return row ? valueOf(row) : null;
  });
}

async function plannedOffer({ rows, organizationId }: Scope, id: string): Promise<PlannedOffer | null> {
  const [offer] = await rows<PlannedOffer>(
    `select o.id, o.name, o.monthly_price::text as "monthlyPrice", o.setup_fee::text as "setupFee", coalesce(o.tax_rate, s.tax_rate)::text as "taxRate",
            o.router_profile as "routerProfile"
       from offers o join organization_settings s on s.organization_id = $1 where o.organization_id = $1 and o.id = $2`, [organizationId, id]);
  return offer ?? null;
}

async function plannedRouter({ rows, organizationId }: Scope, id: string): Promise<PlannedRouter | null> {
  const [router] = await rows<PlannedRouter>(
    'select id, name, last_check_ok as "lastCheckOk", last_check_message as "lastCheckMessage" from routers where organization_id = $1 and id = $2', [organizationId, id]);
  return router ?? null;
}

/** Subscribers with the same phone, email or name, at most five of each lead. */
async function similarTo({ rows, organizationId }: Scope, leads: readonly Lead[]): Promise<Similar[][]> {
  const found = await rows<Similar & { lead: number }>(
    `select a.place::int as lead, x.* from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) with ordinality as a (id, phone, email, name, place)
       cross join lateral (
         select 'subscriber' as kind, s.id, ${numberSql('subscriber', 's.number')} as number, s.name as title,
                case when s.phone = a.phone then 'phone' when s.email = a.email then 'email' else 'name' end as matches
           from subscribers s
          where s.organization_id = $1 and s.lead_id is distinct from a.id
            and s.id in (
              (select id from subscribers where organization_id = $1 and phone = a.phone limit 5)
              union (select id from subscribers where organization_id = $1 and email = a.email limit 5)
              union (select id from subscribers where organization_id = $1 and name = a.name limit 5))
          order by (s.phone = a.phone) desc nulls last limit 5) x
      order by a.place`,
    [organizationId, leads.map(({ id }) => id), leads.map(({ phone }) => phone), leads.map(({ email }) => email), leads.map(({ name, title }) => name ?? title)]);
  const byLead = Map.groupBy(found, ({ lead }) => lead);
  return leads.map((_, index) => (byLead.get(index + 1) ?? []).map(({ lead: __, ...one }) => one));
}
