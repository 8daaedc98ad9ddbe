import type { QueryClient } from '@tanstack/react-query';
import { getBoard, type Board, type LeadFilters } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import { keyOf } from '../../../lib/query.ts';

/** Cards of a stage that the first answer brings. */
const firstCards = 30;
const mostAtOnce = 200;

/** The board for some filters; asked again, it brings back as many cards of a stage as were shown. */
export function boardQuestion(client: QueryClient, query: LeadFilters) {
  const queryKey = boardKey(query);
  return {
    queryKey,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Board> => {
      const board = await api(getBoard, { query: { ...query, limit: firstCards } }, { signal });
      return deepened(board, client.getQueryData<Board>(queryKey), query, signal);
    },
  };
}

/** Where the board of some filters is kept. */
export function boardKey(query: LeadFilters) {
  return keyOf(getBoard, { query });
}

/**
 * Fetches what a board showed beyond its first cards, stage beside stage, so that a live change does not fold them
 * away.
 */
async function deepened(
  board: Board, shown: Board | undefined, query: LeadFilters, signal: AbortSignal,
): Promise<Board> {
  const deep = board.stages.map(async (stage) => {
    const before = shown?.stages.find(({ id }) => id === stage.id)?.leads.length ?? 0;
    // A card or two that were moved in are no page of their own.
    const wanted = before - (before % firstCards);
    let found = stage;
    while (found.nextCursor && found.leads.length < wanted) {
      const limit = Math.min(wanted - found.leads.length, mostAtOnce);
      const asked = { ...query, stageId: stage.id, cursor: found.nextCursor, limit };
      const { stages: [more] } = await api(getBoard, { query: asked }, { signal });
      if (!more) break;
      found = { ...found, leads: [...found.leads, ...more.leads], nextCursor: more.nextCursor };
    }
    return found;
  });
  return { ...board, stages: await Promise.all(deep) };
}
