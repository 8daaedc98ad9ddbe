import { memo, useEffect, useRef } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { StageGlyph, VisuallyHidden } from '../../../ui/index.ts';
import { useBoardShared, type Stage } from './board-context.tsx';
import { useDrag } from './drag-state.ts';
import styles from './stage-rail.module.css';

interface Props {
  stage: Stage;
  onOpen: (stageId: string) => void;
}

/** A folded stage: pressed, it opens; a card that is dropped on it goes there. */
export const StageRail = memo(function StageRail({ stage, onOpen }: Props) {
  const { drag, columns } = useBoardShared();
  const { locale } = useLocale();
  const rail = useRef<HTMLButtonElement>(null);
  const isTarget = useDrag(drag, (current) => current?.to?.stageId === stage.id);
  useEffect(() => columns.add(stage.id, {
    element: rail.current!, list: null, indexAt: () => 0, scrollTo: () => {},
  }), [columns, stage.id]);
  return (
    <button
      ref={rail} type="button" className={isTarget ? `${styles.rail} ${styles.target}` : styles.rail}
      aria-expanded={false}
      title={stage.name} onClick={() => onOpen(stage.id)} data-rail={stage.name}
    >
      <VisuallyHidden>Open</VisuallyHidden>
      <StageGlyph type={stage.type} />
      <span className={styles.name}>{stage.name}</span>
      <span className={styles.count}>{formatCount(stage.count, locale)}</span>
      <VisuallyHidden>{stage.count === 1 ? 'lead' : 'leads'}</VisuallyHidden>
    </button>
  );
});
