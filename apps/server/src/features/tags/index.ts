/** The door to tags for other features. */
export { addTag, listTags, type NewTag } from './tags.ts';
export { tagRoutes } from './tag.routes.ts';
