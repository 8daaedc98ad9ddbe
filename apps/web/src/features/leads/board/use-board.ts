import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { getBoard, type Board } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import { toProblem, type Problem } from '../../../lib/problem.ts';
import { keyOf } from '../../../lib/query.ts';
import type { SharedQuery } from '../use-lead-filters.ts';
import { withMoreCards } from './board-changes.ts';

/** Cards of a stage that the first answer brings, and that each “Show more” adds. */
const firstCards = 30;
const furtherCards = 100;
const mostAtOnce = 200;

/** The board for some filters; refetching brings back as many cards of a stage as were shown. */
export function useBoard(query: SharedQuery) {
  const client = useQueryClient();
  const key = useMemo(() => boardKey(query), [query]);
  return useQuery<Board, Problem>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const board = await api(getBoard, { query: { ...query, limit: firstCards } }, { signal });
      return deepened(board, client.getQueryData<Board>(key), query, signal);
    },
    placeholderData: keepPreviousData,
  });
}

/** Where the board of some filters is kept. */
export function boardKey(query: SharedQuery) {
  return keyOf(getBoard, { query });
}

/** The way to the next cards of one stage: how many it would bring, and what became of the last attempt. */
export function useMoreCards(query: SharedQuery, stage: Board['stages'][number]) {
  const client = useQueryClient();
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id: stageId, nextCursor: cursor } = stage;

  const load = useCallback(async () => {
    if (!cursor) return;
    setLoading(true);
    setProblem(null);
    try {
      const { stages } = await api(getBoard, { query: { ...query, stageId, cursor, limit: furtherCards } });
      const [more] = stages;
      client.setQueryData<Board>(boardKey(query), (board) => board && more && withMoreCards(board, more));
    } catch (thrown) {
      setProblem(toProblem(thrown));
    } finally {
      setLoading(false);
    }
  }, [client, query, stageId, cursor]);

  const left = Math.max(stage.count - stage.leads.length, 1);
  return { load, isLoading, problem, next: cursor ? Math.min(left, furtherCards) : 0 };
}

/**
 * Fetches what a board showed beyond its first cards, stage beside stage, so that a live change does not fold them
 * away.
 */
async function deepened(
  board: Board, shown: Board | undefined, query: SharedQuery, signal: AbortSignal,
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
