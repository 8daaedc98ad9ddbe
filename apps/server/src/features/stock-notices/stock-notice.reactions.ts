import type { RecordedEvent, Reaction } from '../../core/events.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import type { Services } from '../../core/services.ts';
import { inventorySettings } from '../inventory-settings/index.ts';
import { queueMessage, renderMessage, type MessageChannel, type MessageKind, type MessageValues } from '../messages/index.ts';

type Needed = Pick<Services, 'sealer' | 'publicUrl'>;
const kinds: { readonly [type: string]: MessageKind } = { 'inventory.low_stock': 'low_stock', 'inventory.out_of_stock': 'out_of_stock' };
/** What fell longer ago is no news: stock that is told of by a file of last year, or after a worker that stood for a week. */
const stale = 3 * 24 * 3_600_000;

/** One fall is one event is one notice: the row that says so is written with the messages, in one transaction, so that a worker that dies writes both or neither. */
export function stockNoticeReactions(services: Needed): Reaction[] {
  return [{
    name: 'tell-fall-of-stock',
    to: ['inventory.low_stock', 'inventory.out_of_stock'],
    react: ({ event, inOrg }) => inOrg((scope) => tellFall(services, scope, event)),
  }];
}

async function tellFall(services: Needed, scope: Scope, event: RecordedEvent): Promise<void> {
  const { rows, organizationId, now } = scope;
  const settings = await inventorySettings(scope);
  if (!settings.lowStockNotices || settings.channel === 'none' || now.getTime() - event.at.getTime() > stale) return;
  const byMail = settings.channel !== 'sms' ? await mailRecipients(scope, settings.recipientIds) : [];
  const byText = settings.channel !== 'email' ? settings.recipientPhones.map((phone) => ({ to: phone, name: '' })) : [];
  const [told] = await rows(
    `insert into stock_notices (organization_id, event_id, item_id, messages, created_at) values ($1, $2, $3, $4, $5)
     on conflict (organization_id, event_id) do nothing returning 1`, [organizationId, event.id, event.subjectId, byMail.length + byText.length, now]);
  if (!told) return;
  const values = await valuesOf(services, scope, event);
  for (const [channel, people] of [['email', byMail], ['sms', byText]] as const) {
    for (const { to, name } of people) await tell(services, scope, { event, channel, to, values: { ...values, first_name: name.split(' ')[0] ?? '' } });
  }
}

async function tell(
  { sealer }: Needed, scope: Scope, { event, channel, to, values }: { event: RecordedEvent; channel: MessageChannel; to: string; values: MessageValues },
): Promise<void> {
  const kind = kinds[event.type]!;
  const { subject, text } = await renderMessage(scope, kind, channel, values);
  await queueMessage(sealer, scope, { kind, channel, to, subject, text, about: { type: 'item', id: event.subjectId } });
}

/** Who is named, as far as they still sign in; where nobody is, the owners and administrators. */
async function mailRecipients({ rows, organizationId }: Scope, ids: readonly string[]): Promise<{ to: string; name: string }[]> {
  const people = (condition: string, values: unknown[]) => rows<{ to: string; name: string }>(
    `select u.email as "to", u.name from users u where u.organization_id = $1 and u.disabled_at is null and ${condition} order by u.id limit 50`, [organizationId, ...values]);
  const named = ids.length > 0 ? await people('u.id = any ($2::uuid[])', [ids]) : [];
  return named.length > 0 ? named : people("u.role in ('owner', 'admin')", []);
}

async function valuesOf({ publicUrl }: Needed, scope: Scope, { subjectId, changes }: RecordedEvent): Promise<MessageValues> {
  const { name } = await organizationSettings(scope);
  return {
    organization_name: name, item_name: String(changes.name), item_sku: String(changes.sku), stock_available: String(changes.available),
    stock_threshold: String(changes.threshold), item_url: `${publicUrl()}/inventory/items/${subjectId}`,
  };
}
