import { mostScore, type ScoreRule, type ScoreRuleKind } from '@lastmile/contracts';

/** What rules look at, as it was known at a moment. */
export interface ScoreFacts {
  /** Columns by name; custom fields as `customFields.<name>`. */
  fields: { readonly [name: string]: unknown };
  pin: { latitude: number; longitude: number } | null;
  tagIds: readonly string[];
  /** What was done, the latest first. */
  activities: readonly { type: string; outcome: string | null; at: Date }[];
  captures: readonly { source: string }[];
  createdAt: Date;
  firstActionAt: Date | null;
}

export interface Scored {
  score: number;
  /** The rules that apply, in their order. */
  reasons: { ruleId: string; points: number }[];
  /** The first moment at which time alone makes it another score; null where only a change of the lead does. */
  changesAt: Date | null;
}

/** Whether a rule applies, and when that ceases to be so by itself. */
interface Verdict { applies: boolean; until?: Date | null }

const day = 86_400_000;
const after = (moment: Date, milliseconds: number): Date => new Date(moment.getTime() + milliseconds);

/** What rules come to for a lead. Pure: the same facts at the same moment are the same score. */
export function evaluateScore(rules: readonly ScoreRule[], facts: ScoreFacts, now: Date): Scored {
  const reasons: Scored['reasons'] = [];
  let changesAt: Date | null = null;
  for (const rule of rules) {
    const { applies, until = null } = verdicts[rule.kind](rule as never, facts, now);
    if (applies) reasons.push({ ruleId: rule.id, points: rule.points });
    if (until && (!changesAt || until < changesAt)) changesAt = until;
  }
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  return { score: Math.min(Math.max(sum, 0), mostScore), reasons, changesAt };
}

type RuleOf<Kind extends ScoreRuleKind> = Extract<ScoreRule, { kind: Kind }>;

const verdicts: { [kind in ScoreRuleKind]: (rule: RuleOf<kind>, facts: ScoreFacts, now: Date) => Verdict } = {
  field: (rule, { fields, pin }) => ({ applies: fieldApplies(rule, rule.field === 'geo' ? pin : fields[rule.field]) }),
  tag: ({ tagIds }, facts) => ({ applies: facts.tagIds.some((id) => tagIds.includes(id)) }),
  activity: ({ types, outcomes, atLeast, withinDays }, { activities }, now) => {
    const fitting = activities.filter(({ type, outcome, at }) =>
      (!types || types.some((one) => one === type)) && (!outcomes || outcomes.some((one) => one === outcome)) && at <= now);
    const deciding = fitting[atLeast - 1];
    if (!withinDays || !deciding) return { applies: Boolean(deciding) };
    const until = after(deciding.at, withinDays * day);
    return until > now ? { applies: true, until } : { applies: false };
  },
  silence: ({ days }, { activities, createdAt }, now) => {
    const begins = after(activities[0]?.at ?? createdAt, days * day);
    return begins <= now ? { applies: true } : { applies: false, until: begins };
  },
  reply: ({ withinMinutes }, { createdAt, firstActionAt }) => ({
    applies: firstActionAt !== null && firstActionAt.getTime() - createdAt.getTime() <= withinMinutes * 60_000,
  }),
  capture: ({ sources, atLeast }, { captures }) => ({
    applies: captures.filter(({ source }) => !sources || sources.includes(source)).length >= atLeast,
  }),
  age: ({ fromDays, toDays }, { createdAt }, now) => {
    const [begins, ends] = [after(createdAt, fromDays * day), toDays === undefined ? null : after(createdAt, toDays * day)];
    if (now < begins) return { applies: false, until: begins };
    return ends && now >= ends ? { applies: false } : { applies: true, until: ends };
  },
  distance: ({ withinKm, ...place }, { pin }) => ({ applies: pin !== null && kilometres(pin, place) <= withinKm }),
};

function fieldApplies({ test, values = [], from, to }: RuleOf<'field'>, value: unknown): boolean {
  const isEmpty = value === null || value === undefined || value === '';
  if (test === 'empty') return isEmpty;
  if (isEmpty) return false;
  if (test === 'filled') return true;
  if (test === 'between') {
    const amount = Number(value);
    return !Number.isNaN(amount) && (from === undefined || amount >= from) && (to === undefined || amount <= to);
  }
  const text = String(value).toLowerCase();
  return values.some((one) => (test === 'any_of' ? text === one.trim().toLowerCase() : text.includes(one.trim().toLowerCase())));
}

const earthRadius = 6371;

/** As the crow flies (haversine). */
export function kilometres(one: { latitude: number; longitude: number }, other: { latitude: number; longitude: number }): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [latitude, otherLatitude] = [radians(one.latitude), radians(other.latitude)];
  const half = (difference: number): number => Math.sin(difference / 2) ** 2;
  const chord = half(otherLatitude - latitude) + Math.cos(latitude) * Math.cos(otherLatitude) * half(radians(other.longitude - one.longitude));
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, chord)));
}
