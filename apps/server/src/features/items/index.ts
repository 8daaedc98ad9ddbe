/** The door to items. */
export { statusSql } from './item.view.ts';
export { itemRoutes } from './item.routes.ts';
export { changeItem, createItem } from './write-item.ts';
