/** When and how an organization writes to people (S0-10.4-a, -c, -d, -h). */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Changes, Email, Nullable, OneOf, Shape, Version, named } from './schemas.ts';

const settings = {
  quoteAutoNotify: Type.Boolean({ description: 'A new quote with lines goes out by itself at the next sending time.' }),
  quoteNotifyChannel: OneOf(['email', 'sms', 'both'] as const),
  quoteEmailBcc: Nullable(Email),
  quoteSendDelayHours: Type.Integer({ minimum: 0, maximum: 168, description: 'Hours between drafting and sending.' }),
  notificationDays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true, description: '1 is Monday, 7 Sunday.' }),
  notificationHours: Type.Array(Type.Integer({ minimum: 0, maximum: 23 }), {
    minItems: 1, maxItems: 24, uniqueItems: true, description: 'Hours of the organization’s clock in which messages go out; 9 is from 09:00 to 09:59.',
  }),
  adminNotifyChannel: OneOf(['none', 'email', 'sms', 'both'] as const, 'How the lead’s owner is told that a quote was accepted or declined. Who has no phone is told by mail where it says text.'),
};
export const NotificationSettings = named('NotificationSettings', Shape({ ...settings, version: Version }));
export type NotificationSettings = Static<typeof NotificationSettings>;

const tag = 'notification-settings';
export const getNotificationSettings = endpoint({
  operationId: 'getNotificationSettings', tag, summary: 'When and how people are written to', method: 'GET', path: '/notification-settings', access: 'quotes:read',
  response: NotificationSettings,
});
export const updateNotificationSettings = endpoint({
  operationId: 'updateNotificationSettings', tag, summary: 'Change when and how people are written to', method: 'PATCH', path: '/notification-settings',
  access: 'quote-settings:write', body: named('NotificationSettingsChanges', Changes(Shape(settings))), response: NotificationSettings, errors: [412],
});
