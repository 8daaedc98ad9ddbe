import { ordinal } from './ordinal.ts';
import type { Stage } from './board-context.tsx';
import { useBoardShared } from './board-context.tsx';
import styles from './drop-slot.module.css';
import { useDrag } from './drag-state.ts';

/** The room that a dragged card would take, with the place’s name. */
export function DropSlot({ stage, top }: { stage: Stage; top: number }) {
  const { drag } = useBoardShared();
  const words = useDrag(drag, (current) => current && placeWords(current, stage));
  return <li className={styles.slot} style={{ transform: `translateY(${top}px)` }} aria-hidden>{words}</li>;
}

/** `Qualification, second of 9`. */
export function placeWords({ from, to }: { from: { stageId: string }; to: { index: number } | null }, stage: Stage): string {
  const count = stage.count + (from.stageId === stage.id ? 0 : 1);
  return `${stage.name}, ${ordinal((to?.index ?? 0) + 1)} of ${count}`;
}
