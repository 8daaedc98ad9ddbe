/** The door to leads for other features. */
import { LeadEntity } from './lead.entity.ts';

export { createLead } from './create-lead.ts';
export { optionNamed, readCustomValue, type CustomValue, type ValueRule } from './custom-value.ts';
export { findOpenLeadByPhone } from './duplicates.ts';
export { dueSql, momentOf, momentSql, momentStateSql, ownerTimezone, type Moment } from './follow-up.ts';
export { countChange, countSql, foldLeadCounts, leadCountFolding } from './lead-counts.ts';
export { cappedCountSql, refuseUnusableFilters } from './lead-filters.ts';
export { Lead, LeadEntity, openStatuses, type StandingPlace } from './lead.entity.ts';
export { DuplicateLead, LeadConverting, LeadLocked } from './lead.errors.ts';
export { mayChange, readableOwners, writableOwners } from './lead.policy.ts';
export { beforePlanning, callOffSteps, isPlannedSql, moveToTimezone, nextStepOf, replaceFollowUp, type StepColumns } from './next-step.ts';
export { leadRoutes } from './lead.routes.ts';
export { cardColumns, leadView } from './lead.view.ts';
export { confirmExit, type ConfirmedExit } from './exit-criteria.ts';
export { leadJobs, returnUntouchedLeads } from './return-leads.ts';
export { lockAnyLead, lockLead } from './lock-lead.ts';
export { amendLead } from './update-lead.ts';
export { writtenFields } from './lead-fields.ts';
export { moveAllLeads, putIntoStage } from './move-lead.ts';
export { rewriteCustomValues } from './rewrite-custom-values.ts';
export { placeOfNewLead, stageOf } from './standing-place.ts';
export const leadEntities = [LeadEntity];
