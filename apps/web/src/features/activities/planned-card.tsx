import { listActivities, type Lead } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Section, ShowMore } from '../../ui/index.ts';
import { ActivityRows } from './activity-groups.tsx';
import { open } from './use-activity-filters.ts';

/** What else is planned for a lead, after its next step; nothing where there is nothing. */
export function PlannedCard({ lead }: { lead: Lead }) {
  const [, change] = useUrlState();
  const pages = usePages(listActivities, { query: { leadId: lead.id, status: open, sort: 'at', limit: 20 } });
  const further = pages.items.filter(({ isNextStep }) => !isNextStep);
  if (further.length === 0) return null;
  return (
    <Section title="Also planned" count={further.length} flush>
      <ActivityRows
        activities={further} bare withLead={false}
        onDone={({ id }) => change({ finish: id })} onEdit={({ id }) => change({ activity: id })}
      />
      <ShowMore pages={pages} />
    </Section>
  );
}
