import { grantsOf, permissions, roles, type Permission, type Role, type RecordScope } from '@lastmile/contracts';

export const roleNames: Record<Role, string> = {
  owner: 'Owner', admin: 'Admin', manager: 'Manager', sales: 'Sales', warehouse: 'Warehouse', technician: 'Technician',
  viewer: 'Viewer',
};

/** What a role is for, for who gives it. */
export const roleHints: Record<Role, string> = {
  owner: 'May do everything, and make other owners.',
  admin: 'May do everything, except make or change owners.',
  manager: 'Sees and moves the leads of the team, and assigns them.',
  sales: 'Works on own and unclaimed leads, and converts them.',
  warehouse: 'Looks after stock; sees subscribers.',
  technician: 'Finishes service orders, moves stock with the own van; sees subscribers and routers.',
  viewer: 'Sees leads, subscribers and reports; changes nothing.',
};

interface Giver {
  user: { role: Role };
  can: (permission: Permission) => RecordScope | false;
}

/** Whether somebody may give this role, or change who has it: it must allow nothing that they may not do themselves. */
export function mayGive({ user, can }: Giver, role: Role): boolean {
  if (role === 'owner' && user.role !== 'owner') return false;
  return permissions.every((permission) => !grantsOf[role][permission] || can(permission));
}

export function rolesToGive(giver: Giver): Role[] {
  return roles.filter((role) => mayGive(giver, role));
}
