/** The door to files for other features. */
import { FileEntity } from './file.entity.ts';

export { keyOf } from './file-name.ts';
export { incomingIn } from './incoming.ts';
export { fileReactions } from './file.reactions.ts';
export { fileRoutes } from './file.routes.ts';
export { fileJobs } from './sweep-files.ts';
export const fileEntities = [FileEntity];
