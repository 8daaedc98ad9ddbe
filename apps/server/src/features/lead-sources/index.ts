/** The door to lead sources for other features. */
export { changeLeadSource, createLeadSource, listLeadSources } from './lead-sources.ts';
export { leadSourceRoutes } from './lead-source.routes.ts';
