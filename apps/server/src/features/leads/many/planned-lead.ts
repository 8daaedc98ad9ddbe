import type { LeadChanges, NewLead } from '@lastmile/contracts';
import type { FieldProblem } from '../../../core/problems.ts';
import type { differences } from '../../../core/records.ts';
import type { Lead } from '../lead.entity.ts';

/** A lead as somebody else wrote it down; `number` is that of the lead it means, where it says so. */
export interface LeadToWrite { row: number; input: NewLead; number?: number | undefined }

export type ChangedFields = ReturnType<typeof differences>;

/** What is to be done for a row, or why it cannot be. `keys` are those by which a later row would mean the same lead. */
export type PlannedLead = { row: number; keys: string[] } & (
  | { action: 'create'; lead: Lead; tagIds: readonly string[]; /** Of a trial: why it may be there already, though it is not refused for it. */ hint?: string }
  | { action: 'update'; lead: Lead; changes: Partial<Lead>; changed: { [field: string]: { from: unknown; to: unknown } }; tagIds: readonly string[]; input: LeadChanges }
  | { action: 'unchanged' | 'skip'; leadId: string | null; problem: string | null }
  | { action: 'refuse'; problem: string; errors: readonly FieldProblem[] });
