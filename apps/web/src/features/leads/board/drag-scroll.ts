import type { ColumnRegistry } from './column-registry.ts';

/** How near to an edge a dragged card scrolls what is below it, and how far in a frame at the very edge, in pixels. */
const edge = 56;
const fastest = 14;

/**
 * Scrolls the column under a dragged card, and the board where its columns do not fit, while the pointer is near an
 * edge, also when it rests there. Gives the function to be told where the pointer is.
 */
export function scrollAtEdges(columns: ColumnRegistry, signal: AbortSignal): (x: number, y: number) => void {
  let pointer = { x: 0, y: 0 };
  let frame = 0;

  const step = () => {
    frame = 0;
    if (signal.aborted) return;
    const column = columns.under(pointer.x);
    const list = column?.list;
    const board = column?.element.parentElement;
    const down = list ? pull(pointer.y, list.getBoundingClientRect().top, list.getBoundingClientRect().bottom) : 0;
    const across = board ? pull(pointer.x, board.getBoundingClientRect().left, board.getBoundingClientRect().right) : 0;
    if (down !== 0) list!.scrollTop += down;
    if (across !== 0) board!.scrollLeft += across;
    if (down !== 0 || across !== 0) frame = requestAnimationFrame(step);
  };

  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  return (x, y) => {
    pointer = { x, y };
    frame ||= requestAnimationFrame(step);
  };
}

/** How far to scroll for a pointer between two edges: the nearer, the faster. */
function pull(at: number, start: number, end: number): number {
  const before = edge - (at - start);
  const after = edge - (end - at);
  if (before > 0) return -fastest * Math.min(before / edge, 1);
  return after > 0 ? fastest * Math.min(after / edge, 1) : 0;
}
