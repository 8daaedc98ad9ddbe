import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Merge } from '@lastmile/contracts';
import { formatDay } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { useUndoMerge } from '../../lib/use-undo-merge.ts';
import { Button, RecordCell, RecordName, RecordRow, RecordTable, When } from '../../ui/index.ts';
import styles from './duplicates.module.css';

/** What was merged into what, by whom and when, and the way back. */
export function MergeTable({ merges }: { merges: readonly Merge[] }) {
  return (
    <RecordTable label="Merged leads" heads={['Kept', 'Merged into it', 'By', 'When', 'Undo', '']}>
      {merges.map((merge) => <MergeRow key={merge.id} merge={merge} />)}
    </RecordTable>
  );
}

function MergeRow({ merge: { id, lead, merged, mergedByName, mergedAt, undoneAt, undoneByName, undoableUntil, canUndo } }: { merge: Merge }) {
  const undo = useUndoMerge();
  const { timezone } = useLocale();
  const now = useNow();
  return (
    <RecordRow muted={undoneAt !== null}>
      <RecordCell part="name"><Link className={styles.link} to={`/leads/${lead.id}`}><RecordName name={lead.title} detail={lead.number} /></Link></RecordCell>
      <RecordCell label="Merged into it">{merged.map(({ number, title }) => `${title}, ${number}`).join(' · ')}</RecordCell>
      <RecordCell label="By">{mergedByName}</RecordCell>
      <RecordCell label="When"><When at={mergedAt} /></RecordCell>
      <RecordCell {...(undoneAt ? {} : { label: 'Undo' })}>
        {undoneAt ? `Undone by ${undoneByName}` : Date.parse(undoableUntil) > now ? `until ${formatDay(undoableUntil, timezone, now)}` : 'no longer'}
      </RecordCell>
      <RecordCell part="actions">
        {canUndo && (
          <Button
            size="xs" icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />} loading={undo.isRunning} onClick={() => undo.run(id)}
            aria-label={`Undo the merge into ${lead.title}`}
          >
            Undo
          </Button>
        )}
      </RecordCell>
    </RecordRow>
  );
}
