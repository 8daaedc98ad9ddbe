/** What a lead is. Its endpoints are in `leads.ts`. Sources: S0-10.1-a, S1-3.1, S1-6, S2-lead-f, S3-db-a, S4-db-a; D1 to D5, D16, D24, D26. */
import { Type, type Static } from 'typebox';
import { StageType } from './pipelines.ts';
import { Changes, Color, Email, Id, Instant, Money, Nullable, OneOf, Percent, PhoneInput, RequiredText, Shape, Text, Version, named } from './schemas.ts';
import { CustomFieldValues, CustomFieldsInput } from './lead-fields.ts';
import { SourceCode } from './lead-sources.ts';

export const Priority = OneOf(['low', 'medium', 'high', 'urgent'] as const);
export const Rating = OneOf(['cold', 'warm', 'hot'] as const);
export const Urgency = OneOf(['low', 'normal', 'high', 'critical'] as const);

/** D16: an instant, or a date where the hour does not matter. */
export const FollowUpTime = Type.String({
  maxLength: 40,
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))?$',
  description: 'An RFC 3339 instant, or a date (YYYY-MM-DD) where the hour does not matter (D16).',
});

/** Where a follow-up stands against the clock, decided by the server in the owner's time zone. */
export const Due = named('Due', Shape({
  state: OneOf(['late', 'today', 'later', 'none'] as const),
  at: Nullable(Type.String({ description: 'An instant, or a date where the hour does not matter.' })),
  note: Nullable(Type.String({ description: 'What is to be done.' })),
  activityId: Type.Optional(Nullable(Type.String({ format: 'uuid', description: 'The planned activity it is: the earliest of the lead’s.' }))),
}));
export type Due = Static<typeof Due>;

/** What a person may write on a lead, all of it; what each organization asks for is in its lead fields. */
const writable = {
  name: Nullable(Text(200, 'The person’s name, or a title for the lead.')),
  contactName: Nullable(Text(200, 'Who to talk to, where the lead is a company or a building (S2).')),
  companyName: Nullable(Text(200)),
  jobTitle: Nullable(Text(120)),
  phone: Nullable(PhoneInput),
  email: Nullable(Email),
  billingEmail: Nullable(Email),

  location: Nullable(Text(200, 'Area, estate or service location.')),
  street: Nullable(Text(200)),
  unitNumber: Nullable(Text(40)),
  city: Nullable(Text(120)),
  zipCode: Nullable(Text(20)),
  propertyAddress: Nullable(Text(300, 'The property the service is for, where it is not the person’s own address (S4).')),
  latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),

  source: SourceCode,
  partner: Nullable(Text(120, 'Partner or reseller (S0-10.1-a).')),
  broughtInBy: Nullable(Text(120)),
  broughtInByContact: Nullable(PhoneInput),
  howFoundUs: Nullable(Text(200)),

  offerId: Nullable(Id),
  serviceType: Nullable(Text(120)),
  currentIsp: Nullable(Text(120)),
  interestReason: Nullable(Text(2000, 'Why they are interested, or what they are dissatisfied with.')),
  agreedInstallationFee: Nullable(Money),
  agreedMonthlySubscription: Nullable(Money),
  hasRouter: Nullable(Type.Boolean()),
  routerType: Nullable(Text(120, 'Only with `hasRouter`.')),
  estimatedValue: Nullable(Money),

  priority: Nullable(Priority),
  rating: Nullable(Rating),
  urgency: Nullable(Urgency),
  score: Nullable(Type.Integer({ minimum: 0, maximum: 1000, description: 'Written only while no rules score leads and nobody overrode it; else it follows from that (D24).' })),
  probability: Nullable(Type.Integer({ minimum: 0, maximum: 100, description: 'The stage’s where null.' })),

  followUpAt: Nullable(FollowUpTime),
  followUpNote: Nullable(Text(200, 'What is to be done next.')),
  notes: Nullable(Text(10_000)),
  doNotContact: Nullable(Text(200, 'Why nobody is to write to them; null where one may. Lifting it takes `leads:allow-contact`.')),
  totalJobsReferred: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'A referral partner’s count (S4).' })),
  customFields: CustomFieldsInput,
};

const placing = {
  pipelineId: Id,
  stageId: Id,
  ownerId: Nullable(Id),
};

/** A tag as leads show it; more about tags is in `tags.ts`. */
export const LeadTag = named('LeadTag', Shape({ id: Id, name: Type.String(), color: Color }));
export type LeadTag = Static<typeof LeadTag>;
/** More would mark nothing. */
export const mostTagsOfLead = 20;
export const TagIds = Type.Array(Id, { maxItems: mostTagsOfLead, uniqueItems: true, description: 'All the tags the lead is to have.' });

/** D3: unique per organization; repeats of one enquiry by an integrator meet the same lead. */
export const ExternalRef = named('ExternalRef', Shape({ source: RequiredText(60), reference: RequiredText(200) }));

export const NewLead = named('NewLead', Type.Partial(Shape({
  ...writable, ...placing, externalRef: ExternalRef, tagIds: TagIds,
  lostReason: RequiredText(500, 'Why it was lost: of a lead that begins in a lost stage, as one that another system knows, and of no other.'),
}), {
  additionalProperties: false,
  examples: [{ name: 'Wanjiku Kamau', phone: '0712 555 014', source: 'referral', location: 'Kilimani', customFields: { buildingName: 'Rose Court', unitsInBlock: 24 } }],
}));
export type NewLead = Static<typeof NewLead>;

