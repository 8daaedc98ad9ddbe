import type { Lead, StandingPlace } from '../features/leads/index.ts';
import type { Calendar } from './calendar.ts';
import type { Person } from './happenings.ts';
import {
  areas,
  businesses,
  caretakers,
  familyNames,
  lostReasons,
  menNames,
  wishes,
  womenNames,
  type Area,
} from './kenya.ts';
import { draftLead, type LeadDraft } from './lead-draft.ts';
import type { MadePackage } from './make-packages.ts';
import type { Chance } from './random.ts';
import type { Due, Owner } from './cast-lead.ts';

export interface Tausi {
  calendar: Calendar;
  chance: Chance;
  packages: readonly MadePackage[];
  stages: ReadonlyMap<string, StandingPlace>;
  people: { [owner in Owner]: Person };
  /** Who sells besides: theirs is the past, and none of what the cast does today. */
  others: readonly Person[];
}

/** The stages of Tausi’s default pipeline of leads. */
export const stageNames = [
  'New enquiry',
  'Contacted',
  'Qualification',
  'Activation',
  'Dormant',
  'Won',
  'Lost',
] as const;
export type StageName = (typeof stageNames)[number];

const ways: { [stage in StageName]: readonly StageName[] } = {
  'New enquiry': ['New enquiry'],
  Contacted: ['New enquiry', 'Contacted'],
  Qualification: ['New enquiry', 'Contacted', 'Qualification'],
  Activation: ['New enquiry', 'Contacted', 'Qualification', 'Activation'],
  Dormant: ['New enquiry', 'Contacted', 'Dormant'],
  Won: ['New enquiry', 'Contacted', 'Qualification', 'Activation', 'Won'],
  Lost: ['New enquiry', 'Contacted', 'Lost'],
};

/** Eighteen months. */
const history = 548;

type Odds<Item> = readonly (readonly [Item, number])[];

/**
 * What is known of leads, by how they ended: whoever was recommended, is unhappy with bundles or wrote an email became a subscriber more often, so that
 * figures and the score have something to find.
 */
interface Tendency {
  sources: Odds<string>;
  providers: Odds<string | null>;
  ratings: Odds<'cold' | 'warm' | 'hot'>;
  email: number;
  wish: number;
  router: number;
  company: number;
  /** How likely a follow-up was kept in time. */
  kept: number;
  /** Minutes until somebody answered: half of them are answered faster. */
  firstReply: number;
  captured: number;
}

const usually: Tendency = {
  sources: [['website', 8], ['caretaker', 7], ['field_sales', 6], ['referral', 5], ['messaging', 5], ['cold_call', 3], ['order_attempt', 2], ['quote', 2],
    ['manual', 1], ['location_share', 1]],
  providers: [[null, 10], ['Safaricom Fibre', 4], ['Zuku', 3], ['Mobile bundles', 3], ['None yet', 3], ['Faiba', 2], ['Poa Internet', 2]],
  ratings: [['cold', 2], ['warm', 4], ['hot', 2]],
  email: 0.45, wish: 0.4, router: 0.3, company: 0.14, kept: 0.65, firstReply: 55, captured: 0.2,
};
const whenWon: Tendency = {
  sources: [['referral', 9], ['caretaker', 9], ['website', 7], ['field_sales', 5], ['order_attempt', 4], ['quote', 4], ['messaging', 4], ['cold_call', 1],
    ['manual', 1], ['location_share', 1]],
  providers: [[null, 7], ['Mobile bundles', 5], ['None yet', 5], ['Zuku', 4], ['Poa Internet', 2], ['Safaricom Fibre', 1.5], ['Faiba', 1]],
  ratings: [['cold', 1], ['warm', 4], ['hot', 5]],
  email: 0.62, wish: 0.6, router: 0.4, company: 0.18, kept: 0.82, firstReply: 25, captured: 0.35,
};
const whenLost: Tendency = {
  sources: [['website', 9], ['messaging', 7], ['field_sales', 6], ['cold_call', 6], ['caretaker', 5], ['referral', 3], ['location_share', 2], ['manual', 1],
    ['quote', 1], ['order_attempt', 1]],
  providers: [[null, 10], ['Safaricom Fibre', 6], ['Faiba', 3], ['Zuku', 2], ['Poa Internet', 2], ['Mobile bundles', 2], ['None yet', 2]],
  ratings: [['cold', 4], ['warm', 4], ['hot', 1]],
  email: 0.36, wish: 0.3, router: 0.25, company: 0.12, kept: 0.5, firstReply: 110, captured: 0.12,
};
const tendencyOf = (stage: StageName): Tendency => (stage === 'Won' ? whenWon : stage === 'Lost' ? whenLost : usually);

const nextSteps = ['Call', 'Send quote', 'Visit', 'Ask the landlord', 'Confirm the day', 'Send the coverage map'];

/**
 * Somebody who might have called: a lead in `stage` with a believable past. `taken` holds the phones in use and gets
 * this one's; `oldest` is how many days ago an open one may have come. Only those that `mayBeLate` have missed their next step: the others leave Today
 * to the cast.
 */
