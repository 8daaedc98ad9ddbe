/** The door to merged leads for other features. */
export { leadReferences } from './lead-references.ts';
export { mergeRoutes } from './merge.routes.ts';
export { forgetFinalMerges, forgetMerges, mergedInto } from './merged-leads.ts';
