import { Badge } from '../../ui/index.ts';
import type { Subscriber } from '@lastmile/contracts';

export type Status = Subscriber['status'];

export const statuses: Record<Status, { label: string; color: string }> = {
  new: { label: 'New', color: 'blue' },
  active: { label: 'Active', color: 'green' },
  suspended: { label: 'Suspended', color: 'amber' },
  ended: { label: 'Ended', color: 'gray' },
};

/** A subscriber's state as a word on its colour. */
export function SubscriberStatus({ status }: { status: Status }) {
  return <Badge color={statuses[status].color}>{statuses[status].label}</Badge>;
}
