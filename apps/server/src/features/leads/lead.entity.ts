import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { StageType } from '@lastmile/contracts';
import { formatNumber } from '../../core/numbers.ts';
import type { CustomValues } from './custom-fields/custom-value.ts';
import { LeadConverting, LeadLocked, LostReasonMissing } from './lead.errors.ts';

/** What a lead needs to know of a stage it may stand in. */
export interface StandingPlace { id: string; pipelineId: string; name: string; type: StageType }

/** Statuses in which a lead is still worked on. */
export const openStatuses: readonly StageType[] = ['new', 'in_progress', 'dormant'];

/** Whether a stage of this type is a step on the way: aside, as dormant and lost, a lead gets no further. */
export const isStep = (type: StageType): boolean => type !== 'dormant' && type !== 'lost';

/** A lead with its invariants. Reading is done in SQL shaped for the screen; this is what writes go through. */
export class Lead {
  organizationId!: string;
  id!: string;
  number!: number;
  title!: string;
  name!: string | null;
  contactName!: string | null;
  companyName!: string | null;
  jobTitle!: string | null;
  phone!: string | null;
  email!: string | null;
  billingEmail!: string | null;
  location!: string | null;
  street!: string | null;
  unitNumber!: string | null;
  city!: string | null;
  zipCode!: string | null;
  propertyAddress!: string | null;
  latitude!: string | null;
  longitude!: string | null;
  source!: string;
  partner!: string | null;
  broughtInBy!: string | null;
  broughtInByContact!: string | null;
  howFoundUs!: string | null;
  offerId!: string | null;
  serviceType!: string | null;
  currentIsp!: string | null;
  interestReason!: string | null;
  agreedInstallationFee!: string | null;
  agreedMonthlySubscription!: string | null;
  hasRouter!: boolean | null;
  routerType!: string | null;
  estimatedValue!: string | null;
  value!: string;
  totalJobsReferred!: number | null;
  priority!: string | null;
  rating!: string | null;
  urgency!: string | null;
  score!: number | null;
  /** Whether the score is a person's; `lead_scores` says why. */
  scoreOverridden!: boolean;
  probability!: number | null;
  pipelineId!: string;
  stageId!: string;
  status!: StageType;
  rank!: string;
  stageEnteredAt!: Date;
  lostReason!: string | null;
  /** Since when it is won, or lost; null while it is neither. */
  wonAt!: Date | null;
  lostAt!: Date | null;
  /** How far it has ever come in its pipeline: figures of stages go by it. */
  furthestStageId!: string | null;
  ownerId!: string | null;
  assignedAt!: Date | null;
  firstActionAt!: Date | null;
  lastActivityAt!: Date | null;
  followUpAt!: Date | null;
  followUpOn!: string | null;
  followUpNote!: string | null;
  /** The planned activity that the three above repeat; kept in `next-step.ts`. */
  nextActivityId!: string | null;
  notes!: string | null;
  /** Why nobody is to write to them. */
  doNotContact!: string | null;
  customFields: CustomValues = {};
  conversionId!: string | null;
  convertedAt!: Date | null;
  subscriberId!: string | null;
  externalSource!: string | null;
  externalReference!: string | null;
  searchText!: string;
  uniquePhone!: string | null;
  deletedAt!: Date | null;
  deletedById!: string | null;
  /** The lead that it was merged into and that is there in its place; such a lead is deleted, too. */
  mergedIntoId!: string | null;
  createdById!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  version!: number;
  /** Read with the lead, not a column: whether its conversion is running. */
  converting = false;

  get label(): string {
    return formatNumber('lead', this.number);
  }

  get isOpen(): boolean {
    return openStatuses.includes(this.status) && !this.deletedAt;
  }

  /** D27: a converted lead is read-only, and one that is being converted waits. */
  mustBeChangeable(): void {
    if (this.convertedAt) throw new LeadLocked(this.label);
    if (this.converting) throw new LeadConverting(this.label);
  }

  /** What changes when the lead goes to a stage. Status follows the stage and nothing else sets it (D2, S0-10.1-f). */
  moveTo(stage: StandingPlace, reason: string | null, now: Date): Partial<Lead> {
    this.mustBeChangeable();
    const entersLost = stage.type === 'lost' && stage.id !== this.stageId;
    if (entersLost && !reason?.trim()) throw new LostReasonMissing();
    if (stage.id === this.stageId) return {};
    return {
      pipelineId: stage.pipelineId, stageId: stage.id, status: stage.type, stageEnteredAt: now, lostReason: entersLost ? reason!.trim() : null,
      // Who moves their lead on has done something with it.
      ...(this.ownerId ? { firstActionAt: this.firstActionAt ?? now } : {}),
      // One that was converted and opened again is locked again where it is won again.
      ...(this.subscriberId && stage.type === 'won' ? { convertedAt: now } : {}),
    };
  }
}

const text: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const money: EntitySchemaColumnOptions = { type: 'numeric', nullable: true };
const integer: EntitySchemaColumnOptions = { type: 'int', nullable: true };
const moment: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };
const reference: EntitySchemaColumnOptions = { type: 'uuid', nullable: true };
const required = (column: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({ ...column, nullable: false });

export const LeadEntity = new EntitySchema<Lead>({
  name: 'Lead',
  target: Lead,
  tableName: 'leads',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    number: required(integer),
    title: required(text),
    name: text, contactName: text, companyName: text, jobTitle: text, phone: text, email: text, billingEmail: text,
    location: text, street: text, unitNumber: text, city: text, zipCode: text, propertyAddress: text, latitude: money, longitude: money,
    source: required(text), partner: text, broughtInBy: text, broughtInByContact: text, howFoundUs: text,
    offerId: reference, serviceType: text, currentIsp: text, interestReason: text,
    agreedInstallationFee: money, agreedMonthlySubscription: money, hasRouter: { type: 'boolean', nullable: true }, routerType: text,
    estimatedValue: money, value: required(money), totalJobsReferred: integer,
    priority: text, rating: text, urgency: text, score: integer, scoreOverridden: { type: 'boolean' }, probability: integer,
    pipelineId: required(reference), stageId: required(reference), status: required(text), rank: required(text),
    stageEnteredAt: required(moment), lostReason: text, wonAt: moment, lostAt: moment, furthestStageId: reference,
    ownerId: reference, assignedAt: moment, firstActionAt: moment, lastActivityAt: moment,
    followUpAt: moment, followUpOn: { type: 'date', nullable: true }, followUpNote: text, nextActivityId: reference, notes: text, doNotContact: text,
    customFields: { type: 'jsonb' },
    conversionId: reference, convertedAt: moment, subscriberId: reference, externalSource: text, externalReference: text,
    searchText: required(text), uniquePhone: text, deletedAt: moment, deletedById: reference, mergedIntoId: reference, createdById: reference,
    createdAt: required(moment), updatedAt: required(moment), version: required(integer),
  },
});
