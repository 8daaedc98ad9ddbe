/** The door to files for the pages that compose them. */
export { FileDialog } from './file-dialog.tsx';
export { FilesCard } from './files-card.tsx';
export { KeptFiles } from './kept-files.tsx';
export { useUploads } from './use-uploads.ts';
