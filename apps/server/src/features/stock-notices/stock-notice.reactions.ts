import type { RecordedEvent, Reaction } from '../../core/events.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import type { Services } from '../../core/services.ts';
import { inventorySettings } from '../inventory-settings/index.ts';
import { queueMessage, renderMessage, waysTo, type MessageKind, type MessageValues } from '../messages/index.ts';

type Needed = Pick<Services, 'sealer' | 'publicUrl'>;
const kinds: { readonly [type: string]: MessageKind } = { 'inventory.low_stock': 'low_stock', 'inventory.out_of_stock': 'out_of_stock' };
/** What fell longer ago is no news: stock that is told of by a file of last year, or after a worker that stood for a week. */
const stale = 3 * 24 * 3_600_000;

/** What is told of a fall, and of which item; of several together, of none. */
interface Told { kind: MessageKind; itemId: string | null; values: MessageValues }

/** One fall is one event is one notice: the row that says so is written with the messages, in one transaction, so that a worker that dies writes both or neither. */
export function stockNoticeReactions(services: Needed): Reaction[] {
  return [{
    name: 'tell-fall-of-stock',
    to: ['inventory.low_stock', 'inventory.out_of_stock'],
    // Those of a threshold that was set for all items are told together.
    react: ({ event, inOrg }) => (event.changes.together ? Promise.resolve() : inOrg((scope) => tell(services, scope, event, fallOf(services, event)))),
  }, {
    name: 'tell-falls-together',
    to: ['inventory_settings.applied'],
    react: ({ event, inOrg }) => (event.changes.low ? inOrg((scope) => tell(services, scope, event, fallsOf(services, event))) : Promise.resolve()),
  }];
}

async function tell(services: Needed, scope: Scope, event: RecordedEvent, { kind, itemId, values }: Told): Promise<void> {
  const { rows, organizationId, now } = scope;
  const settings = await inventorySettings(scope);
  if (!settings.lowStockNotices || settings.channel === 'none' || now.getTime() - event.at.getTime() > stale) return;
  const { channel: wanted } = settings;
  const letters = (await recipients(scope, settings.recipientIds)).flatMap((person) => waysTo(person, wanted).map((way) => ({ ...way, name: person.name })));
  const [told] = await rows(
    `insert into stock_notices (organization_id, event_id, item_id, messages, created_at) values ($1, $2, $3, $4, $5)
     on conflict (organization_id, event_id) do nothing returning 1`, [organizationId, event.id, itemId, letters.length, now]);
  if (!told) return;
  const { name: organization } = await organizationSettings(scope);
  for (const { channel, to, name } of letters) {
    const { subject, text } = await renderMessage(scope, kind, channel, { ...values, organization_name: organization, first_name: name.split(' ')[0] ?? '' });
    await queueMessage(services.sealer, scope, { kind, channel, to, subject, text, about: itemId ? { type: 'item', id: itemId } : { type: 'organization', id: organizationId } });
  }
}

interface Recipient { email: string; phone: string | null; name: string }

/** Who is named, as far as they still sign in; where nobody is, the owners and administrators. */
async function recipients({ rows, organizationId }: Scope, ids: readonly string[]): Promise<Recipient[]> {
  const people = (condition: string, values: unknown[]) => rows<Recipient>(
    `select u.email, u.phone, u.name from users u where u.organization_id = $1 and u.disabled_at is null and ${condition} order by u.id limit 50`, [organizationId, ...values]);
  const named = ids.length > 0 ? await people('u.id = any ($2::uuid[])', [ids]) : [];
  return named.length > 0 ? named : people("u.role in ('owner', 'admin')", []);
}

function fallOf({ publicUrl }: Needed, { type, subjectId, changes }: RecordedEvent): Told {
  return {
    kind: kinds[type]!, itemId: subjectId,
    values: {
      item_name: String(changes.name), item_sku: String(changes.sku), stock_available: String(changes.available), stock_threshold: String(changes.threshold),
      item_url: `${publicUrl()}/inventory/items/${subjectId}`,
    },
  };
}

function fallsOf({ publicUrl }: Needed, { changes }: RecordedEvent): Told {
  const named = changes.named as { sku: string; name: string; available: number }[];
  const others = Number(changes.low) - named.length;
  return {
    kind: 'many_low', itemId: null,
    values: {
      low_items: String(changes.low), stock_threshold: String(changes.defaultThreshold), low_url: `${publicUrl()}/inventory?status=low`,
      low_list: [...named.map(({ sku, name, available }) => `${available} ${name} (${sku})`), ...(others > 0 ? [`and ${others} more`] : [])].join('\n'),
    },
  };
}