/** A stage is changed by moving, an owner by assigning or claiming. */
export const LeadChanges = named('LeadChanges', Changes(Shape(writable)));
export type LeadChanges = Static<typeof LeadChanges>;

/** What may be alike for many leads; who somebody is and where exactly, is not. */
const { name: _name, contactName: _contact, phone: _phone, email: _email, billingEmail: _billing, latitude: _lat, longitude: _long, ...alike } = writable;
export const BulkLeadChanges = named('BulkLeadChanges', Changes(Shape(alike)));
export type BulkLeadChanges = Static<typeof BulkLeadChanges>;

export const LeadPermissions = named('LeadPermissions', Shape({
  edit: Type.Boolean(),
  move: Type.Boolean(),
  claim: Type.Boolean(),
  assign: Type.Boolean(),
  convert: Type.Boolean(),
  delete: Type.Boolean(),
  reopen: Type.Boolean(),
  erase: Type.Boolean(),
  stopContact: Type.Boolean(),
  allowContact: Type.Boolean({ description: 'Lift `doNotContact`, where it is set.' }),
}, { description: 'What the caller may do with this lead now.' }));

export const Lead = named('Lead', Shape({
  id: Id,
  number: Type.String({ description: 'What people call it, for example L-000412.' }),
  title: Type.String({ description: 'The name, else the company, phone or email: never empty.' }),
  ...writable,
  phone: Nullable(Type.String({ description: 'E.164.' })),
  source: Type.String(),
  sourceName: Type.String(),
  offerName: Nullable(Type.String()),
  totalAmount: Nullable(Type.String({ description: 'S1-3.1-h: agreed installation fee and monthly subscription together.' })),
  value: Type.String({ description: 'What the lead would bring a month: agreed subscription, else the package’s price, else the estimate.' }),
  totalRevenue: Type.String(),
  scoreOverridden: Type.Boolean({ description: 'Whether a person said another score than the rules.' }),
  externalRef: Nullable(ExternalRef),
  tags: Type.Array(LeadTag, { description: 'In the order of the organization’s tags.' }),
  customFields: CustomFieldValues,
  data: Type.Record(Type.String(), Type.Unknown(), { description: 'What the capturing system sent (S3-db-a).' }),

  pipelineId: Id,
  stageId: Id,
  stageName: Type.String(),
  status: StageType,
  stageEnteredAt: Instant,
  lostReason: Nullable(Type.String()),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  assignedAt: Nullable(Instant),
  firstActionAt: Nullable(Instant),
  lastActivityAt: Nullable(Instant),
  followUp: Due,

  accountId: Nullable(Id),
  contactId: Nullable(Id),
  conversionId: Nullable(Type.String({ format: 'uuid', description: 'The conversion that is running, failed or done.' })),
  conversionState: Nullable(OneOf(['running', 'done', 'failed', 'cancelled'] as const)),
  conversionProblem: Nullable(Type.String({ description: 'Why the last conversion failed, in words (S1-4-h).' })),
  convertedAt: Nullable(Instant),
  erasedAt: Nullable(Instant),
  subscriberId: Nullable(Id),
  routerUserId: Nullable(Id),
  createdAt: Instant,
  createdById: Nullable(Id),
  updatedAt: Instant,
  version: Version,
  can: LeadPermissions,
}));
export type Lead = Static<typeof Lead>;

/** A card on the board, a row in the table: no more than they show. */
export const LeadCard = named('LeadCard', Shape({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  phone: Nullable(Type.String()),
  offerName: Nullable(Type.String()),
  place: Nullable(Type.String({ description: 'Location, else city.' })),
  source: Type.String(),
  broughtInBy: Nullable(Type.String()),
  pipelineId: Id,
  stageId: Id,
  status: StageType,
  stageEnteredAt: Instant,
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  value: Type.String(),
  score: Nullable(Type.Integer()),
  scoreOverridden: Type.Boolean({ description: 'Whether a person said another score than the rules.' }),
  tags: Type.Array(LeadTag),
  followUp: Due,
  doNotContact: Type.Boolean(),
  convertedAt: Nullable(Instant),
  conversionState: Nullable(OneOf(['running', 'done', 'failed', 'cancelled'] as const)),
  createdAt: Instant,
  version: Version,
  fields: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'What a list was asked to bring besides, with `fields=`.' })),
}));
export type LeadCard = Static<typeof LeadCard>;

export const BoardStage = named('BoardStage', Shape({
  id: Id,
  name: Type.String(),
  type: StageType,
  position: Type.Integer(),
  color: Type.String(),
  probability: Percent,
  quietAfterDays: Nullable(Type.Integer()),
  count: Type.Integer(),
  value: Type.String({ description: 'The sum of the leads’ monthly values.' }),
  leads: Type.Array(LeadCard),
  nextCursor: Nullable(Type.String()),
}));
export const Board = named('Board', Shape({
  pipelineId: Id,
  pipelineName: Type.String(),
  stages: Type.Array(BoardStage),
}));
export type Board = Static<typeof Board>;
