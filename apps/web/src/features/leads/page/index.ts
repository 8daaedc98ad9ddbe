/** The door to a lead's page for the page that composes it. */
export { AssignDialog } from './assign-dialog.tsx';
export { StopContactDialog } from './contact-stop.tsx';
export { LeadGone } from './lead-gone.tsx';
export { LeadRecord } from './lead-record.tsx';
export { SnoozeDialog } from './snooze-dialog.tsx';
