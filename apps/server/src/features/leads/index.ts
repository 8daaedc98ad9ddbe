/** The door to leads for other features. */
import { LeadEntity } from './lead.entity.ts';

export { createLead } from './writing/create-lead.ts';
export { optionNamed, readCustomValue, type CustomValue, type ValueRule } from './custom-fields/custom-value.ts';
export { findOpenLeadByPhone } from './writing/duplicates.ts';
export { dueSql, momentOf, momentSql, momentStateSql, ownerTimezone, type Moment } from './follow-up.ts';
export { countChange, countSql, foldLeadCounts, leadCountFolding } from './finding/lead-counts.ts';
export { cappedCountSql, refuseUnusableFilters } from './finding/lead-filters.ts';
export { Lead, LeadEntity, openStatuses, type StandingPlace } from './lead.entity.ts';
export { DuplicateLead, LeadConverting, LeadLocked } from './lead.errors.ts';
export { mayChange, readableOwners, writableOwners } from './lead.policy.ts';
export { beforePlanning, callOffSteps, isPlannedSql, moveToTimezone, nextStepOf, replaceFollowUp, type StepColumns } from './next-step.ts';
export { leadRoutes } from './lead.routes.ts';
export { cardColumns, leadView } from './lead.view.ts';
export { confirmExit, type ConfirmedExit } from './moving/exit-criteria.ts';
export { leadJobs, returnUntouchedLeads } from './claiming/return-leads.ts';
export { lockAnyLead, lockLead } from './lock-lead.ts';
export { amendLead } from './writing/update-lead.ts';
export { writtenFields } from './writing/lead-fields.ts';
export { moveAllLeads, putIntoStage } from './moving/move-lead.ts';
export { rewriteCustomValues } from './custom-fields/rewrite-custom-values.ts';
export { placeOfNewLead, stageOf } from './moving/standing-place.ts';
export const leadEntities = [LeadEntity];
