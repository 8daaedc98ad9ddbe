/** The door to files for the pages that compose them. */
export { FilesCard } from './files-card.tsx';
