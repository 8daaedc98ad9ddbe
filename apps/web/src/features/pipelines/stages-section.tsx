import { IconPlus } from '@tabler/icons-react';
import type { Pipeline } from '@lastmile/contracts';
import { Button, Section } from '../../ui/index.ts';
import { SortableTable } from '../../ui/sortable-table.tsx';
import type { PipelineDialogName } from './pipeline-dialogs.tsx';
import { StageRow } from './stage-row.tsx';
import { useStageOrder } from './use-stage-order.ts';

const heads = [
  'Stage', 'Type', { label: 'Chance to win', end: true }, 'Flag as quiet', { label: 'Leads now', end: true }, '',
] as const;

interface Props {
  pipeline: Pipeline;
  mayWrite: boolean;
  open: (dialog: PipelineDialogName, id?: string) => void;
}

/** The stages in their order; dragging a handle, or the arrow keys on it, changes it. */
export function StagesSection({ pipeline, mayWrite, open }: Props) {
  const { stages, move } = useStageOrder(pipeline);
  const firstNew = stages.find(({ type }) => type === 'new')?.id;
  const openStages = stages.filter(({ type }) => type === 'new' || type === 'in_progress');
  return (
    <Section
      title="Stages" hint={mayWrite && 'Drag, or use the arrow keys on the handle'} flush
      actions={mayWrite && (
        <Button size="xs" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => open('new-stage')}>
          Add stage
        </Button>
      )}
    >
      <SortableTable label="Stages" heads={heads} items={stages} nameOf={({ name }) => name} move={mayWrite ? move : undefined}>
        {(stage, moves) => (
          <StageRow
            key={stage.id} stage={stage} isBeginning={stage.id === firstNew} open={open} moves={moves} mayWrite={mayWrite}
            place={{ position: openStages.indexOf(stage), of: openStages.length }}
          />
        )}
      </SortableTable>
    </Section>
  );
}
