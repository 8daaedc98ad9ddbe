import { IconFilterOff, IconPlus, IconTarget } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../lib/session.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { newLeadIn } from './board/new-lead-link.ts';
import { useLeadFilters } from './use-lead-filters.ts';

/** In the place of leads where there are none: because of the filters, or because nothing has come in yet. */
export function NoLeads({ isFiltered }: { isFiltered: boolean }) {
  const { can } = useSession();
  const { clear } = useLeadFilters();
  const [query] = useSearchParams();
  const icon = { size: 24, stroke: 1.75 };
  if (isFiltered) {
    return (
      <EmptyState
        icon={<IconFilterOff {...icon} />} title="No lead matches"
        actions={<Button onClick={() => clear()}>Clear the filters</Button>}
      >
        Nothing here has what you are looking for. Take a filter away, or look in another pipeline; what belongs to
        somebody else may be out of your sight.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconTarget {...icon} />} title="No leads yet"
      actions={can('leads:write') && (
        <Button
          look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} to={newLeadIn(query.toString())}
        >
          New lead
        </Button>
      )}
    >
      Enquiries from your signup form arrive here by themselves; add those who call or walk in.
    </EmptyState>
  );
}
