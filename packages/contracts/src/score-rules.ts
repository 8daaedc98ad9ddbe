/** Lead score (S0-10.1-a, S3-fut-a, D24): rules that an admin picks, what they come to for a lead, and how they would have judged last year. */
import { Type, type Static } from 'typebox';
import { activityTypes, outcomes } from './activities.ts';
import { endpoint } from './endpoint.ts';
import { SourceCode } from './lead-sources.ts';
import { ById, Id, Instant, Nullable, OneOf, RequiredText, Shape, Version, named } from './schemas.ts';

/** A score is the points of the rules that apply, never below 0 and never above this. */
export const mostScore = 100;
export const mostScoreRules = 40;

/**
 * Standard fields that a rule can look at. What follows from how a lead ended, such as the agreed price or the probability, is left out: it would
 * explain the past and say nothing of a new lead.
 */
export const scoreFields = [
  'source', 'offerId', 'rating', 'priority', 'urgency', 'hasRouter', 'estimatedValue', 'totalJobsReferred', 'phone', 'email', 'companyName', 'jobTitle',
  'location', 'city', 'street', 'zipCode', 'geo', 'partner', 'broughtInBy', 'howFoundUs', 'serviceType', 'currentIsp', 'interestReason', 'routerType', 'notes',
] as const;
export type ScoreField = (typeof scoreFields)[number];

const rule = {
  id: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$', description: 'Of the caller’s choosing, unique among the rules; reasons name it.' }),
  points: Type.Integer({ minimum: -100, maximum: 100, description: 'Added to the score where the rule applies; negative ones are taken away.' }),
};
const Days = Type.Integer({ minimum: 1, maximum: 730 });
const Place = Type.Number({ minimum: -180, maximum: 180 });
const atMost = 30;
const few = <Item extends Parameters<typeof Type.Array>[0]>(item: Item, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, maxItems: atMost, uniqueItems: true, description }));

export const FieldRule = Shape({
  ...rule,
  kind: Type.Literal('field'),
  field: Type.String({ maxLength: 80, pattern: '^[A-Za-z][A-Za-z0-9_.]*$', description: `${scoreFields.join(', ')}, or \`customFields.<name>\`.` }),
  test: OneOf(['filled', 'empty', 'any_of', 'contains', 'between'] as const),
  values: few(RequiredText(120), 'Of `any_of`: it is one of these, in any case; of `contains`: it contains one of these.'),
  from: Type.Optional(Type.Number({ minimum: -1e12, maximum: 1e12, description: 'Of `between`.' })),
  to: Type.Optional(Type.Number({ minimum: -1e12, maximum: 1e12, description: 'Of `between`, included.' })),
});
export const TagRule = Shape({
  ...rule, kind: Type.Literal('tag'), tagIds: Type.Array(Id, { minItems: 1, maxItems: atMost, uniqueItems: true, description: 'Marked with one of these.' }),
});
export const ActivityRule = Shape({
  ...rule,
  kind: Type.Literal('activity'),
  types: few(OneOf(activityTypes), 'Of any type where it is left out.'),
  outcomes: few(OneOf(outcomes), 'With any outcome or none where it is left out.'),
  atLeast: Type.Integer({ minimum: 1, maximum: 50, description: 'So many of them were done.' }),
  withinDays: Type.Optional(Type.Integer({ ...Days, description: 'In the last so many days; ever where it is left out.' })),
});
export const SilenceRule = Shape({
  ...rule, kind: Type.Literal('silence'), days: Type.Integer({ ...Days, description: 'Nothing was done with it for so many days, or since it came in.' }),
});
export const ReplyRule = Shape({
  ...rule, kind: Type.Literal('reply'), withinMinutes: Type.Integer({ minimum: 1, maximum: 100_000, description: 'The first thing done with it came so soon.' }),
});
export const CaptureRule = Shape({
  ...rule, kind: Type.Literal('capture'), sources: few(SourceCode, 'From one of these sources; any where it is left out.'),
  atLeast: Type.Integer({ minimum: 1, maximum: 50, description: 'So many captures.' }),
});
export const AgeRule = Shape({
  ...rule, kind: Type.Literal('age'), fromDays: Type.Integer({ minimum: 0, maximum: 730, description: 'It came in at least so many days ago …' }),
  toDays: Type.Optional(Type.Integer({ ...Days, description: '… and less than so many.' })),
});
export const DistanceRule = Shape({
  ...rule, kind: Type.Literal('distance'), latitude: Type.Number({ minimum: -90, maximum: 90 }), longitude: Place,
  withinKm: Type.Number({ exclusiveMinimum: 0, maximum: 1000, description: 'As the crow flies; a lead without a pin is nowhere near.' }),
  place: Type.Optional(RequiredText(60, 'What is there, for example a site’s name.')),
});

