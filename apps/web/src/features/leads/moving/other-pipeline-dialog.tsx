import { useState } from 'react';
import { moveLead, type Lead, type Pipeline } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { Button, ResponsiveDialog, SelectField, showToast } from '../../../ui/index.ts';
import styles from './other-pipeline-dialog.module.css';
import { useLeadStages } from './use-lead-stages.ts';

interface Props {
  lead: Lead;
  onClose: () => void;
}

/** Takes a lead to an open stage of another pipeline. */
export function OtherPipelineDialog({ lead, onClose }: Props) {
  const { pipelines } = useLeadStages();
  const others = pipelines.filter(({ id, isActive }) => isActive && id !== lead.pipelineId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [stageId, setStageId] = useState<string | null>(null);
  const pipeline = others.find(({ id }) => id === chosen) ?? others[0];
  const stages = openStages(pipeline);
  const stage = stages.find(({ id }) => id === stageId) ?? stages.find(({ type }) => type === lead.status) ?? stages[0];
  const move = useAction(moveLead, {
    alsoChanges: ['today', 'pipelines'],
    done: ({ stageName }) => {
      onClose();
      showToast({ title: `${lead.title} is in ${pipeline?.name ?? 'another pipeline'} now.`, text: `In ${stageName}.` });
    },
  });
  const shared = { required: true, maxLength: undefined, error: undefined };
  return (
    <ResponsiveDialog
      opened onClose={onClose} title="Move to another pipeline" subtitle={`${lead.title} · ${lead.number}`}
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary" loading={move.isRunning} disabled={!stage}
            onClick={() => stage && void move.run({ params: { id: lead.id }, body: { stageId: stage.id } })}
          >
            Move lead
          </Button>
        </>
      )}
    >
      <div className={styles.fields}>
        <SelectField
          label="Pipeline" name="pipeline" {...shared} value={pipeline?.id}
          options={others.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => setChosen(String(id))}
        />
        <SelectField
          label="Stage" name="stage" {...shared} value={stage?.id} options={stages.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => setStageId(String(id))} hint="It keeps its owner, its history and its next step."
        />
      </div>
    </ResponsiveDialog>
  );
}

/** A lead is won and lost where it stands, not on the way to another pipeline. */
function openStages(pipeline: Pipeline | undefined) {
  return pipeline?.stages.filter(({ type }) => type !== 'won' && type !== 'lost') ?? [];
}
