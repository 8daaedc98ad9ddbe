import type { InventorySettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';

/** What nobody has set yet is as the table's defaults say. */
const untouched: InventorySettings = { lowStockNotices: true, defaultThreshold: 5, channel: 'email', recipientIds: [], version: 1 };

export async function inventorySettings({ rows, organizationId, now }: Scope, { lock = false } = {}): Promise<InventorySettings> {
  if (lock) await rows('insert into inventory_settings (organization_id, updated_at) values ($1, $2) on conflict do nothing', [organizationId, now]);
  const [found] = await rows<InventorySettings>(
    `select low_stock_notices as "lowStockNotices", default_threshold as "defaultThreshold", channel, recipient_ids as "recipientIds", version
       from inventory_settings where organization_id = $1${lock ? ' for update' : ''}`, [organizationId]);
  return found ?? untouched;
}
