import { IconTrash } from '@tabler/icons-react';
import type { Lead } from '@lastmile/contracts';
import { Button, EmptyState, Page } from '../../../ui/index.ts';
import { useRestoreLead } from './use-restore-lead.ts';

/** In the place of a lead that somebody deleted, or gave to somebody else, while it was looked at. */
export function LeadGone({ lead }: { lead: Lead }) {
  const restore = useRestoreLead();
  return (
    <Page title={lead.title} subtitle={lead.number} back="/leads" phoneActions={null}>
      <EmptyState
        icon={<IconTrash size={24} stroke={1.75} />}
        title="This lead is gone"
        actions={
          <>
            <Button to="/leads">See the leads</Button>
            {lead.can.delete && (
              <Button loading={restore.isRunning} onClick={() => void restore.run({ params: { id: lead.id } })}>
                Bring it back
              </Button>
            )}
          </>
        }
      >
        It was deleted, or it belongs to somebody whose leads you do not see.
      </EmptyState>
    </Page>
  );
}
