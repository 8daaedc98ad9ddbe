import type { StandingPlace } from '../features/leads/index.ts';
import { addressIn, dueColumns, type Tausi } from './crowd-leads.ts';
import { areas, caretakers } from './kenya.ts';
import { draftLead, type LeadDraft } from './lead-draft.ts';

/** A block, how many flats it has, where it stands since how many days, and what is next in how many. */
const blocks: readonly (readonly [name: string, area: string, units: number, path: readonly string[], days: number, step: string | null, inDays: number])[] = [
  ['Rose Court', 'Kilimani', 24, ['New'], 2, 'Meet the caretaker', 1],
  ['Clay City Flats', 'Kasarani', 40, ['New'], 5, 'Call the owner', 2],
  ['Amal Flats', 'Eastleigh', 16, ['New', 'Survey'], 3, 'Count the units', 2],
  ['Seasons Court', 'Kasarani', 48, ['New', 'Survey'], 6, 'Survey of the riser', 3],
  ['Valley Arcade Apartments', 'Lavington', 30, ['New', 'Survey'], 9, 'Line of sight from the roof', 4],
  ['Sun Valley Phase II', 'Langata', 60, ['New', 'Survey', 'Agreement'], 8, 'Send the agreement', 2],
  ['Gateway Residences', 'Syokimau', 36, ['New', 'Survey', 'Agreement'], 16, 'Ask for the signature', 5],
  ['Plainsview Towers', 'South B', 20, ['New', 'Survey', 'Lost'], 20, null, 0],
];

/** Whole buildings are another business than single homes: they stand in a pipeline of their own. */
export function apartmentLeads(tausi: Tausi, stages: ReadonlyMap<string, StandingPlace>): LeadDraft[] {
  const { calendar, chance, packages, people } = tausi;
  const offers = packages.filter(({ routerProfile }) => routerProfile.startsWith('building'));
  return blocks.map(([name, area, units, path, days, step, next], index) => {
    const offer = offers[index % offers.length] ?? null;
    const [broughtInBy, broughtInByContact] = chance.pick(caretakers);
    const isLost = path.at(-1) === 'Lost';
    return draftLead(
      {
        fields: {
          name: null,
          companyName: name,
          contactName: broughtInBy,
          jobTitle: 'Caretaker',
          phone: `+2547005558${String(index).padStart(2, '0')}`,
          source: 'caretaker',
          offerId: offer?.id ?? null,
          ...addressIn(areas.find((known) => known.name === area)!, chance, false),
          unitNumber: `${units} flats`,
          broughtInBy,
          broughtInByContact,
          rating: path.length > 2 ? 'hot' : 'warm',
          ...dueColumns(isLost ? null : { days: next, time: '10:00' }, calendar),
          followUpNote: step,
          ...(isLost ? { lostReason: 'The landlord refused the cable' } : {}),
        },
        price: offer?.monthlyPrice ?? null,
        owner: index % 2 === 0 ? people.manager : people.owner,
        path: path.map((stage) => stages.get(stage)!),
        createdAt: calendar.ago({ days: days + (path.length - 1) * 9, hours: 3 }),
        enteredAt: calendar.ago({ days, hours: 2 }),
        firstReply: path.length > 1 ? 90 : undefined,
        kept: 0.8,
      },
      calendar,
      chance,
    );
  });
}
