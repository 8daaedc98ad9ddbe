import type { Board, LeadCard } from '@lastmile/contracts';
import { lessAmount, sumAmounts } from '../../../lib/amount.ts';

type Stage = Board['stages'][number];

/** Where a card is or goes: a stage, and how many cards are above it, the card itself not counted. */
export interface Place {
  stageId: string;
  index: number;
}

/** Where a card is among those that were fetched; undefined where it is not. */
export function placeOf(stages: readonly Stage[], leadId: string): Place | undefined {
  for (const { id, leads } of stages) {
    const index = leads.findIndex((lead) => lead.id === leadId);
    if (index >= 0) return { stageId: id, index };
  }
  return undefined;
}

export function cardOf(board: Board, leadId: string): LeadCard | undefined {
  return board.stages.flatMap(({ leads }) => leads).find(({ id }) => id === leadId);
}

/** The cards around a place, as the server is told of it: it passes over one that has left meanwhile. */
export function neighboursAt(stages: readonly Stage[], leadId: string, place: Place): Pick<Move, 'afterId' | 'beforeId'> {
  const { stageId, index } = place;
  const others = stages.find(({ id }) => id === stageId)?.leads.filter(({ id }) => id !== leadId) ?? [];
  const [after, before] = [others[index - 1], others[index]];
  return { ...(after ? { afterId: after.id } : {}), ...(before ? { beforeId: before.id } : {}) };
}

/** A move as the server is told of it: a stage, and the cards it goes between. */
export interface Move {
  leadId: string;
  stageId: string;
  afterId?: string;
  beforeId?: string;
}

/** The place of a move among the cards there are now; on top where its neighbours have left. */
export function placeAmong(board: Board, { leadId, stageId, afterId, beforeId }: Move): Place {
  const others = board.stages.find(({ id }) => id === stageId)?.leads.filter(({ id }) => id !== leadId) ?? [];
  const after = others.findIndex(({ id }) => id === afterId);
  return { stageId, index: after >= 0 ? after + 1 : Math.max(0, others.findIndex(({ id }) => id === beforeId)) };
}

/**
 * The board with a card in another place; counts and values of the heads follow. Without the card it stays as it is.
 */
export function withMove(board: Board, leadId: string, to: Place, now: string): Board {
  const card = cardOf(board, leadId);
  const stage = board.stages.find(({ id }) => id === to.stageId);
  if (!card || !stage) return board;
  const stays = card.stageId === to.stageId;
  const moved = { ...card, stageId: stage.id, status: stage.type, stageEnteredAt: now };
  return withCardAt(board, stays ? card : moved, to);
}

/** The board with this card at a place and nowhere else: also the way back to what it was before a move. */
export function withCardAt(board: Board, card: LeadCard, to: Place): Board {
  return {
    ...board,
    stages: board.stages.map((stage) => {
      const without = withoutCard(stage, card.id);
      return stage.id === to.stageId ? withCard(without, card, to.index) : without;
    }),
  };
}

/** The board with some members of a card changed. */
export function withCardChanges(board: Board, leadId: string, changes: Partial<LeadCard>): Board {
  return {
    ...board,
    stages: board.stages.map((stage) => (stage.leads.some(({ id }) => id === leadId)
      ? { ...stage, leads: stage.leads.map((lead) => (lead.id === leadId ? { ...lead, ...changes } : lead)) }
      : stage)),
  };
}

/** The board with the next cards of a stage below those it has. One that moved down meanwhile is not shown twice. */
export function withMoreCards(board: Board, more: Pick<Stage, 'id' | 'leads' | 'nextCursor'>): Board {
  const { id, leads, nextCursor } = more;
  return {
    ...board,
    stages: board.stages.map((stage) => {
      if (stage.id !== id) return stage;
      const known = new Set(stage.leads.map((lead) => lead.id));
      return { ...stage, leads: [...stage.leads, ...leads.filter((lead) => !known.has(lead.id))], nextCursor };
    }),
  };
}

/** How many leads stand in stages that are worked on, and what they would bring a month. */
export function openTotals(board: Board): { count: number; value: string } {
  const open = board.stages.filter(isOpen);
  return {
    count: open.reduce((sum, stage) => sum + stage.count, 0),
    value: sumAmounts(...open.map(({ value }) => value)),
  };
}

/** New and in progress: these share the width of a board, the others fold. */
export function isOpen({ type }: Pick<Stage, 'type'>): boolean {
  return type === 'new' || type === 'in_progress';
}

function withoutCard(stage: Stage, leadId: string): Stage {
  const card = stage.leads.find(({ id }) => id === leadId);
  if (!card) return stage;
  return {
    ...stage, count: Math.max(0, stage.count - 1), value: lessAmount(stage.value, card.value),
    leads: stage.leads.filter(({ id }) => id !== leadId),
  };
}

function withCard(stage: Stage, card: LeadCard, index: number): Stage {
  return {
    ...stage, count: stage.count + 1, value: sumAmounts(stage.value, card.value),
    leads: [...stage.leads.slice(0, index), card, ...stage.leads.slice(index)],
  };
}
