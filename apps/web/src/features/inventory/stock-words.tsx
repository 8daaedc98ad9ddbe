import { IconArrowBackUp, IconArrowsExchange, IconBuildingWarehouse, IconBuildingStore, IconHome, IconPackageExport, IconPackageImport, IconAdjustmentsHorizontal, IconTruck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ItemStatus, MovementType, StockLocationType, StockMovement } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { Badge } from '../../ui/index.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

export const locationTypes: { readonly [type in StockLocationType]: { readonly label: string; readonly icon: ReactNode } } = {
  warehouse: { label: 'Warehouse', icon: <IconBuildingWarehouse {...icon} /> },
  branch: { label: 'Branch', icon: <IconBuildingStore {...icon} /> },
  field_office: { label: 'Field office', icon: <IconHome {...icon} /> },
  vehicle: { label: 'Vehicle', icon: <IconTruck {...icon} /> },
};

export const itemStatuses: { readonly [status in ItemStatus]: { readonly label: string; readonly color: string } } = {
  in_stock: { label: 'In stock', color: 'green' },
  low: { label: 'Low', color: 'amber' },
  out_of_stock: { label: 'Out of stock', color: 'red' },
};

export function ItemStatusBadge({ status }: { status: ItemStatus }) {
  const { label, color } = itemStatuses[status];
  return <Badge color={color}>{label}</Badge>;
}

const movements: { readonly [type in MovementType]: { readonly label: string; readonly icon: ReactNode } } = {
  receive: { label: 'Received', icon: <IconPackageImport {...icon} /> },
  issue: { label: 'Issued', icon: <IconPackageExport {...icon} /> },
  transfer: { label: 'Transferred', icon: <IconArrowsExchange {...icon} /> },
  adjust: { label: 'Adjusted', icon: <IconAdjustmentsHorizontal {...icon} /> },
  return: { label: 'Returned', icon: <IconArrowBackUp {...icon} /> },
};

export const movementIcon = ({ type }: StockMovement): ReactNode => movements[type].icon;

export function movementWords({ type, reversesId, isInTransit, confirmsId, fromState }: StockMovement): string {
  const label = `${movements[type].label}${type === 'transfer' && fromState === 'set_aside' ? ', set aside' : ''}`;
  return reversesId ? `${label}, undone` : confirmsId ? 'Arrived' : isInTransit ? `${label}, on the way` : label;
}

/** Where it came from and went to, in words. */
export function wayOf({ type, fromLocationName, toLocationName, subscriberName, serviceOrderNumber, supplier }: StockMovement): string {
  const receiver = [serviceOrderNumber, subscriberName].filter(Boolean).join(' · ');
  if (type === 'transfer') return `${fromLocationName ?? '–'} → ${toLocationName ?? '–'}`;
  if (type === 'issue') return [fromLocationName ?? toLocationName, receiver].filter(Boolean).join(' → ');
  if (type === 'return') return [receiver, toLocationName ?? fromLocationName].filter(Boolean).join(' → ');
  if (type === 'receive') return [supplier, toLocationName ?? fromLocationName].filter(Boolean).join(' → ');
  return toLocationName ?? fromLocationName ?? '';
}

/** What it did to what is there: `+40`, `−1`; a transfer moves as many as it says. */
export function changeOf({ type, quantity, toLocationId }: StockMovement): string {
  if (type === 'transfer') return formatCount(quantity).replace('-', '−');
  const change = toLocationId === null ? -quantity : quantity;
  return `${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))}`;
}
