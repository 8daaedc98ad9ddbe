/** The door to what is told when stock runs low. */
export { stockNoticeReactions } from './stock-notice.reactions.ts';
