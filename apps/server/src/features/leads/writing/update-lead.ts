import type { LeadChanges } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { applyChanges, expectVersion, isUniqueViolation } from '../../../core/records.ts';
import { customChanges, holdCustomFields } from '../custom-fields/custom-fields.ts';
import { DuplicateLead } from '../lead.errors.ts';
import { Lead, LeadEntity } from '../lead.entity.ts';
import { countChange } from '../finding/lead-counts.ts';
import { derivedFields, refuseMissingFields, writtenFields } from './lead-fields.ts';
import { findOpenLeadByPhone } from './duplicates.ts';
import { leadView } from '../lead.view.ts';
import { lockLead } from '../lock-lead.ts';
import { refuseLifting, refuseOtherScore } from '../lead.policy.ts';
import { changeNextStep, type StepColumns } from '../next-step.ts';

/** Columns that follow from others: written with them, not news of their own. */
export const derived = new Set(['searchText', 'uniquePhone', 'title', 'value', 'nextActivityId']);

/** Changes the named fields of a lead. Throws what is said at {@link writtenFields}, a 422 for a score beside an override, `LeadLocked`, `Stale` and {@link DuplicateLead}. */
export async function updateLead(scope: Scope, id: string, input: LeadChanges, ifMatch: number | null): Promise<void> {
  await holdCustomFields(scope, input.customFields);
  const lead = await lockLead(scope, id, 'leads:write');
  await expectVersion(lead, ifMatch, async () => JSON.parse((await leadView(scope, id)).text) as unknown);
  lead.mustBeChangeable();
  const written = await writtenFields(scope, input, { ownerId: lead.ownerId, held: lead.customFields });
  refuseLifting(scope.actor, lead, written);
  refuseOtherScore(lead, written);
  const next = Object.assign(new Lead(), lead, written);
  await refuseMissingFields(scope, next, input);
  await saveLead(scope, lead, { ...written, ...await derivedFields(scope, next) });
}

/** Writes what a machine learned of a locked lead, whatever fields the organization asks people for. Throws as {@link updateLead} does. */
export async function amendLead(scope: Scope, lead: Lead, input: LeadChanges): Promise<void> {
  const written = await writtenFields(scope, input, { ownerId: lead.ownerId, held: lead.customFields });
  await saveLead(scope, lead, { ...written, ...await derivedFields(scope, Object.assign(new Lead(), lead, written)) });
}

/** Writes changes of a locked lead with everything that hangs on them: its counts, its event, the phone that must be unique. */
export async function saveLead(scope: Scope, lead: Lead, changes: Partial<Lead>): Promise<void> {
  const before = { ...lead };
  if (changes.uniquePhone && changes.uniquePhone !== lead.uniquePhone) {
    const other = await findOpenLeadByPhone(scope, changes.uniquePhone, lead.id);
    if (other) throw new DuplicateLead(other);
  }
  const changed = await applyChanges(scope, LeadEntity, lead, { ...changes, ...await stepIn(scope, lead, changes) }).catch((error: unknown) => {
    // Two people gave two leads the same phone at the same moment.
    throw isUniqueViolation(error) ? new DuplicateLead(null) : error;
  });
  countChange(scope, before, lead);
  const news = Object.fromEntries(Object.entries(changed).filter(([field]) => !derived.has(field)));
  if (news.customFields) Object.assign(news, { customFields: await customChanges(scope, before.customFields, lead.customFields) });
  if (Object.keys(news).length > 0) await scope.record('lead.updated', { type: 'lead', id: lead.id }, news);
}

/** What changes of the next step come to, once they are written down where it is planned. */
async function stepIn(scope: Scope, lead: Lead, { followUpAt, followUpOn = null, followUpNote }: Partial<Lead>): Promise<Partial<StepColumns>> {
  if (followUpAt === undefined && followUpNote === undefined) return {};
  return changeNextStep(scope, lead, { at: followUpAt && { at: followUpAt, on: followUpOn }, note: followUpNote });
}
