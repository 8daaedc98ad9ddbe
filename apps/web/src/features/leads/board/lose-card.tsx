import { getLead } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { ErrorState, ResponsiveDialog } from '../../../ui/index.ts';
import { LoseDialog } from '../page/lose-dialog.tsx';

/** Asks why a card that was put into a lost stage is lost; until that is said it stays where it was. */
export function LoseCard() {
  const [query, change] = useUrlState();
  const [leadId, stageId] = [query.get('lose'), query.get('loseIn')];
  const close = () => change({ lose: null, loseIn: null }, { replace: true });
  return leadId && stageId ? <Lose key={leadId} leadId={leadId} stageId={stageId} onClose={close} /> : null;
}

function Lose({ leadId, stageId, onClose }: { leadId: string; stageId: string; onClose: () => void }) {
  const lead = useEndpoint(getLead, { params: { id: leadId } });
  if (lead.data) return <LoseDialog lead={lead.data} stageId={stageId} onClose={onClose} />;
  if (!lead.error) return null;
  return (
    <ResponsiveDialog opened onClose={onClose} title="Mark as lost">
      <ErrorState title="The lead did not load." problem={lead.error} again={() => void lead.refetch()} />
    </ResponsiveDialog>
  );
}
