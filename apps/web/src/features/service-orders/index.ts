/** The door to service orders for the pages that compose them. */
export { ServiceOrderRecord } from './service-order-page.tsx';
