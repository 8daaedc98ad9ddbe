/** The door to deleted and erased leads for other features. */
export { deletedLeadRoutes } from './deleted-lead.routes.ts';
export { purgeByRule } from './purge-by-rule.ts';
