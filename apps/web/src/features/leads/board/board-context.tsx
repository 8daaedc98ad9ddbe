import { createContext, useContext } from 'react';
import type { BoardStage, LeadCard } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { SharedQuery } from '../use-lead-filters.ts';
import type { Place } from './board-changes.ts';
import type { ColumnRegistry } from './column-registry.ts';
import type { DragState } from './drag-state.ts';

export type Stage = Static<typeof BoardStage>;

/** What the parts of a board share. None of it changes while one drags, so cards are not drawn again. */
export interface BoardShared {
  query: SharedQuery;
  /** The address the cards’ links come back to. */
  search: string;
  drag: DragState;
  columns: ColumnRegistry;
  mayMove: (card: LeadCard) => boolean;
  mayClaim: boolean;
  mayConvert: boolean;
  mayAdd: boolean;
  /** Moves a card, or first asks what the stage asks for. */
  move: (card: LeadCard, to: Place) => void;
  /** Asks for another pipeline to take it to. */
  moveElsewhere: (card: LeadCard) => void;
  claim: (card: LeadCard) => void;
  /** Lifts a card for the keyboard. */
  lift: (card: LeadCard) => void;
  stages: () => readonly Stage[];
}

export const BoardContext = createContext<BoardShared | null>(null);

export function useBoardShared(): BoardShared {
  const shared = useContext(BoardContext);
  if (!shared) throw new Error('A part of the board stands outside of a board.');
  return shared;
}
