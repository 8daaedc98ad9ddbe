import type { Permission } from '@lastmile/contracts';
import type { useSession } from '../../lib/session.tsx';
import { hasPage, type PagePath } from '../../pages.ts';

export interface SettingsEntry {
  label: string;
  to: PagePath;
  permission: Permission;
}

const groups: readonly { title: string; entries: readonly SettingsEntry[] }[] = [
  {
    title: 'Organization',
    entries: [
      { label: 'Organization', to: '/settings/organization', permission: 'organization:write' },
      { label: 'Users and teams', to: '/settings/users', permission: 'users:write' },
      { label: 'API tokens', to: '/settings/api-tokens', permission: 'api-tokens:write' },
    ],
  },
  {
    title: 'Sales',
    entries: [
      { label: 'Pipelines', to: '/settings/pipelines', permission: 'pipelines:write' },
      { label: 'Lead fields', to: '/settings/lead-fields', permission: 'pipelines:write' },
      { label: 'Sources', to: '/settings/sources', permission: 'pipelines:write' },
      { label: 'Tags', to: '/settings/tags', permission: 'tags:write' },
      { label: 'Lead score', to: '/settings/lead-score', permission: 'score-rules:write' },
      { label: 'Conversion', to: '/settings/conversion', permission: 'conversion-settings:write' },
      { label: 'Packages', to: '/settings/packages', permission: 'offers:read' },
      { label: 'Quotes', to: '/settings/quotes', permission: 'quote-settings:write' },
      { label: 'Signup forms', to: '/settings/signup-forms', permission: 'signup-widgets:read' },
    ],
  },
  { title: 'Stock', entries: [{ label: 'Inventory', to: '/settings/inventory', permission: 'inventory-settings:write' }] },
  { title: 'Network', entries: [{ label: 'Routers', to: '/settings/routers', permission: 'routers:read' }] },
  {
    title: 'Messages',
    entries: [
      { label: 'Messages', to: '/settings/messages', permission: 'message-templates:write' },
      { label: 'Notifications', to: '/settings/notifications', permission: 'quote-settings:write' },
      { label: 'Outbox', to: '/settings/outbox', permission: 'outbox:read' },
    ],
  },
];

/** The settings this person can open: pages that exist and that they may see. */
export function visibleSettings(can: ReturnType<typeof useSession>['can']) {
  return groups
    .map(({ title, entries }) => ({ title, entries: entries.filter(({ to, permission }) => hasPage(to) && can(permission)) }))
    .filter(({ entries }) => entries.length > 0);
}
