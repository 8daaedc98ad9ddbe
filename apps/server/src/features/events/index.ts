export { eventRoutes } from './event.routes.ts';
export { timelineOf } from './timeline.ts';