export function crowdLead(
  tausi: Tausi,
  stage: StageName,
  { taken, oldest, isBrief = false, mayBeLate = false }: { taken: Set<string>; oldest: number; isBrief?: boolean; mayBeLate?: boolean },
): LeadDraft {
  const { calendar, chance, packages, people } = tausi;
  const tends = tendencyOf(stage);
  const isOpen = stage !== 'Dormant' && stage !== 'Won' && stage !== 'Lost';
  // More came lately than a year ago: the business grows.
  const age = isOpen ? chance.between(3, oldest) : Math.round(history * (1 - chance.fraction() ** 0.75) + 9);
  const stay = Math.min(age - 1, stage === 'Dormant' ? age - 2 : chance.between(2, 26));
  const createdAt = calendar.atWork(calendar.ago({ days: age, hours: chance.between(0, 23) }));
  const enteredAt =
    stage === 'New enquiry'
      ? createdAt
      : calendar.atWork(
          calendar.ago({
            days: isOpen ? chance.between(1, age - 1) : age - Math.max(1, stay),
            hours: chance.between(0, 20),
          }),
        );
  const source = chance.weighted(tends.sources);
  const isCompany = chance.isLucky(tends.company);
  const area = chance.pick(areas);
  const offer = packageFor(packages, isCompany, chance);
  const owner = chance.weighted<Person>([
    [people.owner, 2],
    [people.sales, 5],
    [people.sales2, 4],
    [people.manager, 2],
    ...tausi.others.map((other) => [other, 3] as const),
  ]);
  const due: Due = isOpen
    ? { days: mayBeLate && chance.isLucky(0.15) ? -chance.between(1, 9) : chance.between(1, 6), time: `${chance.between(9, 16)}:${chance.pick(['00', '30'])}`.padStart(5, '0') }
    : null;
  const name = personName(chance);
  return draftLead(
    {
      fields: {
        ...(isCompany
          ? { name: null, companyName: `${chance.pick(businesses)} ${area.name}`, contactName: name }
          : { name }),
        phone: newPhone(chance, taken),
        email: chance.isLucky(tends.email) ? `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@mail.test` : null,
        source,
        offerId: offer.id,
        ...addressIn(area, chance, true),
        ...(source === 'caretaker' ? broughtIn(chance) : {}),
        currentIsp: chance.weighted(tends.providers),
        interestReason: chance.isLucky(tends.wish) ? chance.pick(wishes) : null,
        hasRouter: chance.isLucky(tends.router),
        rating: chance.weighted(tends.ratings),
        ...dueColumns(due, calendar),
        followUpNote: due && chance.pick(nextSteps),
        ...(stage === 'Lost' ? { lostReason: chance.weighted(lostReasons) } : {}),
      },
      price: offer.monthlyPrice,
      owner,
      isBrief,
      path: pathTo(tausi, stage),
      // Half of the new ones wait for their first call.
      firstReply: stage === 'New enquiry' && chance.isLucky(0.5) ? undefined : tends.firstReply,
      kept: tends.kept,
      captured: tends.captured,
      createdAt,
      enteredAt: enteredAt > createdAt ? enteredAt : new Date(createdAt.getTime() + 3_600_000),
    },
    calendar,
    chance,
  );
}

/** The stages on the way to one, itself included. */
export function pathTo({ stages, chance }: Tausi, stage: StageName): StandingPlace[] {
  // Some are lost at once, and some after the survey.
  const way =
    stage !== 'Lost'
      ? ways[stage]
      : chance.weighted<readonly StageName[]>([
          [['New enquiry', 'Lost'], 3],
          [ways.Lost, 5],
          [['New enquiry', 'Contacted', 'Qualification', 'Lost'], 2],
        ]);
  return way.map((name) => stages.get(name)!);
}

/** An hour that has passed today becomes the whole day: “today” stays true whenever the demo is made. */
export function dueColumns(due: Due, calendar: Calendar): Partial<Lead> {
  if (!due) return {};
  if ('hours' in due) return { followUpAt: calendar.ago({ hours: -due.hours }) };
  const at = calendar.at(due.days, due.time);
  return due.days === 0 && at <= calendar.now
    ? { followUpAt: new Date(calendar.at(1, '00:00').getTime() - 1), followUpOn: calendar.date(0) }
    : { followUpAt: at };
}

function packageFor(packages: readonly MadePackage[], isCompany: boolean, chance: Chance): MadePackage {
  const kinds = isCompany ? ['business', 'school', 'kiosk'] : ['home', 'home', 'home', 'estate', 'student', 'wireless'];
  const kind = chance.pick(kinds);
  const fitting = packages.filter(
    ({ routerProfile, downloadMbps }) => routerProfile.startsWith(`${kind}-`) && downloadMbps <= (isCompany ? 100 : 60),
  );
  return chance.pick(fitting.length > 0 ? fitting : packages);
}

const personName = (chance: Chance): string =>
  `${chance.pick(chance.isLucky(0.5) ? womenNames : menNames)} ${chance.pick(familyNames)}`;

function newPhone(chance: Chance, taken: Set<string>): string {
  for (;;) {
    const prefix = chance.pick(['0', '1', '2', '4', '9']);
    const phone = `+2547${prefix}${String(chance.between(0, 9_999_999)).padStart(7, '0')}`;
    if (!taken.has(phone)) {
      taken.add(phone);
      return phone;
    }
  }
}

export function addressIn(area: Area, chance: Chance, isVague: boolean): Partial<Lead> {
  const estate = chance.pick(area.estates);
  return {
    location: area.name,
    city: area.city,
    ...(isVague && chance.isLucky(0.4)
      ? {}
      : {
          street: chance.pick(area.streets),
          unitNumber: `${estate} ${chance.pick(['A', 'B', 'C', 'D'])}${chance.between(1, 24)}`,
          latitude: (area.latitude + (chance.fraction() - 0.5) / 50).toFixed(6),
          longitude: (area.longitude + (chance.fraction() - 0.5) / 50).toFixed(6),
        }),
  };
}

export function broughtIn(chance: Chance): Partial<Lead> {
  const [broughtInBy, broughtInByContact] = chance.pick(caretakers);
  return { broughtInBy, broughtInByContact };
}
