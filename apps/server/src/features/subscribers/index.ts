export { createSubscriber, createSubscription } from './subscriber.entity.ts';
export { subscriberRoutes } from './subscriber.routes.ts';
