import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { QuoteChoices, QuoteStatus, SendQuote, Signature } from '@lastmile/contracts';
import { endOfDay } from '../../core/zoned-time.ts';
import { QuoteAccepted, QuoteClosed, QuoteNotDraft, QuoteNotRevisable, QuoteNotSent, QuoteReplaced } from './quote.errors.ts';

export type SendTemplates = NonNullable<SendQuote['templates']>;

/** A quote, one row per revision, with its invariants. What was sent is not changed any more, only revised. */
export class Quote {
  organizationId!: string;
  id!: string;
  number!: string;
  revision!: number;
  previousId!: string | null;
  leadId!: string;
  status!: QuoteStatus;
  currency!: string;
  taxName!: string;
  notes!: string | null;
  terms!: string | null;
  expiresOn!: string | null;
  recipientName!: string | null;
  recipientEmail!: string | null;
  recipientPhone!: string | null;
  firstSubtotal!: string;
  firstTax!: string;
  firstTotal!: string;
  monthlySubtotal!: string;
  monthlyTax!: string;
  monthlyTotal!: string;
  tokenHash!: Buffer | null;
  sealedToken!: string | null;
  sendAt!: Date | null;
  sendChannels!: ('email' | 'sms')[] | null;
  /** With which words it goes out when its time comes, by channel. */
  sendTemplates!: SendTemplates | null;
  sentAt!: Date | null;
  openedAt!: Date | null;
  decidedAt!: Date | null;
  decidedByName!: string | null;
  confirmedBy!: 'email_code' | 'sms_code' | 'recorded' | null;
  decisionReason!: string | null;
  choices!: QuoteChoices | null;
  signature!: Signature | null;
  createdById!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  deletedAt!: Date | null;
  version!: number;

  /** What people call it; from the second revision on with it. */
  get label(): string {
    return quoteLabel(this);
  }

  mustBeDraft(): void {
    if (this.status !== 'draft') throw new QuoteNotDraft(this.label);
  }

  /** Whether its prospect can still decide: it is out, and today, in the organization's time zone, is not past its last day. */
  isOpenOn(today: string): boolean {
    return (this.status === 'sent' || this.status === 'on_review') && !this.hasRunOutOn(today);
  }

  hasRunOutOn(today: string): boolean {
    return this.expiresOn !== null && this.expiresOn < today;
  }

  mustBeOpenOn(today: string): void {
    if (this.isOpenOn(today)) return;
    if (this.status === 'draft') throw new QuoteNotSent(this.label);
    throw new QuoteClosed(this.label, this.status === 'sent' || this.status === 'on_review' ? 'expired' : this.status);
  }

  mustBeRevisable(): void {
    if (this.status === 'draft' || this.status === 'accepted' || this.status === 'superseded') throw new QuoteNotRevisable(this.label, this.status);
  }

  /** Only the newest revision goes: without one in the middle, the one before it would stand again beside what replaced both. */
  mustBeDeletable(): void {
    if (this.status === 'accepted') throw new QuoteAccepted(this.label);
    if (this.status === 'superseded') throw new QuoteReplaced(this.label);
  }
}

/** The moment from which nobody can decide it any more. */
export const endOfQuote = ({ expiresOn }: Pick<Quote, 'expiresOn'>, timezone: string): Date | null => (expiresOn ? new Date(endOfDay(expiresOn, timezone)) : null);

export const quoteLabel = ({ number, revision }: Pick<Quote, 'number' | 'revision'>): string => (revision > 1 ? `${number} R${revision}` : number);

const text: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const required: EntitySchemaColumnOptions = { type: 'text' };
const money: EntitySchemaColumnOptions = { type: 'numeric' };
const moment: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };
const reference: EntitySchemaColumnOptions = { type: 'uuid', nullable: true };
const integer: EntitySchemaColumnOptions = { type: 'int' };

export const QuoteEntity = new EntitySchema<Quote>({
  name: 'Quote',
  target: Quote,
  tableName: 'quotes',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    number: required, revision: integer, previousId: reference, leadId: { type: 'uuid' }, status: required, currency: required, taxName: required,
    notes: text, terms: text, expiresOn: { type: 'date', nullable: true }, recipientName: text, recipientEmail: text, recipientPhone: text,
    firstSubtotal: money, firstTax: money, firstTotal: money, monthlySubtotal: money, monthlyTax: money, monthlyTotal: money,
    tokenHash: { type: 'bytea', nullable: true }, sealedToken: text, sendAt: moment, sendChannels: { type: 'text', array: true, nullable: true }, sendTemplates: { type: 'jsonb', nullable: true }, sentAt: moment, openedAt: moment, decidedAt: moment,
    decidedByName: text, confirmedBy: text, decisionReason: text, choices: { type: 'jsonb', nullable: true }, signature: { type: 'jsonb', nullable: true },
    createdById: reference, createdAt: { type: 'timestamptz' }, updatedAt: { type: 'timestamptz' }, deletedAt: moment, version: integer,
  },
});
