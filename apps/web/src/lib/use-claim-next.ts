import { useNavigate } from 'react-router';
import { claimNextLead } from '@lastmile/contracts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { useAction } from './use-action.ts';

/** Takes the unclaimed lead that has waited longest, of one pipeline or of all, and opens it. */
export function useClaimNext() {
  const navigate = useNavigate();
  const claim = useAction(claimNextLead, {
    alsoChanges: ['today'],
    done: ({ id, title }) => {
      void navigate(`/leads/${id}`);
      showToast({ title: `${title} is yours.` });
    },
    failed: (problem) => {
      if (problem.code !== 'queue_empty') return showProblem(problem);
      showToast({ tone: 'info', title: 'Nothing waits to be claimed.', text: 'Every open lead has somebody.' });
    },
  });
  return {
    claimNext: (pipelineId?: string | null) => void claim.run({ body: pipelineId ? { pipelineId } : {} }),
    isRunning: claim.isRunning,
  };
}
