/** The door to how an organization converts leads. */
export { conversionSettings, wonStageOf } from './conversion-settings.ts';
export { conversionSettingsRoutes } from './conversion-settings.routes.ts';
