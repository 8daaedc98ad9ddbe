import type { Pipeline } from '@lastmile/contracts';
import { newId } from '../../../core/ids.ts';
import { insertRow } from '../../../core/rows.ts';
import type { TestOrganization } from '../../../testing/index.ts';
import { countChange } from '../finding/lead-counts.ts';

/** A lead as the test knows it: what was put into the table, and nothing of how the server reads it. */
export interface KnownLead {
  id: string;
  title: string;
  phone: string | null;
  email: string | null;
  companyName: string | null;
  city: string | null;
  location: string | null;
  partner: string | null;
  broughtInBy: string | null;
  currentIsp: string | null;
  lostReason: string | null;
  wonAt: Date | null;
  lostAt: Date | null;
  furthestStageId: string | null;
  hasRouter: boolean | null;
  source: string;
  offerId: string | null;
  priority: string | null;
  rating: string | null;
  urgency: string | null;
  score: number | null;
  probability: number | null;
  value: string;
  estimatedValue: string | null;
  pipelineId: string;
  stageId: string;
  status: string;
  stageEnteredAt: Date;
  ownerId: string | null;
  firstActionAt: Date | null;
  lastActivityAt: Date | null;
  followUpAt: Date | null;
  convertedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  customFields: { [name: string]: string | number };
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Choices { pipelines: readonly Pipeline[]; owners: readonly (string | null)[]; offers: readonly string[]; seed: number; count: number;
  /** What a test wants otherwise, before they are put into the table. */
  alter?: (lead: KnownLead, random: () => number) => void;
}

/** Leads of every kind, put straight into the table; the same for the same seed, but for their ids and the moment they are counted from. */
export async function addRandomLeads(organization: TestOrganization, { pipelines, owners, offers, seed, count, alter }: Choices): Promise<KnownLead[]> {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const maybe = <Item>(make: () => Item, chance = 0.6): Item | null => (random() < chance ? make() : null);
  const now = Date.now();
  const daysAway = (from: number, to: number) => new Date(Math.round(now + (from + random() * (to - from)) * 86_400_000));

  const leads = Array.from({ length: count }, (_, index): KnownLead => {
    const pipeline = pick(pipelines);
    const stage = pick(pipeline.stages);
    return {
      id: newId(), title: `${pick(['Zoë', 'zoe', 'Ábel', 'Wanjiru', '100% Fibre', 'o_o'])} ${index % 7}`,
      phone: maybe(() => `+2547${String(10_000_000 + index * 7919).slice(0, 8)}`), email: maybe(() => `${pick(['anna', 'Bo', 'c_d'])}@mail.test`),
      companyName: maybe(() => pick(['Acacia Dental', 'Highridge Apartments', '50% Off Ltd'])), city: maybe(() => pick(['Nairobi', 'NAKURU', 'Kisumu'])),
      location: maybe(() => pick(['Kilimani', 'Kileleshwa', 'Karen'])), partner: maybe(() => pick(['Jamii', 'Poa'])), broughtInBy: maybe(() => pick(['Otieno', 'Achieng'])),
      currentIsp: maybe(() => pick(['Safaricom', 'Zuku'])), lostReason: stage.type === 'lost' ? pick(['Too expensive', 'Moved away']) : null,
      wonAt: null, lostAt: null, furthestStageId: null,
      hasRouter: maybe(() => random() < 0.5), source: pick(['referral', 'website', 'manual', 'field_sales']), offerId: maybe(() => pick(offers)),
      priority: maybe(() => pick(['low', 'medium', 'high', 'urgent'])), rating: maybe(() => pick(['cold', 'warm', 'hot'])),
      urgency: maybe(() => pick(['low', 'normal', 'high', 'critical'])), score: maybe(() => Math.floor(random() * 8)), probability: maybe(() => pick([0, 10, 50, 100])),
      value: pick(['0.00', '999.99', '1000.00', '2500.00', '2500.01']), estimatedValue: maybe(() => pick(['100.00', '5000.00'])),
      pipelineId: pipeline.id, stageId: stage.id, status: stage.type, stageEnteredAt: daysAway(-60, 0), ownerId: pick(owners),
      firstActionAt: maybe(() => daysAway(-10, 0)), lastActivityAt: maybe(() => daysAway(-90, 0)), followUpAt: maybe(() => daysAway(-3, 3), 0.7),
      convertedAt: stage.type === 'won' ? maybe(() => daysAway(-20, 0)) : null, createdAt: daysAway(-70, 0), updatedAt: daysAway(-5, 0),
      customFields: {
        ...maybe(() => ({ building: pick(['Rose Court', 'rosewood', 'Baraka']) })), ...maybe(() => ({ house: pick(['Flat', 'House, large']) })),
        ...maybe(() => ({ units: pick([1, 10, 24]) })), ...maybe(() => ({ movein: pick(['2026-05-31', '2026-06-01', '2026-07-15']) })),
      },
    };
  });
  for (const lead of leads) {
    lead.wonAt = lead.status === 'won' ? lead.convertedAt ?? lead.stageEnteredAt : null;
    lead.lostAt = lead.status === 'lost' ? lead.stageEnteredAt : null;
    lead.furthestStageId = ['lost', 'dormant'].includes(lead.status) ? null : lead.stageId;
    alter?.(lead, random);
  }
  await organization.inOrg(async (scope) => {
    for (const [index, lead] of leads.entries()) {
      await insertRow(scope, 'leads', {
        ...lead, organizationId: scope.organizationId, number: 5000 + index, name: lead.title, rank: `a${String(index % 10)}`, searchText: ' many', createdById: null,
        customFields: JSON.stringify(lead.customFields),
      });
      await countChange(scope, null, lead);
    }
  });
  return leads;
}
