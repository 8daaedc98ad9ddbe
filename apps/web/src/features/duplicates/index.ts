/** The door to duplicates for the pages that compose them. */
export { LeadDuplicates } from './lead-duplicates.tsx';
export { MergedAway } from './merged-away.tsx';
