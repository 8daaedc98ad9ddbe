import type { ServiceOrderStatus } from '@lastmile/contracts';
import { Badge } from '../../ui/index.ts';

export const statuses: Record<ServiceOrderStatus, { label: string; color: string; none: string }> = {
  open: { label: 'Open', color: 'blue', none: 'Nothing waits to be scheduled.' },
  scheduled: { label: 'Scheduled', color: 'violet', none: 'No appointment is made.' },
  in_progress: { label: 'In progress', color: 'amber', none: 'Nobody is at work.' },
  completed: { label: 'Completed', color: 'green', none: 'Nothing was completed lately.' },
  cancelled: { label: 'Cancelled', color: 'gray', none: 'Nothing was cancelled lately.' },
};

/** A service order's state as a word on its colour. */
export function OrderStatus({ status }: { status: ServiceOrderStatus }) {
  return <Badge color={statuses[status].color}>{statuses[status].label}</Badge>;
}
