import { useBoardShared, type Stage } from './board-context.tsx';
import styles from './drop-slot.module.css';
import { useDrag, type Drag } from './drag-state.ts';
import { ordinal } from './ordinal.ts';

/** The room that a dragged card would take, with the place’s name. */
export function DropSlot({ stage, top }: { stage: Stage; top: number }) {
  const { drag } = useBoardShared();
  const words = useDrag(drag, (current) => current && placeWords(current, stage));
  return <li className={styles.slot} style={{ transform: `translateY(${top}px)` }} aria-hidden>{words}</li>;
}

/** `Qualification, second of 9`. */
export function placeWords({ from, to }: Pick<Drag, 'from' | 'to'>, stage: Stage): string {
  const count = stage.count + (from.stageId === stage.id ? 0 : 1);
  return `${stage.name}, ${ordinal((to?.index ?? 0) + 1)} of ${count}`;
}
