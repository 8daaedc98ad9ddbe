import {
  addressIn,
  broughtIn,
  crowdLead,
  dueColumns,
  pathTo,
  stageNames,
  type StageName,
  type Tausi,
} from './crowd-leads.ts';
import { areas, wishes } from './kenya.ts';
import { draftLead, type LeadDraft } from './lead-draft.ts';
import { castInstallations, type CastInstallation } from './cast-installations.ts';
import type { CastLead } from './cast-lead.ts';
import { tausiCast } from './tausi-cast.ts';

/** How many more of each stand beside the cast, to 400 in all with the apartment blocks. */
const crowd: { [stage in StageName]: number } = {
  'New enquiry': 6,
  Contacted: 4,
  Qualification: 2,
  Activation: 1,
  Dormant: 58,
  Won: 49,
  Lost: 230,
};
/** Those people meet first, and the eighteen months behind them. */
export function tausiLeads(tausi: Tausi): LeadDraft[] {
  const taken = new Set([...tausiCast, ...castInstallations].map(({ phone }) => phone));
  const others = stageNames.flatMap((stage) => Array.from({ length: crowd[stage] }, () => crowdLeadOf(tausi, stage, taken)));
  return [...tausiCast.map((lead, place) => castLead(tausi, lead, place)), ...castInstallations.map((one) => installedLead(tausi, one)), ...others];
}

/** Who was won in the last month is of the cast, so that numbers go by time. */
function crowdLeadOf(tausi: Tausi, stage: StageName, taken: Set<string>): LeadDraft {
  const aMonthAgo = tausi.calendar.ago({ days: 31 });
  for (;;) {
    const draft = crowdLead(tausi, stage, { taken, oldest: 24 });
    if (stage !== 'Won' || draft.lead.stageEnteredAt < aMonthAgo) return draft;
  }
}

/** Somebody who was won; what came of it is made by converting them. */
function installedLead(tausi: Tausi, { name, contact, phone, email, offer: wanted, area, owner, source, wonDaysAgo }: CastInstallation): LeadDraft {
  const { calendar, chance, packages, people } = tausi;
  const offer = packages.find((one) => one.name === wanted)!;
  const enteredAt = calendar.atWork(calendar.ago({ hours: Math.round(wonDaysAgo * 24) }));
  return draftLead(
    {
      fields: {
        ...(contact ? { name: null, companyName: name, contactName: contact } : { name }),
        phone,
        ...(email ? { email } : {}),
        source,
        offerId: offer.id,
        ...addressIn(areas.find((one) => one.name === area)!, chance, false),
        rating: 'hot',
        ...(source === 'caretaker' ? broughtIn(chance) : {}),
        interestReason: chance.pick(wishes),
      },
      price: offer.monthlyPrice,
      owner: people[owner],
      path: pathTo(tausi, 'Won'),
      createdAt: calendar.atWork(new Date(enteredAt.getTime() - chance.between(5, 19) * 86_400_000)),
      enteredAt,
      firstReply: 25,
      kept: 0.85,
    },
    calendar,
    chance,
  );
}

function castLead(tausi: Tausi, cast: CastLead, place: number): LeadDraft {
  const { calendar, chance, packages, people } = tausi;
  const offer = packages.find(({ name }) => name === cast.offer) ?? null;
  const createdAt = calendar.ago(cast.age);
  return draftLead(
    {
      fields: {
        ...(cast.company
          ? { name: null, companyName: cast.name, contactName: cast.contact, jobTitle: cast.jobTitle }
          : { name: cast.name }),
        phone: cast.phone,
        email: cast.email,
        source: cast.source,
        offerId: offer?.id ?? null,
        ...addressIn(
          areas.find(({ name }) => name === cast.area)!,
          chance,
          false,
        ),
        ...dueColumns(cast.due, calendar),
        followUpNote: cast.step ?? null,
        rating: cast.stage === 'Activation' ? 'hot' : 'warm',
        ...(cast.source === 'caretaker' ? broughtIn(chance) : {}),
        interestReason: chance.pick(wishes),
      },
      price: offer?.monthlyPrice ?? null,
      owner: cast.owner && people[cast.owner],
      path: pathTo(tausi, cast.stage),
      createdAt,
      enteredAt: cast.inStage ? calendar.ago({ days: cast.inStage, hours: 1 }) : createdAt,
      place,
      lately: cast.lately,
    },
    calendar,
    chance,
  );
}
