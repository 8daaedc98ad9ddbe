import { useSession } from '../../lib/session.tsx';
import { PageTabs } from '../../ui/index.ts';

/** The parts of the stock. */
export function InventoryTabs() {
  const { can } = useSession();
  return (
    <PageTabs
      label="Inventory"
      tabs={[
        { label: 'Items', to: '/inventory', end: true },
        ...(can('inventory:write') || can('inventory:move') ? [{ label: 'Scan', to: '/inventory/scan' }] : []),
        { label: 'Movements', to: '/inventory/movements' },
        { label: 'Locations', to: '/inventory/locations' },
        { label: 'Devices', to: '/inventory/network-devices' },
        { label: 'Stocktakes', to: '/inventory/stocktakes' },
        { label: 'Categories', to: '/inventory/categories' },
        { label: 'Reports', to: '/inventory/reports' },
      ]}
    />
  );
}
