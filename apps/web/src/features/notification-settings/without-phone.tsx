import { Link } from 'react-router';
import { listUsers, type Role } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Anchor, Notice } from '../../ui/index.ts';

/** Who works on leads, and so is told what becomes of quotes. */
const told: readonly Role[] = ['owner', 'admin', 'manager', 'sales'];
/** More names are no help. */
const mostNamed = 8;

/** Who cannot be told by text, because nobody has written down a number for them. */
export function WithoutPhone() {
  const people = useEndpoint(listUsers, { query: { limit: 200 } }).data?.data;
  const without = people?.filter(({ phone, role, disabledAt }) => !phone && !disabledAt && told.includes(role)) ?? [];
  if (without.length === 0) return null;
  const names = without.slice(0, mostNamed).map(({ name }) => name).join(', ');
  return (
    <Notice
      tone="warning" title={without.length === 1 ? 'One person has no phone number yet.' : `${without.length} people have no phone number yet.`}
      action={<Anchor component={Link} to="/settings/users">Users</Anchor>}
    >
      {names}{without.length > mostNamed ? ' and others' : ''}: told by email until there is one. They can add it themselves in their account menu.
    </Notice>
  );
}
