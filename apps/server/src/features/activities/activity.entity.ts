import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { ActivityStatus, NewActivity } from '@lastmile/contracts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';
import { searchText } from '../../core/search-text.ts';

/** Statuses in which something is still to be done. */
export const openStatuses: readonly ActivityStatus[] = ['planned', 'in_progress'];

/** Something done with a lead, or to be done, with its invariants. */
export class Activity {
  organizationId!: string;
  id!: string;
  leadId!: string;
  type!: NewActivity['type'];
  status!: ActivityStatus;
  outcome!: string | null;
  subject!: string | null;
  body!: string | null;
  priority!: string | null;
  isInternal!: boolean;
  dueAt!: Date | null;
  dueOn!: string | null;
  /** The lead's one follow-up, which setting another replaces. */
  isFollowUp!: boolean;
  assigneeId!: string | null;
  doneAt!: Date | null;
  doneById!: string | null;
  searchText!: string;
  createdById!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  deletedAt!: Date | null;
  deletedById!: string | null;
  version!: number;

  get isOpen(): boolean {
    return openStatuses.includes(this.status);
  }

  /** What changes when it is done, now and by whom. */
  finish(by: string | null, now: Date): Partial<Activity> {
    return { status: 'done', doneAt: now, doneById: by, isFollowUp: false };
  }

  /** What follows from its other columns; computed anew on every write. */
  derived(): Pick<Activity, 'isFollowUp' | 'searchText'> {
    return { isFollowUp: this.isFollowUp && this.isOpen && this.dueAt !== null, searchText: searchText([this.subject, this.body]) };
  }

  /** Throws a 422 naming every field that cannot be so. */
  mustMakeSense(): void {
    const problems: FieldProblem[] = [];
    if (this.type === 'note' && !this.body) problems.push({ pointer: '/body', detail: 'Write what is to be noted.' });
    if (this.type === 'note' && this.status !== 'done') problems.push({ pointer: '/status', detail: 'A note is written down, not planned.' });
    if (this.isOpen && !this.subject && !this.isFollowUp) problems.push({ pointer: '/subject', detail: 'Say what is to be done.' });
    if (this.isOpen && this.outcome) problems.push({ pointer: '/outcome', detail: 'How it went is known once it is done.' });
    if (problems.length > 0) throw new InvalidFields(problems);
  }
}

const text: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const moment: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };
const reference: EntitySchemaColumnOptions = { type: 'uuid', nullable: true };
const yesNo: EntitySchemaColumnOptions = { type: 'boolean' };
const required = (column: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({ ...column, nullable: false });

export const ActivityEntity = new EntitySchema<Activity>({
  name: 'Activity',
  target: Activity,
  tableName: 'activities',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    leadId: required(reference), type: required(text), status: required(text), outcome: text, subject: text, body: text, priority: text,
    isInternal: yesNo, dueAt: moment, dueOn: { type: 'date', nullable: true }, isFollowUp: yesNo, assigneeId: reference, doneAt: moment, doneById: reference,
    searchText: required(text), createdById: reference, createdAt: required(moment), updatedAt: required(moment), deletedAt: moment,
    deletedById: reference, version: { type: 'int' },
  },
});
