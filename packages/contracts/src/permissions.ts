import { OneOf } from './schemas.ts';

export const roles = ['owner', 'admin', 'manager', 'sales', 'warehouse', 'technician', 'viewer'] as const;
export const Role = OneOf(roles, 'D13: what a person may do; each permission has a scope.');
export type Role = (typeof roles)[number];

/** Whose records a permission reaches: one's own and unclaimed ones, one's team's and unclaimed ones, or all. */
export type RecordScope = 'own' | 'team' | 'all';

export const permissions = [
  'activities:write',
  'api-tokens:write',
  'conversion-settings:write',
  'conversions:write',
  'events:read',
  'files:read',
  'files:write',
  'inventory-settings:write',
  'inventory:manage',
  'inventory:move',
  'inventory:read',
  'inventory:write',
  'invoices:read',
  'invoices:write',
  'jobs:read',
  'lead-captures:write',
  'lead-views:write',
  'leads:allow-contact',
  'leads:assign',
  'leads:claim',
  'leads:delete',
  'leads:erase',
  'leads:import',
  'leads:merge',
  'leads:move',
  'leads:purge',
  'leads:read',
  'leads:reopen',
  'leads:write',
  'message-templates:write',
  'offers:read',
  'offers:write',
  'organization:read',
  'organization:write',
  'outbox:read',
  'outbox:write',
  'pipelines:read',
  'pipelines:write',
  'quote-settings:write',
  'quotes:decide',
  'quotes:read',
  'quotes:write',
  'router-users:write',
  'routers:read',
  'routers:write',
  'score-rules:write',
  'service-orders:read',
  'service-orders:write',
  'signup-widgets:read',
  'signup-widgets:write',
  'subscribers:read',
  'subscribers:write',
  'tags:write',
  'users:read',
  'users:write',
] as const;
export type Permission = (typeof permissions)[number];
export type Grants = Partial<{ [permission in Permission]: RecordScope }>;

const everything = Object.fromEntries(permissions.map((permission) => [permission, 'all'])) as Grants;

/** What everybody who signs in may look at to find their way. */
const orientation: Grants = {
  'jobs:read': 'own',
  'offers:read': 'all',
  'organization:read': 'all',
  'pipelines:read': 'all',
  'users:read': 'all',
};

function sellingWithin(scope: RecordScope): Grants {
  return {
    ...orientation,
    'activities:write': scope,
    'conversions:write': scope,
    'files:read': scope,
    'files:write': scope,
    'inventory:read': 'all',
    'invoices:read': 'all',
    'leads:claim': scope,
    'leads:merge': scope,
    'leads:move': scope,
    'leads:read': scope,
    'leads:write': scope,
    'quotes:read': scope,
    'quotes:write': scope,
    'routers:read': 'all',
    'service-orders:read': 'all',
    'subscribers:read': 'all',
  };
}

/**
 * D13, S1-4-a, S3-sec-c: the whole of what each role may do. A permission that is not named is refused.
 * The owner differs from an admin in one thing that is not a permission: nobody but an owner makes or removes owners.
 */
export const grantsOf: { [role in Role]: Grants } = {
  owner: everything,
  admin: everything,
  manager: {
    ...sellingWithin('team'),
    'api-tokens:write': 'own',
    'events:read': 'all',
    'inventory:manage': 'all',
    'inventory:write': 'all',
    'invoices:write': 'all',
    'lead-captures:write': 'all',
    'lead-views:write': 'all',
    'leads:allow-contact': 'team',
    'leads:assign': 'team',
    'leads:delete': 'team',
    'leads:import': 'team',
    'leads:reopen': 'team',
    'outbox:read': 'all',
    'outbox:write': 'all',
    'quotes:decide': 'team',
    'router-users:write': 'all',
    'service-orders:write': 'all',
    'signup-widgets:read': 'all',
    'subscribers:write': 'all',
    'tags:write': 'all',
  },
  sales: { ...sellingWithin('own'), 'api-tokens:write': 'own', 'lead-views:write': 'own' },
  warehouse: { ...orientation, 'inventory:read': 'all', 'inventory:write': 'all', 'service-orders:read': 'all', 'subscribers:read': 'all' },
  // Their own service orders with their files, and those that nobody has yet; stock to and from the vans that are assigned to them.
  technician: { ...orientation, 'files:read': 'own', 'files:write': 'own', 'inventory:move': 'own', 'inventory:read': 'all', 'routers:read': 'all', 'service-orders:read': 'own', 'service-orders:write': 'own', 'subscribers:read': 'all' },
  viewer: {
    ...orientation,
    'files:read': 'all',
    'inventory:read': 'all',
    'invoices:read': 'all',
    'lead-views:write': 'own',
    'leads:read': 'all',
    'quotes:read': 'all',
    'routers:read': 'all',
    'service-orders:read': 'all',
    'signup-widgets:read': 'all',
    'subscribers:read': 'all',
  },
};

/** Whose leads may be: who cannot work on them is given none, or they would be in nobody's sight. */
export const rolesThatHoldLeads: readonly Role[] = (Object.keys(grantsOf) as Role[]).filter((role) => grantsOf[role]['leads:write']);
