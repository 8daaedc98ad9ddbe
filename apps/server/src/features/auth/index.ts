/** The door to signing in for other features. */
export { authRoutes } from './auth.routes.ts';
export { demoOwner } from './demo-login.ts';
