import { getNotificationSettings, updateNotificationSettings } from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { changeNotificationSettings, notificationSettings } from './notification-settings.ts';

export function notificationSettingsRoutes({ on }: Routes): void {
  on(getNotificationSettings, (scope) => notificationSettings(scope));
  on(updateNotificationSettings, (scope, { body, ifMatch }) => changeNotificationSettings(scope, body, ifMatch));
}
