import { useMemo } from 'react';
import { listPipelines, type Pipeline, type Stage } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';

const none: readonly Pipeline[] = [];

/** Every stage a lead may stand in, and the pipelines they are of. */
export function useLeadStages() {
  const answer = useEndpoint(listPipelines, { query: { kind: 'lead' } });
  const pipelines = answer.data?.data ?? none;
  const stages = useMemo(() => new Map<string, Stage>(pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => [stage.id, stage]))), [pipelines]);
  return { pipelines, stages, isPending: answer.isPending };
}

/** Whether there is another pipeline to take a lead to. */
export function useHasElsewhere(pipelineId: string): boolean {
  return useLeadStages().pipelines.some(({ id, isActive }) => isActive && id !== pipelineId);
}
