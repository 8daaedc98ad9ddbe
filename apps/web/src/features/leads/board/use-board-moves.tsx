import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { claimLead, moveLead, type Board, type Lead, type LeadCard } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import { toProblem, type Problem } from '../../../lib/problem.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { showProblem, showToast } from '../../../ui/index.ts';
import type { SharedQuery } from '../use-lead-filters.ts';
import {
  cardOf, neighboursAt, placeAmong, placeOf, withCardChanges, withMove, type Move, type Place,
} from './board-changes.ts';
import { askInAddress } from './move-card.tsx';
import { slideBack } from './slide-back.ts';
import { boardKey } from './board-question.ts';
import { whoMoved } from './who-moved.ts';

interface Pending extends Move {
  card: LeadCard;
  at: string;
}

/**
 * Moves cards of a board. A move is shown at once, over whatever the server last said, and taken away again when it is
 * refused; so moves never undo each other, and a live change that arrives meanwhile is not lost. The server is asked
 * one move after the other, in the order they were made.
 */
export function useBoardMoves(query: SharedQuery, known: Board | undefined) {
  const client = useQueryClient();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const board = useMemo(() => known && pending.reduce(applied, known), [known, pending]);
  const latest = useRef(board);
  latest.current = board;
  const key = useMemo(() => boardKey(query), [query]);
  const [, change] = useUrlState();

  const { mutate } = useMutation({
    scope: { id: 'lead-moves' },
    mutationFn: ({ card, leadId, at: _at, ...body }: Pending) => {
      const board = client.getQueryData<Board>(key);
      const now = board && cardOf(board, leadId);
      // Our own move before this one has raised the version. One of somebody else's has too, and put the card elsewhere: that is not ours to undo.
      return moveUnlessMoved(card, body, now?.stageId === card.stageId ? now.version : card.version);
    },
    onSuccess: ({ id, version }, move) => {
      client.setQueryData<Board>(key, (before) => before && withCardChanges(applied(before, move), id, { version }));
      setPending((moves) => moves.filter((one) => one !== move));
    },
    onError: (thrown, move) => {
      slideBack(move.leadId, () => setPending((moves) => moves.filter((one) => one !== move)));
      refuse(move, toProblem(thrown));
    },
    onSettled: () => {
      for (const noun of ['leads', 'today', 'pipelines']) void client.invalidateQueries({ queryKey: [noun] });
    },
  });

  const refuse = (move: Pending, problem: Problem) => {
    const from = latest.current?.stages.find(({ id }) => id === move.card.stageId)?.name;
    const title = from ? `${move.card.title} is back in ${from}.` : `${move.card.title} was not moved.`;
    if (problem.code === 'claim_first') {
      const action = { label: 'Claim and move', run: () => void claimThenMove(move) };
      showToast({ tone: 'warning', title, text: problem.detail, action });
    } else if (problem.code === 'exit_criteria') {
      // The stage has been given criteria since this board was drawn.
      change(askInAddress(move.leadId, move));
    } else if (problem.code === 'stale') {
      void sayWhoMoved(move.card);
    } else {
      showProblem(problem, title);
    }
  };

  const claimThenMove = async (move: Pending) => {
    try {
      const { version } = await api(claimLead, { params: { id: move.leadId } });
      start({ ...move, card: { ...move.card, version } });
    } catch (thrown) {
      void client.invalidateQueries({ queryKey: ['leads'] });
      showProblem(toProblem(thrown), `${move.card.title} was not claimed.`);
    }
  };

  const start = (move: Pending) => {
    setPending((moves) => [...moves, move]);
    mutate(move);
  };
  const starting = useRef(start);
  starting.current = start;

  /** Moves a card as it was shown; dropping it where it was does nothing. */
  const move = useCallback((card: LeadCard, to: Place) => {
    const shown = latest.current;
    if (!shown) return;
    const here = placeOf(shown.stages, card.id);
    if (here && here.stageId !== card.stageId) {
      // It went elsewhere while it was held here; moving it on would undo what somebody else has just done.
      void sayWhoMoved(card);
      return;
    }
    if (here?.stageId === to.stageId && here.index === to.index) return;
    const at = new Date().toISOString();
    starting.current({ leadId: card.id, stageId: to.stageId, ...neighboursAt(shown.stages, card.id, to), card, at });
  }, []);

  return { board, move };
}

async function sayWhoMoved({ id, title }: LeadCard) {
  const words = await whoMoved(id) ?? `Somebody moved ${title} meanwhile.`;
  showToast({ tone: 'warning', title: words, text: 'Your move was not made.' });
}

function applied(board: Board, move: Pending): Board {
  return withMove(board, move.leadId, placeAmong(board, move), move.at);
}

/** Somebody else’s change of other fields is no reason to refuse a move; that they moved the lead is. */
async function moveUnlessMoved(card: LeadCard, body: Omit<Move, 'leadId'>, version: number): Promise<Lead> {
  const input = { params: { id: card.id }, body };
  try {
    return await api(moveLead, input, { ifMatch: version });
  } catch (thrown) {
    const problem = toProblem(thrown);
    const current = problem.code === 'stale' ? problem.more.current as Lead | undefined : undefined;
    if (!current || current.stageId !== card.stageId) throw problem;
    return api(moveLead, input, { ifMatch: current.version });
  }
}
