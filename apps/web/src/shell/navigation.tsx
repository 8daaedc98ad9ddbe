import { IconActivity, IconChartArcs, IconChartLine, IconFileInvoice, IconPackages, IconReceipt, IconRouter, IconSettings, IconSun, IconTargetArrow, IconTool } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Permission } from '@lastmile/contracts';
import type { useSession } from '../lib/session.tsx';
import { hasPage, type PagePath } from '../pages.ts';
import { LateCount } from './late-count.tsx';
import { visibleSettings } from './settings/settings-navigation.ts';

type Can = ReturnType<typeof useSession>['can'];

export interface NavigationEntry {
  label: string;
  /** What a phone's narrow tab calls it. */
  short?: string;
  to: PagePath | '/settings';
  icon: ComponentType<{ size?: number; stroke?: number; className?: string; 'aria-hidden'?: boolean }>;
  /** Shown to who may do this; to everybody where there is none. */
  permission?: Permission;
  /** What stands at the end of the row: how much waits there. */
  Count?: ComponentType;
  /** The heading that begins above it. */
  group?: string;
}

/** Everything one can go to, in the order of a day. */
const entries: readonly NavigationEntry[] = [
  { label: 'Today', to: '/today', icon: IconSun, permission: 'leads:read', Count: LateCount },
  { label: 'Leads', to: '/leads', icon: IconTargetArrow, permission: 'leads:read' },
  { label: 'Quotes', to: '/quotes', icon: IconFileInvoice, permission: 'quotes:read' },
  { label: 'Activities', to: '/activities', icon: IconActivity, permission: 'leads:read' },
  { label: 'Subscribers', to: '/subscribers', icon: IconRouter, permission: 'subscribers:read', group: 'Service' },
  { label: 'Invoices', to: '/invoices', icon: IconReceipt, permission: 'invoices:read' },
  { label: 'Service orders', short: 'Orders', to: '/service-orders', icon: IconTool, permission: 'service-orders:read' },
  { label: 'Inventory', to: '/inventory', icon: IconPackages, permission: 'inventory:read' },
  { label: 'Dashboard', to: '/dashboard', icon: IconChartLine, permission: 'leads:read', group: 'Insight' },
  { label: 'Reports', to: '/reports', icon: IconChartArcs, permission: 'leads:read' },
];

const settings: NavigationEntry = { label: 'Settings', to: '/settings', icon: IconSettings };

/** What this person can go to: entries whose page exists and that they may use. */
export function visibleEntries(can: Can): readonly NavigationEntry[] {
  return entries.filter(({ to, permission }) => hasPage(to as PagePath) && (!permission || can(permission)));
}

/** The entry at the foot, for who has something to set. */
export function settingsEntry(can: Can): NavigationEntry | undefined {
  return visibleSettings(can).length > 0 ? settings : undefined;
}
