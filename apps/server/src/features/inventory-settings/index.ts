/** The door to how stock is watched. */
export { inventorySettings } from './inventory-settings.ts';
export { inventorySettingsRoutes } from './inventory-settings.routes.ts';
