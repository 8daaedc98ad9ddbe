/** The door to categories of items. */
export { itemCategoryRoutes } from './item-category.routes.ts';
