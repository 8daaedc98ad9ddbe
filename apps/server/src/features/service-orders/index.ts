/** The door to service orders for other features. */
export { clashOf } from './appointment-clash.ts';
export { cancelOrderOf, createServiceOrder, lockOrderOf } from './service-order.ts';
export { serviceOrderReactions } from './service-order.reactions.ts';
export { serviceOrderRoutes } from './service-order.routes.ts';
export { techniciansFor } from './service-order.view.ts';
export { waitingOrderReactions } from './waiting-orders.ts';
export { checkAppointment, lockForFiles } from './work-on-service-order.ts';
