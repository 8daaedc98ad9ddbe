import { useState } from 'react';
import { listPipelines, removePipeline, type Pipeline, type Stage } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import type { Problem } from '../../lib/problem.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ConfirmDialog, Notice, RequestId, SelectField, showToast } from '../../ui/index.ts';
import styles from './delete-stage-dialog.module.css';
import { likeliest, sameSort } from './where-leads-go.ts';

interface Props {
  pipeline: Pipeline;
  onClose: () => void;
  deleted: () => void;
}

const plain = { required: true, maxLength: undefined, error: undefined } as const;

/** Deletes a pipeline; where leads stand in it, or it is the default, it is said first where they go and which one follows it. */
export function DeletePipelineDialog({ pipeline, onClose, deleted }: Props) {
  const all = useEndpoint(listPipelines).data?.data ?? [];
  const others = all.filter(({ id, kind, isActive }) => id !== pipeline.id && kind === pipeline.kind && isActive);
  const [heirId, setHeirId] = useState<string | null>(null);
  const [targets, setTargets] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const heir = others.find(({ id }) => id === heirId) ?? others.find(({ isDefault }) => isDefault) ?? others[0];
  const occupied = pipeline.stages.filter(({ leadCount }) => leadCount > 0);
  const leads = occupied.reduce((sum, { leadCount }) => sum + leadCount, 0);
  const targetOf = (stage: Stage) => targets[stage.id] ?? likeliest(stage, heir)?.id ?? '';

  const remove = useAction(removePipeline, {
    failed: setProblem,
    alsoChanges: ['leads', 'today', 'signup-widgets'],
    done: ({ movedLeads }) => {
      showToast({ title: `${pipeline.name} deleted.`, ...(movedLeads > 0 ? { text: `${count(movedLeads, 'lead')} moved.` } : {}) });
      deleted();
    },
  });
  const confirm = () => {
    setProblem(null);
    void remove.run({
      params: { id: pipeline.id },
      body: {
        moveLeads: occupied.map((stage) => ({ fromStageId: stage.id, toStageId: targetOf(stage) })),
        ...(pipeline.isDefault && heir ? { newDefaultId: heir.id } : {}),
      },
    });
  };

  return (
    <ConfirmDialog
      opened danger onClose={onClose} title={`Delete ${pipeline.name}`} confirm="Delete pipeline" isRunning={remove.isRunning} onConfirm={confirm}
    >
      <div className={styles.content}>
        {problem && (
          <Notice tone="error" announced>
            {problem.detail}{problem.status >= 500 && <RequestId problem={problem} />}
          </Notice>
        )}
        <p className={styles.words}>
          {leads > 0 ? `${count(leads, 'lead')} stand in it and go where you say. ` : 'No lead stands in it. '}
          The pipeline and its stages are removed for good; signup forms that lead here follow.
        </p>
        {pipeline.isDefault && (
          <SelectField
            label="The default becomes" name="newDefaultId" {...plain} value={heir?.id} options={others.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => setHeirId(String(id))} hint="Leads that name no pipeline go there."
          />
        )}
        {occupied.map((stage) => (
          <SelectField
            key={stage.id} label={`${stage.name}: move its ${count(stage.leadCount, 'lead')} to`} name={stage.id} {...plain} searchable
            value={targetOf(stage)} options={optionsFor(stage, others)}
            onChange={(id) => setTargets((before) => ({ ...before, [stage.id]: String(id) }))}
          />
        ))}
      </div>
    </ConfirmDialog>
  );
}

function optionsFor(stage: Stage, pipelines: readonly Pipeline[]) {
  return pipelines.flatMap(({ name, stages }) => stages.filter((other) => sameSort(stage, other))
    .map((other) => ({ value: other.id, label: `${name} · ${other.name}` })));
}
