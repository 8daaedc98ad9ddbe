import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { claimLead, getBoard, type LeadCard } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { showToast } from '../../../ui/index.ts';
import { withCardChanges, type Place } from './board-changes.ts';
import type { BoardShared, Stage } from './board-context.tsx';

interface Options {
  stages: () => readonly Stage[];
  move: (card: LeadCard, to: Place) => void;
}

type Actions = Pick<BoardShared, 'search' | 'mayMove' | 'mayClaim' | 'mayConvert' | 'mayAdd' | 'move' | 'claim'>;

/**
 * What this person may do with cards, and doing it. Losing asks for the reason first, and winning is done by
 * converting.
 */
export function useCardActions({ stages, move }: Options): Actions {
  const { can, user } = useSession();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [, change] = useUrlState();
  const mayMoveAny = can('leads:move') !== false;
  const mayClaim = can('leads:claim') !== false;
  const mayConvert = can('conversions:write') !== false;
  const mayAdd = can('leads:write') !== false;

  const { run: runClaim } = useAction(claimLead, {
    alsoChanges: ['today'],
    optimistic: (screen, { params }) => screen.rewrite(getBoard, undefined, (board) =>
      withCardChanges(board, params.id, { ownerId: user.id, ownerName: user.name })),
    done: ({ title }) => showToast({ title: `${title} is yours.` }),
  });
  const claim = useCallback((card: LeadCard) => void runClaim({ params: { id: card.id } }), [runClaim]);

  const mayMove = useCallback(
    (card: LeadCard) => mayMoveAny && !card.convertedAt && card.conversionState !== 'running',
    [mayMoveAny],
  );

  const moveOrAsk = useCallback((card: LeadCard, to: Place) => {
    const stage = stages().find(({ id }) => id === to.stageId);
    const enters = stage && stage.id !== card.stageId ? stage.type : null;
    if (enters === 'lost') change({ lose: card.id, loseIn: to.stageId });
    // One that was converted and opened again has its subscriber: winning it only closes it.
    else if (enters === 'won' && mayConvert && card.conversionState !== 'done') void navigate(`/leads/${card.id}?convert=1`);
    else move(card, to);
  }, [stages, change, mayConvert, navigate, move]);

  const search = query.toString();
  return useMemo(() => ({
    search, mayMove, mayClaim, mayConvert, mayAdd, move: moveOrAsk, claim,
  }), [search, mayMove, mayClaim, mayConvert, mayAdd, moveOrAsk, claim]);
}