const kinds = [FieldRule, TagRule, ActivityRule, SilenceRule, ReplyRule, CaptureRule, AgeRule, DistanceRule] as const;
/** One condition with its points; `kind` says what it looks at, so that a mistake is told of that kind alone. */
export const ScoreRule = Type.Unsafe<Static<(typeof kinds)[number]>>({
  type: 'object', discriminator: { propertyName: 'kind' }, required: ['kind'], oneOf: kinds,
});
export type ScoreRule = Static<(typeof kinds)[number]>;
export type ScoreRuleKind = ScoreRule['kind'];

const Rules = Type.Array(ScoreRule, { maxItems: mostScoreRules, description: 'In the order people read them.' });

export const ScoreRuleSet = named('ScoreRuleSet', Shape({
  id: Id,
  rules: Rules,
  version: Version,
  changedByName: Type.String({ description: 'Who changed the draft last, or switched the rules on.' }),
  changedAt: Instant,
}));
export type ScoreRuleSet = Static<typeof ScoreRuleSet>;

export const ScoreRules = named('ScoreRules', Shape({
  active: Type.Union([ScoreRuleSet, Type.Null()], { description: 'What leads are scored by; null while the score is switched off.' }),
  draft: Type.Union([ScoreRuleSet, Type.Null()], { description: 'What is being worked on.' }),
  jobId: Nullable(Type.String({ format: 'uuid', description: 'The job that scores all open leads anew, while it runs.' })),
}));
export type ScoreRules = Static<typeof ScoreRules>;

const Share = Type.Integer({ minimum: 0 });
export const ScoreTrial = named('ScoreTrial', Shape({
  won: Type.Integer({ description: 'Leads looked at that were won in the last year; the newest 2,000.' }),
  lost: Type.Integer({ description: 'The same, lost.' }),
  separation: Nullable(Type.Number({
    minimum: 0, maximum: 1, description: 'Of a won and a lost lead picked at random, how often the won one had the higher score; 0.5 is a coin. Null without both.',
  })),
  wonAverage: Nullable(Type.Number()),
  lostAverage: Nullable(Type.Number()),
  bands: Type.Array(Shape({ from: Type.Integer(), to: Type.Integer(), won: Share, lost: Share })),
  rules: Type.Array(Shape({ id: Type.String(), won: Share, lost: Share }), { description: 'To how many of each every rule applied.' }),
}));
export type ScoreTrial = Static<typeof ScoreTrial>;

export const LeadScore = named('LeadScore', Shape({
  score: Nullable(Type.Integer({ description: 'What counts: the override, else what the rules say.' })),
  computed: Nullable(Type.Integer({ description: 'What the rules say; null while they are switched off, and for a lead that was never scored.' })),
  reasons: Type.Array(Shape({ points: Type.Integer(), rule: ScoreRule }), { description: 'The rules that apply, as they were when the lead was scored.' }),
  scoredAt: Nullable(Instant),
  override: Type.Union([Shape({ score: Type.Integer(), reason: Nullable(Type.String()), byName: Type.String(), at: Instant }), Type.Null()]),
  isOn: Type.Boolean({ description: 'Whether rules are switched on.' }),
  canOverride: Type.Boolean(),
}));
export type LeadScore = Static<typeof LeadScore>;

