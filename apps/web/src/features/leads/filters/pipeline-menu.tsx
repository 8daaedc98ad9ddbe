import { IconChevronDown } from '@tabler/icons-react';
import { listPipelines } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { Button, ResponsiveMenu } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';

/** Which pipeline’s leads are shown; nothing where there is only one. */
export function PipelineMenu() {
  const { filters, layout, put } = useLeadFilters();
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  // A table shows the leads of all of them until one is chosen; a board is always one's.
  const isTable = layout === 'table';
  const current = pipelines.find(({ id, isDefault }) => (filters.pipelineId ? id === filters.pipelineId : isDefault && !isTable));
  const choose = (pipelineId: string | null) => {
    put({ pipelineId, stageId: null, open: null, at: null });
  };
  if (pipelines.length < 2) return null;
  return (
    <ResponsiveMenu
      title="Pipeline"
      groups={[{
        choices: [
          ...(isTable ? [{ label: 'All pipelines', current: !current, onChoose: () => choose(null) }] : []),
          ...pipelines.map(({ id, name, isDefault, isActive }) => ({
            label: name, current: id === current?.id, ...(isActive ? {} : { aside: 'Inactive' }),
            onChoose: () => choose(isDefault && !isTable ? null : id),
          })),
        ],
      }]}
      target={(
        <Button
          look="quiet" size="xs" rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          aria-label={`Pipeline: ${current?.name ?? 'all'}`}
        >
          {current?.name ?? (isTable ? 'All pipelines' : 'Pipeline')}
        </Button>
      )}
    />
  );
}
