/** The door to subscribers for the pages that compose them. */
export { SubscriberRecord } from './subscriber-page.tsx';
