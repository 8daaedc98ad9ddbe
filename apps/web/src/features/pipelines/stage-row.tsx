import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Stage } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { Badge, IconButton, RecordCell, ResponsiveMenu, StageBadge, StageGlyph, type StagePlace } from '../../ui/index.ts';
import { moveChoices, SortableRow, type RowMoves } from '../../ui/sortable-table.tsx';
import type { PipelineDialogName } from './pipeline-dialogs.tsx';
import styles from './pipelines.module.css';

interface Props {
  stage: Stage;
  /** Where leads begin. */
  isBeginning: boolean;
  place: StagePlace;
  mayWrite: boolean;
  moves: RowMoves;
  open: (dialog: PipelineDialogName, id?: string) => void;
}

export function StageRow({ stage, isBeginning, place, mayWrite, moves, open }: Props) {
  const { id, name, type, probability, quietAfterDays, exitCriteria, leadCount } = stage;
  return (
    <SortableRow id={id} name={name} moves={moves}>
      <RecordCell part="name">
        <span className={styles.stage}>
          <StageGlyph type={type} place={place} />
          <span className={styles.stageName} title={name}>{name}</span>
          {isBeginning && <Badge color="gray" flex="none">Starts here</Badge>}
          {exitCriteria.length > 0 && (
            <span className={styles.asks} title={exitCriteria.join('\n')}>asks for {count(exitCriteria.length, 'thing')}</span>
          )}
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
              groups={[moveChoices(moves), {
                choices: [{
                  label: 'Delete stage', icon: <IconTrash size={16} stroke={1.75} aria-hidden />, danger: true,
                  onChoose: () => open('delete-stage', id),
                }],
              }]}
            />
          </>
        )}
      </RecordCell>
    </SortableRow>
  );
}
