import { PageTabs } from '../../ui/index.ts';

/** The parts of the stock. */
export const InventoryTabs = () => (
  <PageTabs
    label="Inventory" tabs={[{ label: 'Items', to: '/inventory', end: true }, { label: 'Movements', to: '/inventory/movements' }, { label: 'Locations', to: '/inventory/locations' }, { label: 'Stocktakes', to: '/inventory/stocktakes' }]}
  />
);
