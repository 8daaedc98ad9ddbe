import { useRef } from 'react';
import { getLead, moveLead, type Lead, type Stage } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { showProblem, showToast } from '../../../ui/index.ts';

/**
 * Moves a lead at a press: the page shows it at once and takes it back where the server refuses. Losing asks for the
 * reason first, and winning is done by converting.
 */
export function useMoveLead(lead: Lead, stages: readonly Stage[]) {
  const [, change] = useUrlState();
  const before = useRef(lead.stageId);
  const move = useAction(moveLead, {
    alsoChanges: ['today', 'pipelines'],
    optimistic: (screen, { params, body }) => {
      const stage = stages.find(({ id }) => id === body.stageId);
      if (!stage) return;
      screen.rewrite(getLead, { params }, (before) => ({
        ...before,
        stageId: stage.id,
        stageName: stage.name,
        status: stage.type,
        stageEnteredAt: new Date().toISOString(),
      }));
    },
    done: ({ stageName }, { params }) => {
      const stageId = before.current;
      const undo = () => void back.run({ params, body: { stageId } });
      // Into a lost stage one goes with a reason, not by taking something back.
      const cameFromLost = stages.some(({ id, type }) => id === stageId && type === 'lost');
      showToast({ title: `Moved to ${stageName}.`, ...(cameFromLost ? {} : { action: { label: 'Undo', run: undo } }) });
    },
    failed: (problem) => showProblem(problem, `Put back in ${lead.stageName}.`),
  });
  const back = useAction(moveLead, { alsoChanges: ['today', 'pipelines'] });
  return (stage: Stage) => {
    if (stage.id === lead.stageId) return;
    before.current = lead.stageId;
    if (stage.type === 'lost') change({ lose: stage.id });
    else if (stage.type === 'won' && lead.can.convert) change({ convert: '1' });
    else void move.run({ params: { id: lead.id }, body: { stageId: stage.id } });
  };
}
