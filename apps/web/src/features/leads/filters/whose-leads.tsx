import { useSession } from '../../../lib/session.tsx';
import { SegmentedControl } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';

type Whose = 'mine' | 'team' | 'all' | '';

/** One’s own, the team’s, or all one may see (S4-ui-b). Somebody else’s are a filter, and then none of these is chosen. */
export function WhoseLeads() {
  const { filters, put } = useLeadFilters();
  const { can, user: { teamId } } = useSession();
  const { ownerId, teamId: teams } = filters;
  const hasTeam = teamId !== null && can('leads:read') !== 'own';
  const whose: Whose = ownerId === 'me' && !teams ? 'mine'
    : teams !== undefined && teams === teamId && !ownerId ? 'team' : ownerId === undefined && teams === undefined ? 'all' : '';
  const options: { value: Whose; label: string }[] = [
    { value: 'mine', label: 'Mine' },
    ...(hasTeam ? [{ value: 'team' as const, label: 'Team' }] : []),
    { value: 'all', label: 'All' },
  ];
  return (
    <SegmentedControl
      label="Whose leads" value={whose} options={options}
      onChange={(next) => put({ ownerId: next === 'mine' ? 'me' : null, teamId: next === 'team' ? teamId : null })}
    />
  );
}
