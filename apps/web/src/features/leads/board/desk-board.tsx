import { memo, useCallback } from 'react';
import { stagePlace } from '../../../lib/stage-place.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import type { StagePlace } from '../../../ui/index.ts';
import { isOpen } from './board-changes.ts';
import type { Stage } from './board-context.tsx';
import styles from './desk-board.module.css';
import { StageColumn } from './stage-column.tsx';
import { StageRail } from './stage-rail.tsx';

/**
 * All stages beside each other: those that are worked on share the width, the others are rails until they are opened.
 */
export const DeskBoard = memo(function DeskBoard({ stages }: { stages: readonly Stage[] }) {
  const [query, change] = useUrlState();
  const unfolded = query.get('open') ?? '';
  const fold = useCallback((stageId: string) => {
    change({ open: unfolded.split(',').filter((id) => id && id !== stageId).join(',') || null }, { replace: true });
  }, [change, unfolded]);
  const unfold = useCallback((stageId: string) => {
    change({ open: [...unfolded.split(',').filter(Boolean), stageId].join(',') }, { replace: true });
  }, [change, unfolded]);

  return (
    <div className={styles.board}>
      {stages.map((stage) => {
        if (isOpen(stage)) return <Column key={stage.id} stage={stage} stages={stages} />;
        if (!unfolded.includes(stage.id)) return <StageRail key={stage.id} stage={stage} onOpen={unfold} />;
        return <StageColumn key={stage.id} stage={stage} place={undefined} onFold={fold} />;
      })}
    </div>
  );
});

function Column({ stage, stages }: { stage: Stage; stages: readonly Stage[] }) {
  const place = stagePlace(stages, stage.id);
  return <StageColumnAt stage={stage} position={place?.position ?? 0} of={place?.of ?? 1} />;
}

/** Numbers compare by themselves, so a column that did not change is not drawn again. */
const StageColumnAt = memo(function StageColumnAt({ stage, position, of }: { stage: Stage } & StagePlace) {
  return <StageColumn stage={stage} place={{ position, of }} />;
});
