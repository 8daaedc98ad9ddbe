/** The door to leads for other features. */
import { LeadEntity } from './lead.entity.ts';

export { createLead } from './writing/create-lead.ts';
export { optionNamed, readCustomValue, type CustomValue, type ValueRule } from './custom-fields/custom-value.ts';
export { findOpenLeadByPhone } from './writing/duplicates.ts';
export { dueSql, momentOf, momentSql, momentStateSql, ownerTimezone, type Moment } from './follow-up.ts';
export { countChange, countMany, countSql, countingAnew, foldLeadCounts, leadCountFolding, type CountedLead } from './finding/lead-counts.ts';
export { noteFollowUps } from './figures/note-figures.ts';
export { foldLeadFigures, recountFigures, recountJob } from './figures/recount-figures.ts';
export { cappedCountSql, refuseUnusableFilters } from './finding/lead-filters.ts';
export { Lead, LeadEntity, isStep, openStatuses, type StandingPlace } from './lead.entity.ts';
export { DuplicateLead, LeadConverting, LeadLocked } from './lead.errors.ts';
export { mayChange, readableOwners, writableOwners } from './lead.policy.ts';
export { beforePlanning, callOffSteps, isPlannedSql, moveToTimezone, nextStepOf, replaceFollowUp, type StepColumns } from './next-step.ts';
export { leadRoutes } from './lead.routes.ts';
export { cardColumns, leadView } from './lead.view.ts';
export { confirmExit, type ConfirmedExit } from './moving/exit-criteria.ts';
export { returnUntouchedLeads } from './claiming/return-leads.ts';
export { countFirstFigures, leadJobs } from './lead.jobs.ts';
export { lockAnyLead, lockLead } from './lock-lead.ts';
export { amendLead } from './writing/update-lead.ts';
export { writtenFields } from './writing/lead-fields.ts';
export { moveAllLeads, putIntoStage } from './moving/move-lead.ts';
export { rewriteCustomValues } from './custom-fields/rewrite-custom-values.ts';
export { placeOfNewLead, stageOf } from './moving/standing-place.ts';
export const leadEntities = [LeadEntity];