const tag = 'score-rules';
export const getScoreRules = endpoint({
  operationId: 'getScoreRules', tag, summary: 'The rules that leads are scored by, and the draft', method: 'GET', path: '/score-rules', access: 'leads:read',
  response: ScoreRules,
});
export const saveScoreDraft = endpoint({
  operationId: 'saveScoreDraft', tag, summary: 'Keep a draft of the rules; nothing is scored by it yet', method: 'PUT', path: '/score-rules/draft',
  access: 'score-rules:write', body: Shape({ rules: Rules }), response: ScoreRules, errors: [409, 412, 422],
  description: '`If-Match` is the draft’s version, 0 where there is none yet. Two who begin one at the same moment: 409 `draft_exists`.',
});
export const discardScoreDraft = endpoint({
  operationId: 'discardScoreDraft', tag, summary: 'Throw the draft away', method: 'DELETE', path: '/score-rules/draft', access: 'score-rules:write',
  response: ScoreRules, errors: [404, 412],
});
export const tryScoreRules = endpoint({
  operationId: 'tryScoreRules', tag, summary: 'How rules would have scored the leads that were won and lost in the last year', method: 'POST',
  path: '/score-rules/try', access: 'score-rules:write', body: Shape({ rules: Rules }), response: ScoreTrial, errors: [422],
  description: 'Each lead is judged by what was known a day before it was decided, or when it came in where that was later. Nothing is kept.',
});
export const activateScoreRules = endpoint({
  operationId: 'activateScoreRules', tag, summary: 'Switch the draft on: open leads are scored by it', method: 'POST', path: '/score-rules/activation',
  access: 'score-rules:write', response: ScoreRules, errors: [409, 412], description: 'A job scores the leads; `If-Match` is the draft’s version. 409 `no_draft` without one.',
});
export const deactivateScoreRules = endpoint({
  operationId: 'deactivateScoreRules', tag, summary: 'Switch the score off; the rules become the draft', method: 'DELETE', path: '/score-rules/activation',
  access: 'score-rules:write', response: ScoreRules, errors: [409, 412],
});

export const getLeadScore = endpoint({
  operationId: 'getLeadScore', tag: 'leads', summary: 'A lead’s score and its reasons', method: 'GET', path: '/leads/:id/score', access: 'leads:read', params: ById,
  response: LeadScore, errors: [404],
});
export const overrideLeadScore = endpoint({
  operationId: 'overrideLeadScore', tag: 'leads', summary: 'Say another score, and why', method: 'PUT', path: '/leads/:id/score', access: 'leads:write', params: ById,
  body: Shape({ score: Type.Integer({ minimum: 0, maximum: mostScore }), reason: RequiredText(500) }), response: LeadScore, errors: [404, 409],
  description: 'It stays until it is removed; the rules go on underneath.',
});
export const removeScoreOverride = endpoint({
  operationId: 'removeScoreOverride', tag: 'leads', summary: 'Go by the rules again', method: 'DELETE', path: '/leads/:id/score', access: 'leads:write', params: ById,
  response: LeadScore, errors: [404, 409],
});

/** What a page without rules offers to begin with, and the demo goes by. */
export const usualScoreRules: readonly ScoreRule[] = [
  { id: 'phone', kind: 'field', field: 'phone', test: 'filled', points: 20 },
  { id: 'recommended', kind: 'field', field: 'source', test: 'any_of', values: ['referral', 'caretaker'], points: 15 },
  { id: 'cold_call', kind: 'field', field: 'source', test: 'any_of', values: ['cold_call'], points: -10 },
  { id: 'email', kind: 'field', field: 'email', test: 'filled', points: 10 },
  { id: 'unserved', kind: 'field', field: 'currentIsp', test: 'contains', values: ['none', 'mobile'], points: 15 },
  { id: 'wish', kind: 'field', field: 'interestReason', test: 'filled', points: 10 },
  { id: 'hot', kind: 'field', field: 'rating', test: 'any_of', values: ['hot'], points: 20 },
  { id: 'interested', kind: 'activity', outcomes: ['interested'], atLeast: 1, withinDays: 30, points: 15 },
  { id: 'refused', kind: 'activity', outcomes: ['not_interested'], atLeast: 1, points: -30 },
  { id: 'order', kind: 'capture', sources: ['order_attempt', 'quote'], atLeast: 1, points: 10 },
  { id: 'reply', kind: 'reply', withinMinutes: 60, points: 10 },
  { id: 'silent', kind: 'silence', days: 14, points: -15 },
];
