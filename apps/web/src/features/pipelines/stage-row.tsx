import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconDots, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Stage } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import {
  Badge, IconButton, RecordCell, RecordRow, ResponsiveMenu, StageBadge, StageGlyph, type StagePlace,
} from '../../ui/index.ts';
import type { PipelineDialogName } from './pipeline-dialogs.tsx';
import styles from './pipelines.module.css';

interface Props {
  stage: Stage;
  /** Where leads begin. */
  isBeginning: boolean;
  place: StagePlace;
  mayWrite: boolean;
  /** Null where it cannot go further. */
  up: (() => void) | null;
  down: (() => void) | null;
  open: (dialog: PipelineDialogName, id?: string) => void;
}

export function StageRow({ stage, isBeginning, place, mayWrite, up, down, open }: Props) {
  const sortable = useSortable({ id: stage.id, disabled: !mayWrite });
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = sortable;
  const { id, name, type, probability, quietAfterDays, leadCount } = stage;

  const moveWithKeys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    // The page would scroll.
    event.preventDefault();
    (event.key === 'ArrowUp' ? up : down)?.();
  };

  return (
    <RecordRow
      ref={setNodeRef} className={isDragging ? styles.dragged! : ''}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <RecordCell part="handle">
        {mayWrite && (
          <IconButton
            ref={setActivatorNodeRef} label={`Reorder ${name}`} className={styles.handle!} {...listeners}
            onKeyDown={moveWithKeys}
          >
            <IconGripVertical size={16} stroke={1.75} aria-hidden />
          </IconButton>
        )}
      </RecordCell>
      <RecordCell part="name">
        <span className={styles.stage}>
          <StageGlyph type={type} place={place} />
          <span className={styles.stageName} title={name}>{name}</span>
          {isBeginning && <Badge color="gray" flex="none">Starts here</Badge>}
        </span>
      </RecordCell>
      <RecordCell><StageBadge type={type} place={place} /></RecordCell>
      <RecordCell label="Chance" end>{probability}%</RecordCell>
      <RecordCell label="Quiet">
        {quietAfterDays && <span className={styles.quiet}>after {count(quietAfterDays, 'day')}</span>}
      </RecordCell>
      <RecordCell label="Leads" end>{leadCount}</RecordCell>
      <RecordCell part="actions">
        {mayWrite && (
          <>
            <IconButton label={`Edit ${name}`} onClick={() => open('edit-stage', id)}>
              <IconPencil size={16} stroke={1.75} aria-hidden />
            </IconButton>
            <ResponsiveMenu
              title={name} position="bottom-end"
              target={<IconButton label={`More: ${name}`}><IconDots size={16} stroke={1.75} aria-hidden /></IconButton>}
              groups={[{
                choices: [
                  { label: 'Move up', disabled: !up, onChoose: () => up?.() },
                  { label: 'Move down', disabled: !down, onChoose: () => down?.() },
                ],
              }, {
                choices: [{
                  label: 'Delete stage', icon: <IconTrash size={16} stroke={1.75} aria-hidden />, danger: true,
                  onChoose: () => open('delete-stage', id),
                }],
              }]}
            />
          </>
        )}
      </RecordCell>
    </RecordRow>
  );
}
