/** The door to deleted and erased leads for the pages that compose them. */
export { EraseDialog } from './erase-dialog.tsx';
