/** The door to people and teams for other features. */
export { userRoutes } from './user.routes.ts';
export { changeMe } from './users.ts';
