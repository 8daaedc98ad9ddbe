import { grantsOf, type Permission, type Role } from '@lastmile/contracts';
import { mayGive, rolesToGive } from './roles.ts';

const as = (role: Role) => ({ user: { role }, can: (permission: Permission) => grantsOf[role][permission] ?? false });

test('an owner gives every role', () => {
  expect(rolesToGive(as('owner'))).toHaveLength(7);
});

test('an admin gives every role but that of an owner', () => {
  expect(mayGive(as('admin'), 'owner')).toBe(false);
  expect(rolesToGive(as('admin'))).toEqual(['admin', 'manager', 'sales', 'warehouse', 'technician', 'viewer']);
});

test('nobody gives a role that may do more than they may', () => {
  expect(mayGive(as('sales'), 'manager')).toBe(false);
  expect(mayGive(as('manager'), 'admin')).toBe(false);
});
