import { IconCalendarPlus, IconCircleCheck, IconCircleX, IconPencil, IconTag, IconTrash, IconUserShare, IconArrowRight } from '@tabler/icons-react';
import type { BulkActionType, Permission } from '@lastmile/contracts';

interface BulkActionWords {
  type: BulkActionType;
  label: string;
  icon: typeof IconTag;
  permission: Permission;
  /** What the filled button does, to so many leads. */
  confirm: (leads: string) => string;
  title: string;
  danger?: boolean;
  /** In sight at a desk; the others are in a menu. */
  first?: boolean;
}

/** What can be done with many leads, in the order in which people reach for it. */
export const bulkActions: readonly BulkActionWords[] = [
  { type: 'assign', label: 'Assign', title: 'Assign leads', icon: IconUserShare, permission: 'leads:assign', confirm: (leads) => `Assign ${leads}`, first: true },
  { type: 'move', label: 'Move to', title: 'Move leads', icon: IconArrowRight, permission: 'leads:move', confirm: (leads) => `Move ${leads}`, first: true },
  { type: 'tag', label: 'Tag', title: 'Tag leads', icon: IconTag, permission: 'leads:write', confirm: (leads) => `Tag ${leads}`, first: true },
  { type: 'follow_up', label: 'Set next step', title: 'Set the next step', icon: IconCalendarPlus, permission: 'leads:write', confirm: (leads) => `Plan for ${leads}`, first: true },
  { type: 'edit', label: 'Edit fields', title: 'Edit fields', icon: IconPencil, permission: 'leads:write', confirm: (leads) => `Change ${leads}` },
  { type: 'convert', label: 'Convert', title: 'Convert to subscribers', icon: IconCircleCheck, permission: 'conversions:write', confirm: (leads) => `Convert ${leads}` },
  { type: 'lose', label: 'Mark as lost', title: 'Mark as lost', icon: IconCircleX, permission: 'leads:move', confirm: (leads) => `Lose ${leads}` },
  { type: 'delete', label: 'Delete', title: 'Delete leads', icon: IconTrash, permission: 'leads:delete', confirm: (leads) => `Delete ${leads}`, danger: true },
];

export const wordsOf = (type: BulkActionType): BulkActionWords => bulkActions.find((action) => action.type === type)!;
