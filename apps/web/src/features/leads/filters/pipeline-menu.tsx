import { IconChevronDown } from '@tabler/icons-react';
import { listPipelines } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { Button, ResponsiveMenu } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';

/** Which pipeline’s leads are shown; nothing where there is only one. */
export function PipelineMenu() {
  const { filters, change } = useLeadFilters();
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  const current = pipelines.find(({ id, isDefault }) => (filters.pipelineId ? id === filters.pipelineId : isDefault));
  if (pipelines.length < 2) return null;
  return (
    <ResponsiveMenu
      title="Pipeline"
      groups={[{
        choices: pipelines.map(({ id, name, isDefault, isActive }) => ({
          label: name, current: id === current?.id, ...(isActive ? {} : { aside: 'Inactive' }),
          onChoose: () => change({ pipeline: isDefault ? null : id, stage: null, open: null, at: null }),
        })),
      }]}
      target={(
        <Button
          look="quiet" size="xs" rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          aria-label={`Pipeline: ${current?.name ?? 'choose one'}`}
        >
          {current?.name ?? 'Pipeline'}
        </Button>
      )}
    />
  );
}
