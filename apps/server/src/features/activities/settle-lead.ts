import type { Scope } from '../../core/in-org.ts';
import { applyChanges } from '../../core/records.ts';
import { Lead, LeadEntity, countChange, momentOf, nextStepOf, ownerTimezone, replaceFollowUp, type StepColumns } from '../leads/index.ts';

/** What somebody said comes next; left out, the next step stays. */
interface Said { followUpAt?: string | null; followUpNote?: string | null }

interface What {
  /** Something was done with the lead just now. */
  done?: boolean;
  /** What is planned for it changed before this. */
  plans?: boolean;
}

/**
 * Brings a locked lead up to what was done and planned: when it was last worked on, and its next step. Returns what the event tells of the next
 * step, where one was set. Throws `LeadLocked` where a converted lead is given a next step.
 */
export async function settleLead(scope: Scope, lead: Lead, said: Said, { done = false, plans = false }: What): Promise<object> {
  const { now } = scope;
  const planned = plans ? await nextStepOf(scope, lead.id) : {};
  const step = await stepSaid(scope, Object.assign(new Lead(), lead, planned), said);
  const before = { ...lead };
  await applyChanges(scope, LeadEntity, lead, {
    ...(done ? { lastActivityAt: now, firstActionAt: lead.firstActionAt ?? now } : {}), ...planned, ...step,
  });
  countChange(scope, before, lead);
  if (!step) return {};
  // What was said, also where something else that is planned comes before it.
  const { followUpAt = lead.followUpOn ?? lead.followUpAt } = said;
  return { followUpAt, followUpNote: followUpAt && (said.followUpNote?.trim() || null) };
}

async function stepSaid(scope: Scope, lead: Lead, { followUpAt, followUpNote }: Said): Promise<Partial<StepColumns> | null> {
  if (followUpAt === undefined && followUpNote === undefined) return null;
  lead.mustBeChangeable();
  const at = followUpAt && momentOf(followUpAt, await ownerTimezone(scope, lead.ownerId), '/followUpAt');
  return replaceFollowUp(scope, lead, { at: followUpAt === undefined ? undefined : at || null, note: followUpNote?.trim() || null });
}
