import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { getBoard, type Board } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import { toProblem, type Problem } from '../../../lib/problem.ts';
import type { SharedQuery } from '../use-lead-filters.ts';
import { withMoreCards } from './board-changes.ts';
import { boardKey, boardQuestion } from './board-question.ts';

/** Cards of a stage that each “Show more” adds. */
const furtherCards = 100;

/** The board for some filters. */
export function useBoard(query: SharedQuery) {
  const client = useQueryClient();
  return useQuery<Board, Problem>({
    ...boardQuestion(client, query),
    placeholderData: keepPreviousData,
  });
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
