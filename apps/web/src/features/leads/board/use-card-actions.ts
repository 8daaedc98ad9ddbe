import { useCallback, useMemo, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { claimLead, getBoard, type LeadCard } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { showToast } from '../../../ui/index.ts';
import { useLeadStages, whatMovingAsks } from '../moving/index.ts';
import { neighboursAt, withCardChanges, type Place } from './board-changes.ts';
import type { BoardShared, Stage } from './board-context.tsx';
import { askInAddress } from './move-card.tsx';

interface Options {
  stages: () => readonly Stage[];
  move: (card: LeadCard, to: Place) => void;
}

type Actions = Pick<BoardShared, 'search' | 'mayMove' | 'mayClaim' | 'mayConvert' | 'mayAdd' | 'move' | 'claim' | 'moveElsewhere'>;

/**
 * What this person may do with cards, and doing it. A move that asks something asks it first, and winning is done by
 * converting.
 */
export function useCardActions({ stages, move }: Options): Actions {
  const { can, user } = useSession();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [, change] = useUrlState();
  const leadStages = useLeadStages();
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

  const known = useRef(leadStages.stages);
  known.current = leadStages.stages;
  const moveOrAsk = useCallback((card: LeadCard, to: Place) => {
    // Until the pipelines are there the board's own stages will do; what they ask for, the server says.
    const stageOf = (id: string) => {
      const shown = stages().find((stage) => stage.id === id);
      return known.current.get(id) ?? (shown && { ...shown, pipelineId: card.pipelineId, exitCriteria: [] });
    };
    const [from, stage] = [stageOf(card.stageId), stageOf(to.stageId)];
    // One that was converted and opened again has its subscriber: winning it only closes it.
    const converts = mayConvert && card.conversionState !== 'done';
    const asked = from && stage ? whatMovingAsks(from, stage, converts) : null;
    if (asked === 'conversion') void navigate(`/leads/${card.id}?convert=1`);
    else if (asked) change(askInAddress(card.id, { stageId: to.stageId, ...neighboursAt(stages(), card.id, to) }));
    else move(card, to);
  }, [stages, change, mayConvert, navigate, move]);
  const moveElsewhere = useCallback((card: LeadCard) => change({ elsewhere: card.id }), [change]);

  const search = query.toString();
  return useMemo(() => ({
    search, mayMove, mayClaim, mayConvert, mayAdd, move: moveOrAsk, moveElsewhere, claim,
  }), [search, mayMove, mayClaim, mayConvert, mayAdd, moveOrAsk, moveElsewhere, claim]);
}
