/**
 * The same page at `/leads/new`: being the same component, the leads behind the form stay as they are, scrolled as they
 * were.
 */
export { LeadsPage as NewLeadPage } from './leads-page.tsx';
