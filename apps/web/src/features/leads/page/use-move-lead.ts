import { useRef } from 'react';
import { getLead, moveLead, type Lead, type Stage } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import type { Problem } from '../../../lib/problem.ts';
import { whatMovingAsks } from '../moving/index.ts';
import { showProblem, showToast } from '../../../ui/index.ts';

/**
 * Moves a lead at a press: the page shows it at once and takes it back where the server refuses. A move that asks
 * something asks it first, and winning is done by converting.
 */
export function useMoveLead(lead: Lead, stages: readonly Stage[]) {
  const [, change] = useUrlState();
  const askOrShow = (problem: Problem, stageId: string, title: string) => {
    if (problem.code === 'exit_criteria') change({ moveTo: stageId });
    else showProblem(problem, title);
  };
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
    failed: (problem, { body }) => askOrShow(problem, body.stageId, `Put back in ${lead.stageName}.`),
  });
  const back = useAction(moveLead, {
    alsoChanges: ['today', 'pipelines'], failed: (problem, { body }) => askOrShow(problem, body.stageId, 'Not moved back.'),
  });
  return (stage: Stage) => {
    if (stage.id === lead.stageId) return;
    before.current = lead.stageId;
    const from = stages.find(({ id }) => id === lead.stageId);
    const asked = from ? whatMovingAsks(from, stage, lead.can.convert) : null;
    if (asked === 'conversion') change({ convert: '1' });
    else if (asked) change({ moveTo: stage.id });
    else void move.run({ params: { id: lead.id }, body: { stageId: stage.id } });
  };
}
