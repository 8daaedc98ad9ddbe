/** The door to views of leads for other features. */
export { leadViewRoutes } from './lead-view.routes.ts';
