export { notificationSettings, sendingTime } from './notification-settings.ts';
export { notificationSettingsRoutes } from './notification-settings.routes.ts';
