/** The door to the form of a lead, for the page of one. */
export { EditLeadDialog } from './edit-lead-dialog.tsx';
export { LeadForm } from './lead-form.tsx';
export { NewLeadDialog } from './new-lead-dialog.tsx';
