import type { StandingPlace } from '../features/leads/index.ts';
import type { DemoActivity, Person } from './happenings.ts';
import { idAt } from './id-at.ts';
import type { Chance } from './random.ts';

/** What was said lately, by whoever has the lead. */
export interface Talk extends Pick<DemoActivity, 'type' | 'outcome' | 'body'> {
  minutesAgo: number;
}

type Line = readonly [type: DemoActivity['type'], outcome: string | null, body: string];

/** What is said before a lead goes on, is lost or is left to rest. */
const onward: readonly Line[] = [
  ['call', 'interested', 'Asked which package carries two televisions and a home office.'],
  ['call', 'answered', 'Wants to compare with the present provider, call back.'],
  ['text', null, 'Sent the coverage map and the packages.'],
  ['call', 'interested', 'Agreed to a site visit.'],
  ['meeting', null, 'Visited: a drop of about 60 m from the pole, the conduit is free.'],
  ['call', 'interested', 'Happy with the price, asked for the first free installation day.'],
  ['call', 'answered', 'The landlord has to agree to the cable first.'],
  ['text', null, 'Sent the paybill number and the amount of the first bill.'],
];
const beforeLosing: readonly Line[] = [
  ['call', 'not_interested', 'Not interested any more.'],
  ['call', 'no_answer', 'Third try, nobody answers.'],
  ['call', 'answered', 'Has decided already.'],
];
const beforeResting: readonly Line[] = [
  ['call', 'answered', 'Asked us to come back in two months.'],
  ['call', 'voicemail', 'Left a message, will try again next quarter.'],
];
const beforeWinning: readonly Line[] = [
  ['call', 'interested', 'Confirmed the installation day and the router pick-up.'],
  ['meeting', null, 'Signed the order form at the gate.'],
];

const first: readonly Line[] = [
  ['call', 'answered', 'Explained the packages and took the address.'],
  ['call', 'interested', 'Wants to know the first free installation day.'],
  ['call', 'no_answer', 'No answer, sent a message instead.'],
  ['call', 'voicemail', 'Left a message.'],
  ['text', null, 'Asked for the location to check the coverage.'],
];

const lines = ({ type }: StandingPlace): readonly Line[] =>
  type === 'lost' ? beforeLosing : type === 'dormant' ? beforeResting : type === 'won' ? beforeWinning : onward;

/** What somebody did first with a lead. */
export function firstTalk(chance: Chance): Pick<DemoActivity, 'type' | 'outcome' | 'body'> {
  const [type, outcome, body] = chance.pick(first);
  return { type, outcome, body };
}

/** What somebody did with a lead shortly before it moved. */
export function talkAbout({ to, at, by }: { to: StandingPlace; at: Date; by: Person }, chance: Chance): DemoActivity {
  const [type, outcome, body] = chance.pick(lines(to));
  return { id: idAt(at), at, type, outcome, body, by };
}
