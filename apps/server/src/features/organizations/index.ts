/** The door to organizations for other features. */
export {
  createOrganization, foundOrganization, prepareOrganization, type Founded, type NewOrganization, type PreparedOrganization,
} from './create-organization.ts';
export { createOrganizationAt } from './create-organization-at.ts';
export { organizationView } from './organization-view.ts';
export { organizationRoutes } from './organization.routes.ts';
export { isTimezone } from './place.ts';
export { changedFields, writeChanges, type FieldChanges } from './row-changes.ts';
export {
  forgetQuoteLinks, organizationOfQuoteLink, organizationOfWidget, organizationsOfEmail, rememberEmail, rememberQuoteLink, rememberWidget,
} from './tenant-lookup.ts';
