import { useState } from 'react';
import { deleteStage, type Pipeline, type Stage } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import type { Problem } from '../../lib/problem.ts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, Notice, RequestId, SelectField, showToast } from '../../ui/index.ts';
import styles from './delete-stage-dialog.module.css';
import { sameSort } from './where-leads-go.ts';

interface Props {
  pipeline: Pipeline;
  stage: Stage;
  onClose: () => void;
}

/** Deletes a stage; where leads stand in it, it is said first where they go. */
export function DeleteStageDialog({ pipeline, stage, onClose }: Props) {
  const targets = targetsFor(stage, pipeline.stages);
  const [target, setTarget] = useState(targets[0]?.id ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const hasLeads = stage.leadCount > 0;
  const remove = useAction(deleteStage, {
    failed: setProblem,
    done: () => {
      showToast({
        title: `${stage.name} deleted.`,
        ...(hasLeads ? { text: `Its leads are in ${nameOf(targets, target)}.` } : {}),
      });
      onClose();
    },
    alsoChanges: ['leads'],
  });
  const confirm = () => {
    setProblem(null);
    void remove.run({ params: { id: pipeline.id, stageId: stage.id }, query: hasLeads ? { moveLeadsTo: target } : {} });
  };

  return (
    <ConfirmDialog
      opened danger onClose={onClose} title={`Delete ${stage.name}`} confirm="Delete stage" isRunning={remove.isRunning}
      onConfirm={confirm}
    >
      <div className={styles.content}>
        {problem && (
          <Notice tone="error" announced>
            {problem.detail}{problem.status >= 500 && <RequestId problem={problem} />}
          </Notice>
        )}
        {!hasLeads && <p className={styles.words}>No lead stands in it. A stage cannot be brought back.</p>}
        {hasLeads && targets.length > 0 && (
          <SelectField
            label={`Move its ${count(stage.leadCount, 'lead')} to`} name="moveLeadsTo" required maxLength={undefined}
            error={undefined}
            options={targets.map(({ id, name }) => ({ value: id, label: name }))} value={target}
            onChange={(id) => setTarget(String(id))}
            hint="A stage cannot be brought back; its leads stay where they go."
          />
        )}
        {hasLeads && targets.length === 0 && (
          <p className={styles.words}>
            {count(stage.leadCount, 'lead')} would have nowhere to go: this is the only stage of its kind. Add another
            one first.
          </p>
        )}
      </div>
    </ConfirmDialog>
  );
}

function targetsFor(stage: Stage, stages: readonly Stage[]): Stage[] {
  return stages.filter((other) => other.id !== stage.id && sameSort(stage, other));
}

function nameOf(stages: readonly Stage[], id: string): string {
  return stages.find((stage) => stage.id === id)?.name ?? 'another stage';
}
