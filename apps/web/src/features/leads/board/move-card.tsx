import type { ReactNode } from 'react';
import { getLead, type Lead } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { ErrorState, ResponsiveDialog } from '../../../ui/index.ts';
import { MoveDialog, OtherPipelineDialog, type Destination } from '../moving/index.ts';

const gone = { move: null, moveTo: null, moveAfter: null, moveBefore: null, elsewhere: null } as const;

/** A move that asks something first, as it stands in the address. */
export function askInAddress(leadId: string, { stageId, afterId, beforeId }: Destination) {
  return { move: leadId, moveTo: stageId, moveAfter: afterId ?? null, moveBefore: beforeId ?? null };
}

/** Asks what the move of a card asks for; until that is said the card stays where it was. */
export function MoveCard() {
  const [query, change] = useUrlState();
  const close = () => change(gone, { replace: true });
  const [leadId, stageId, elsewhere] = [query.get('move'), query.get('moveTo'), query.get('elsewhere')];
  if (elsewhere) {
    return <WithLead key={elsewhere} id={elsewhere} onClose={close}>{(lead) => <OtherPipelineDialog lead={lead} onClose={close} />}</WithLead>;
  }
  if (!leadId || !stageId) return null;
  const [afterId, beforeId] = [query.get('moveAfter'), query.get('moveBefore')];
  const to = { stageId, ...(afterId ? { afterId } : {}), ...(beforeId ? { beforeId } : {}) };
  return <WithLead key={leadId} id={leadId} onClose={close}>{(lead) => <MoveDialog lead={lead} to={to} onClose={close} />}</WithLead>;
}

function WithLead({ id, onClose, children }: { id: string; onClose: () => void; children: (lead: Lead) => ReactNode }) {
  const lead = useEndpoint(getLead, { params: { id } });
  if (lead.data) return children(lead.data);
  if (!lead.error) return null;
  return (
    <ResponsiveDialog opened onClose={onClose} title="Move lead">
      <ErrorState title="The lead did not load." problem={lead.error} again={() => void lead.refetch()} />
    </ResponsiveDialog>
  );
}
