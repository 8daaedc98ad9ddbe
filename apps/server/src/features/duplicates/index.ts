/** The door to duplicates for other features. */
export { duplicateRoutes } from './duplicate.routes.ts';
export { duplicatesOfLead } from './find-duplicates.ts';
export { duplicateJobs, findAllPairs, pairSearching } from './pair-search.ts';
