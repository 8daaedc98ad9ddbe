import { useSyncExternalStore } from 'react';
import type { LeadCard } from '@lastmile/contracts';
import type { Place } from './board-changes.ts';

/** A card that is being moved by hand or keyboard, and where it would land; null where it would land nowhere. */
export interface Drag {
  card: LeadCard;
  from: Place;
  to: Place | null;
  by: 'pointer' | 'keyboard';
}

/**
 * The drag in progress, outside of React’s state: the pointer moves sixty times a second, and only the column it
 * enters and the one it leaves have to draw anything.
 */
export class DragState {
  private drag: Drag | null = null;
  private said = '';
  private readonly watchers = new Set<() => void>();

  get current(): Drag | null {
    return this.drag;
  }

  /** What those who do not see the board are told of it. */
  get words(): string {
    return this.said;
  }

  say(words: string): void {
    this.said = words;
    this.tell();
  }

  begin(drag: Drag): void {
    this.change(drag);
  }

  goTo(to: Place | null): void {
    const { drag } = this;
    if (!drag || (drag.to?.stageId === to?.stageId && drag.to?.index === to?.index)) return;
    this.change({ ...drag, to });
  }

  /** Ends the drag and gives what it was. */
  end(): Drag | null {
    const { drag } = this;
    this.change(null);
    return drag;
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  private change(drag: Drag | null): void {
    this.drag = drag;
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

/**
 * One fact about the drag; the component draws again only when that fact changes. `read` gives something that compares
 * by itself.
 */
export function useDrag<Fact extends string | number | boolean | null>(
  state: DragState, read: (drag: Drag | null) => Fact,
): Fact {
  return useSyncExternalStore(state.subscribe, () => read(state.current));
}
