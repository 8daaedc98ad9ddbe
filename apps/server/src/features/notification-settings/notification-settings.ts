import type { Input, NotificationSettings, updateNotificationSettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { expectVersion } from '../../core/records.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { nextSendingTime } from './sending-time.ts';

export async function notificationSettings({ rows, organizationId }: Scope, { lock = false } = {}): Promise<NotificationSettings> {
  const [settings] = await rows<NotificationSettings>(
    `select quote_auto_notify as "quoteAutoNotify", quote_notify_channel as "quoteNotifyChannel", quote_email_bcc as "quoteEmailBcc",
            quote_send_delay_hours as "quoteSendDelayHours", notification_days as "notificationDays", notification_hours as "notificationHours",
            admin_notify_channel as "adminNotifyChannel", version
       from notification_settings where organization_id = $1 ${lock ? 'for update' : ''}`, [organizationId]);
  if (!settings) throw new Error(`Organization ${organizationId} has no settings for notifications.`);
  return settings;
}

export async function changeNotificationSettings(
  scope: Scope, changes: NonNullable<Input<typeof updateNotificationSettings>['body']>, ifMatch: number | null,
): Promise<NotificationSettings> {
  const settings = await notificationSettings(scope, { lock: true });
  await expectVersion(settings, ifMatch, () => settings);
  const inOrder = (list: number[] | undefined) => list?.toSorted((left, right) => left - right);
  const changed = changedFields(settings, {
    ...changes,
    ...(changes.quoteEmailBcc === undefined ? {} : { quoteEmailBcc: changes.quoteEmailBcc?.trim().toLowerCase() || null }),
    ...(changes.notificationDays ? { notificationDays: inOrder(changes.notificationDays)! } : {}),
    ...(changes.notificationHours ? { notificationHours: inOrder(changes.notificationHours)! } : {}),
  });
  await writeChanges(scope, { table: 'notification_settings', id: null, dated: true }, changed);
  if (Object.keys(changed).length > 0) await scope.record('notification_settings.updated', { type: 'organization', id: scope.organizationId }, changed);
  return notificationSettings(scope);
}

/** When something that is written now is to go out, as the settings say. */
export async function sendingTime(scope: Scope): Promise<Date> {
  const { quoteSendDelayHours: delayHours, notificationDays: days, notificationHours: hours } = await notificationSettings(scope);
  const { timezone } = await organizationSettings(scope);
  return nextSendingTime(scope.now, { delayHours, days, hours, timezone });
}
