import { listLeadSources, listPipelines, stageTypes } from '@lastmile/contracts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { Button, StageGlyph, stageTypeNames } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { ManyFilter } from './many-filter.tsx';

/** Stage, status and source of a table’s leads: several of each. */
export function TableFilters() {
  const { filters, change } = useLeadFilters();
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  const sources = useEndpoint(listLeadSources).data?.data ?? [];
  const { pipelineId } = filters;
  const stages = pipelines.find(({ id, isDefault }) => (pipelineId ? id === pipelineId : isDefault))?.stages ?? [];
  const put = (name: string) => (values: readonly string[]) => change({ [name]: values.join(',') || null });
  const ticked = filters.stages.length + filters.statuses.length + filters.sources.length;
  const isNarrowed = ticked > 0 || filters.owner !== null || filters.q !== '';
  return (
    <>
      <ManyFilter
        label="Stage" values={filters.stages} onChange={put('stage')}
        options={stages.map((stage) => {
          const place = stagePlace(stages, stage.id);
          const icon = <StageGlyph type={stage.type} {...(place ? { place } : {})} />;
          return { value: stage.id, label: stage.name, icon };
        })}
      />
      <ManyFilter
        label="Status" values={filters.statuses} onChange={put('status')}
        options={stageTypes.map((type) => ({
          value: type, label: stageTypeNames[type], icon: <StageGlyph type={type} />,
        }))}
      />
      <ManyFilter
        label="Source" values={filters.sources} onChange={put('source')}
        options={sources.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {isNarrowed && (
        <Button
          look="quiet" size="xs"
          onClick={() => change({ stage: null, status: null, source: null, owner: null, q: null })}
        >
          Clear
        </Button>
      )}
    </>
  );
}
