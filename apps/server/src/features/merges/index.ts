/** The door to merged leads for other features. */
export { leadReferences } from './lead-references.ts';
export { mergeRoutes } from './merge.routes.ts';
export { forgetMerges, mergedInto } from './merged-leads.ts';
