import type { Place } from './board-changes.ts';

/** A column or rail as a drag sees it. */
export interface ColumnHandle {
  element: HTMLElement;
  /** What scrolls inside of it; a rail has nothing that does. */
  list: HTMLElement | null;
  /** How many cards are above a height of the window, for a card that would be put there. */
  indexAt: (clientY: number) => number;
  /** Brings the card at an index into sight. */
  scrollTo: (index: number) => void;
}

/** Between two columns the nearer one counts; a little above and below a column still does. In pixels. */
const halfGap = 6;
const reach = 24;

/** The columns that are drawn now, in no order. */
export class ColumnRegistry {
  private readonly columns = new Map<string, ColumnHandle>();

  add(stageId: string, column: ColumnHandle): () => void {
    this.columns.set(stageId, column);
    return () => {
      if (this.columns.get(stageId) === column) this.columns.delete(stageId);
    };
  }

  get(stageId: string): ColumnHandle | undefined {
    return this.columns.get(stageId);
  }

  /** The column at a distance from the window’s left edge, whatever the height. */
  under(x: number): ColumnHandle | undefined {
    return [...this.columns.values()].find(({ element }) => {
      const { left, right } = element.getBoundingClientRect();
      return x >= left - halfGap && x <= right + halfGap;
    });
  }

  /** The place under a point of the window; null outside of the board. */
  placeAt(x: number, y: number): Place | null {
    for (const [stageId, { element, indexAt }] of this.columns) {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const inside = x >= left - halfGap && x <= right + halfGap && y >= top - reach && y <= bottom + reach;
      if (inside) return { stageId, index: indexAt(y) };
    }
    return null;
  }
}
