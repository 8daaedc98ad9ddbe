/** The door to how an organization converts leads. */
export { conversionSettings, untouched, wonStageOf } from './conversion-settings.ts';
export { conversionSettingsRoutes } from './conversion-settings.routes.ts';
export { lastUsernameNumber, readUsernamePattern, writeUsername, type UsernameFacts } from './username-pattern.ts';
