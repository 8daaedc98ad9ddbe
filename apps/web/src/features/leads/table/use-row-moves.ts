import { useState } from 'react';
import { useNavigate } from 'react-router';
import { moveLead, type LeadCard, type Stage } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { showToast } from '../../../ui/index.ts';

/** Moves of leads from their rows: a row shows its new stage at once, and where the server refuses it is put back and says why. */
export function useRowMoves() {
  const navigate = useNavigate();
  const [moved, setMoved] = useState<{ lead: LeadCard; stage: Stage } | null>(null);
  const [refused, setRefused] = useState<{ leadId: string; why: string } | null>(null);
  const action = useAction(moveLead, {
    alsoChanges: ['today', 'pipelines', 'lead-view-counts'],
    done: ({ title, stageName }) => showToast({ title: `${title} moved to ${stageName}.` }),
    failed: (problem, { params, body }) => {
      setMoved(null);
      // What the stage asks for is asked on the lead's page.
      if (problem.code === 'exit_criteria') void navigate(`/leads/${params.id}?moveTo=${body.stageId}`);
      else setRefused({ leadId: params.id, why: problem.detail });
    },
  });
  return {
    /** Why the last move of this lead was not made. */
    refusalOf: ({ id }: LeadCard) => (refused?.leadId === id ? refused.why : null),
    dismiss: () => setRefused(null),
    /** The lead as its row shows it: where it was moved to, until the list brings what became of it. */
    asMoved: (lead: LeadCard): LeadCard => (
      moved?.lead.id === lead.id && moved.lead.stageEnteredAt === lead.stageEnteredAt ? { ...lead, stageId: moved.stage.id, status: moved.stage.type } : lead
    ),
    move: (lead: LeadCard, stage: Stage) => {
      if (action.isRunning) return;
      setRefused(null);
      setMoved({ lead, stage });
      void action.run({ params: { id: lead.id }, body: { stageId: stage.id } });
    },
  };
}
