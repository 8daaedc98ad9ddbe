import { useCallback, useEffect, useRef } from 'react';
import type { LeadCard } from '@lastmile/contracts';
import { placeOf, type Place } from './board-changes.ts';
import type { Stage } from './board-context.tsx';
import type { ColumnRegistry } from './column-registry.ts';
import { placeWords } from './drop-slot.tsx';
import type { DragState } from './drag-state.ts';
import { cardElement } from './slide-back.ts';

interface Options {
  drag: DragState;
  columns: ColumnRegistry;
  stages: () => readonly Stage[];
  move: (card: LeadCard, to: Place) => void;
}

/**
 * Moves cards without a pointer: gives the function that lifts one. From then on the arrow keys move it between places
 * and stages, Space or Enter puts it down, and Escape, Tab or a press of the pointer leaves it where it was. Every
 * step is said.
 */
export function useKeyboardLift({ drag, columns, stages, move }: Options): (card: LeadCard) => void {
  const listening = useRef<AbortController | null>(null);
  useEffect(() => () => listening.current?.abort(), []);

  return useCallback((card: LeadCard) => {
    const from = placeOf(stages(), card.id);
    if (!from) return;
    const stageOf = (place: Place) => stages().find(({ id }) => id === place.stageId)!;
    const finish = () => {
      listening.current?.abort();
      return drag.end();
    };
    const cancel = () => {
      finish();
      drag.say(`${card.title} is back in ${stageOf(from).name}.`);
    };
    const drop = () => {
      const to = finish()?.to ?? from;
      drag.say(`${card.title} put down in ${placeWords({ from, to }, stageOf(to))}.`);
      move(card, to);
      focusWhenDrawn(card.id);
    };
    const goTo = (to: Place) => {
      drag.goTo(to);
      columns.get(to.stageId)?.scrollTo(to.index);
      columns.get(to.stageId)?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      drag.say(`${card.title} over ${placeWords({ from, to }, stageOf(to))}.`);
    };

    listening.current = new AbortController();
    const { signal } = listening.current;
    window.addEventListener('pointerdown', cancel, { signal, capture: true });
    window.addEventListener('keydown', (event) => {
      if (event.key === 'Tab') return cancel();
      if (!keys.has(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') cancel();
      else if (event.key === ' ' || event.key === 'Enter') drop();
      else goTo(neighbour(drag.current?.to ?? from, event.key, stages(), columns, card.id));
    }, { signal, capture: true });

    drag.begin({ card, from, to: from, by: 'keyboard' });
    const place = placeWords({ from, to: from }, stageOf(from));
    drag.say(`${card.title} lifted: ${place}. Arrow keys move it, Space puts it down, Escape leaves it.`);
  }, [drag, columns, stages, move]);
}

const keys = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', ' ', 'Enter', 'Escape']);

/** The place that an arrow leads to; at an edge the one it is at. */
function neighbour(
  { stageId, index }: Place, key: string, stages: readonly Stage[], columns: ColumnRegistry, leadId: string,
): Place {
  const last = (id: string) => {
    // A folded stage shows no cards, so it has one place: on top.
    if (!columns.get(id)?.list) return 0;
    return stages.find((stage) => stage.id === id)!.leads.filter((lead) => lead.id !== leadId).length;
  };
  const sideways = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  if (sideways !== 0) {
    const drawn = stages.filter(({ id }) => columns.get(id));
    const at = drawn.findIndex(({ id }) => id === stageId);
    const next = drawn[at + sideways];
    return next ? { stageId: next.id, index: Math.min(index, last(next.id)) } : { stageId, index };
  }
  const wanted = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: last(stageId) }[key] ?? index;
  return { stageId, index: Math.min(Math.max(wanted, 0), last(stageId)) };
}

/** A card that changed its column is drawn anew there; the keyboard goes with it, or to the rail that took it. */
function focusWhenDrawn(leadId: string) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (document.activeElement !== document.body && document.activeElement?.isConnected) return;
    cardElement(leadId)?.querySelector<HTMLElement>('[data-card-link]')?.focus();
  }));
}
