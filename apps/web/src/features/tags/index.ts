/** The door to tags for the pages that compose them. */
export { LeadTags } from './lead-tags.tsx';
