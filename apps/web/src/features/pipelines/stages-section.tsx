import {
  closestCenter, DndContext, PointerSensor, TouchSensor, useSensor, useSensors, type DragEndEvent,
} from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Pipeline } from '@lastmile/contracts';
import { Button, RecordTable, Section, VisuallyHidden } from '../../ui/index.ts';
import type { PipelineDialogName } from './pipeline-dialogs.tsx';
import { StageRow } from './stage-row.tsx';
import { useStageOrder } from './use-stage-order.ts';

const heads = [
  '', 'Stage', 'Type', { label: 'Chance to win', end: true }, 'Flag as quiet', { label: 'Leads now', end: true }, '',
] as const;

interface Props {
  pipeline: Pipeline;
  mayWrite: boolean;
  open: (dialog: PipelineDialogName, id?: string) => void;
}

/** The stages in their order; dragging a handle, or the arrow keys on it, changes it. */
export function StagesSection({ pipeline, mayWrite, open }: Props) {
  const { stages, move } = useStageOrder(pipeline);
  const [said, setSaid] = useState('');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { distance: 4 } }),
  );
  const firstNew = stages.find(({ type }) => type === 'new')?.id;
  const openStages = stages.filter(({ type }) => type === 'new' || type === 'in_progress');

  const moveAndSay = (id: string, to: number) => {
    const stage = stages.find((one) => one.id === id);
    if (!stage || to < 0 || to >= stages.length) return;
    move(id, to);
    setSaid(`${stage.name}, ${to + 1} of ${stages.length}`);
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) moveAndSay(String(active.id), stages.findIndex(({ id }) => id === over.id));
  };

  return (
    <Section
      title="Stages" hint={mayWrite && 'Drag, or use the arrow keys on the handle'} flush
      actions={mayWrite && (
        <Button size="xs" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => open('new-stage')}>
          Add stage
        </Button>
      )}
    >
      <DndContext
        sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}
        accessibility={{ screenReaderInstructions: instructions, announcements: silent }}
      >
        <SortableContext items={stages.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <RecordTable label="Stages" heads={heads}>
            {stages.map((stage, index) => (
              <StageRow
                key={stage.id} stage={stage} isBeginning={stage.id === firstNew} open={open}
                place={{ position: openStages.indexOf(stage), of: openStages.length }}
                up={mayWrite && index > 0 ? () => moveAndSay(stage.id, index - 1) : null}
                down={mayWrite && index < stages.length - 1 ? () => moveAndSay(stage.id, index + 1) : null}
                mayWrite={mayWrite}
              />
            ))}
          </RecordTable>
        </SortableContext>
      </DndContext>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Section>
  );
}

/** The section says where a stage went; the library would say the same with ids. */
const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
const instructions = { draggable: 'Use the up and down arrow keys to move the stage.' };
