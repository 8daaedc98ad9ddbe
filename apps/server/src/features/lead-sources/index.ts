export { leadSourceRoutes } from './lead-source.routes.ts';
