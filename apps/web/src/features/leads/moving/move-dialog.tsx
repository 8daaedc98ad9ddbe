import type { Lead } from '@lastmile/contracts';
import type { Destination } from './destination.ts';
import { ExitCriteriaDialog } from './exit-criteria-dialog.tsx';
import { LoseDialog } from './lose-dialog.tsx';
import { useLeadStages } from './use-lead-stages.ts';

interface Props {
  lead: Lead;
  to: Destination;
  onClose: () => void;
}

/** Asks what a move asks for: why the lead is lost, or whether what its stage asks for is so. It stays where it is until that is said. */
export function MoveDialog({ lead, to, onClose }: Props) {
  const { stages } = useLeadStages();
  const [from, stage] = [stages.get(lead.stageId), stages.get(to.stageId)];
  if (!from || !stage) return null;
  if (stage.type === 'lost') return <LoseDialog lead={lead} to={to} onClose={onClose} />;
  return <ExitCriteriaDialog key={from.exitCriteria.join('\n')} lead={lead} from={from} stage={stage} to={to} onClose={onClose} />;
}
