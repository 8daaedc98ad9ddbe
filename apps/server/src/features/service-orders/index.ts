/** The door to service orders for other features. */
export { cancelOrderOf, createServiceOrder } from './service-order.ts';
export { serviceOrderRoutes } from './service-order.routes.ts';
export { checkAppointment } from './work-on-service-order.ts';
