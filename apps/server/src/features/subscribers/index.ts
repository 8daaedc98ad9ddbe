export { activateService, changePackage, endSubscription, noteServiceState, subscriptionOfUserSql, welcomeBack } from './service-state.ts';
export { createSubscriber, createSubscription } from './subscriber.entity.ts';
export { subscriberRoutes } from './subscriber.routes.ts';
