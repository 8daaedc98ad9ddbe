import { useMemo, useRef, useState } from 'react';
import type { Board } from '@lastmile/contracts';
import { usePhone } from '../../../lib/viewport.ts';
import { BoardSkeleton, ErrorState } from '../../../ui/index.ts';
import { NoLeads } from '../no-leads.tsx';
import type { SharedQuery } from '../use-lead-filters.ts';
import { BoardContext, type BoardShared } from './board-context.tsx';
import { BoardDrag } from './board-drag.tsx';
import { ColumnRegistry } from './column-registry.ts';
import { DeskBoard } from './desk-board.tsx';
import { DragState, useDrag } from './drag-state.ts';
import { InactivePipeline } from './inactive-pipeline.tsx';
import { MoveCard } from './move-card.tsx';
import { PhoneBoard } from './phone-board.tsx';
import { useBoard } from './use-board.ts';
import { useBoardMoves } from './use-board-moves.tsx';
import { useCardActions } from './use-card-actions.ts';
import { useKeyboardLift } from './use-keyboard-lift.ts';

interface Props {
  query: SharedQuery;
  /** Owner or search narrow the board, so that an empty one is no empty desk. */
  isFiltered: boolean;
}

/** The leads of a pipeline by stage: columns at a desk, one stage at a time on a phone. */
export function LeadBoard({ query, isFiltered }: Props) {
  const answer = useBoard(query);
  const { board, move } = useBoardMoves(query, answer.data);
  if (!board) {
    if (!answer.error) return <BoardSkeleton columns={5} cards={4} />;
    return <ErrorState title="The board did not load." problem={answer.error} again={() => void answer.refetch()} />;
  }
  const inactive = <InactivePipeline pipelineId={board.pipelineId} />;
  if (board.stages.every((stage) => stage.count === 0)) return <>{inactive}<NoLeads isFiltered={isFiltered} /></>;
  return <>{inactive}<ShownBoard query={query} board={board} move={move} /></>;
}

function ShownBoard({ query, board, move }: { query: SharedQuery; board: Board; move: BoardShared['move'] }) {
  const phone = usePhone();
  const [drag] = useState(() => new DragState());
  const [columns] = useState(() => new ColumnRegistry());
  const stages = useStill(board.stages, useDrag(drag, (current) => current !== null));
  const latest = useRef(stages);
  latest.current = stages;
  const [readStages] = useState(() => () => latest.current);

  const actions = useCardActions({ stages: readStages, move });
  const lift = useKeyboardLift({ drag, columns, stages: readStages, move: actions.move });
  const shared = useMemo(
    (): BoardShared => ({ query, drag, columns, lift, stages: readStages, ...actions }),
    [query, drag, columns, lift, readStages, actions],
  );

  return (
    <BoardContext value={shared}>
      <BoardDrag>{phone ? <PhoneBoard stages={stages} /> : <DeskBoard stages={stages} />}</BoardDrag>
      <MoveCard />
    </BoardContext>
  );
}

/** While a card is in the hand nothing else on the board moves; what changed meanwhile is shown when it is put down. */
function useStill<Value>(value: Value, still: boolean): Value {
  const kept = useRef(value);
  if (!still) kept.current = value;
  return kept.current;
}
