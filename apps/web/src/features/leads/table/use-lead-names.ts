import { listLeadSources, listPipelines } from '@lastmile/contracts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import type { Names } from './columns.tsx';

/** The words for the ids and codes on a lead. */
export function useLeadNames(): Names {
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  const sources = useEndpoint(listLeadSources).data?.data ?? [];
  return {
    stage: (stageId) => {
      const stages = pipelines.find((pipeline) => pipeline.stages.some(({ id }) => id === stageId))?.stages ?? [];
      return { name: stages.find(({ id }) => id === stageId)?.name ?? '', place: stagePlace(stages, stageId) };
    },
    source: (code) => sources.find((source) => source.code === code)?.name ?? code,
  };
}
