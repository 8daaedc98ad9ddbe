import { listUsers, rolesThatHoldLeads } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';

/** To whom one may give leads: those who sell, all of them or those of one's own team. `people` is their loading. */
export function useAssignees() {
  const { can, user } = useSession();
  const people = useEndpoint(listUsers, { query: { limit: 200 } });
  const options = (people.data?.data ?? [])
    .filter(({ disabledAt, role, teamId }) => !disabledAt && rolesThatHoldLeads.includes(role) && (can('leads:assign') === 'all' || teamId === user.teamId))
    .map(({ id, name }) => ({ value: id, label: id === user.id ? `${name} (you)` : name }));
  return { people, options };
}
